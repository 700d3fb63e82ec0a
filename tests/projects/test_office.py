"""The back office's screens of the projects."""

import pytest
from django.urls import reverse

from portal import roles
from portal.roles import AssociationRole, AssociationRoles
from projects.actions import save_sheet
from projects.enums import MilestoneStatus
from projects.models import Milestone, Project
from projects.refusals import SheetRefusal
from projects.usual_template import USUAL_COURSE, load_usual_template
from tests.factories.closing import closed
from tests.factories.courses import template_of
from tests.factories.office import person_of, rows, text, version_in
from tests.factories.people import PersonFactory
from tests.factories.projects import MilestoneFactory, ProjectFactory, accompanier_of, milestone_at

pytestmark = pytest.mark.django_db
INDEX, NEW = "/gestion/projets/", "/gestion/projets/new/"
SHEET = {"name": "Télécentre de Provins", "slug": "", "stage": "opportunity", "summary": "Une étude."}


@pytest.fixture
def staff(client):
    person = person_of(AssociationRoles.STAFF)
    client.force_login(person)
    return person


def edit_address(project):
    return reverse("office_projects:edit", args=[project.pk])


def sheet_of(project, *milestones, **fields):
    return (
        {"name": project.name, "slug": project.slug, "stage": project.stage} | fields | rows("milestones", milestones)
    )


def row_of(milestone, **fields):
    return {"id": milestone.pk, "title": milestone.title, "instructions": "", "due_on": ""} | fields


def course_of(project):
    return list(Milestone.objects.filter(project=project).values_list("order", "title"))


def test_new_project_gets_its_address_from_its_name_and_a_template(client, staff):
    template = load_usual_template()
    assert "Modèle de parcours" in text(client.get(NEW))

    done = client.post(NEW, SHEET | {"template": template.pk, "start_on": ""} | rows("milestones", []), follow=True)

    project = Project.objects.get()
    assert (project.name, project.slug, project.is_public) == ("Télécentre de Provins", "telecentre-de-provins", False)
    assert course_of(project) == [(order, title) for order, (_, title, *_more) in enumerate(USUAL_COURSE, 1)]
    assert reverse("projects:project-people", args=[project.slug]) in text(done)
    assert client.get(reverse("projects:project-people", args=[project.slug])).status_code == 200


def test_new_project_may_have_a_course_of_its_own(client, staff):
    own = [{"title": "Visite"}, {"title": "Bilan", "due_on": "2027-03-01", "ORDER": 1}]

    client.post(NEW, SHEET | rows("milestones", own))

    assert course_of(Project.objects.get()) == [(1, "Visite"), (2, "Bilan")]


def test_new_project_with_past_dates_or_a_template_nobody_offers_is_refused_and_typed_kept(client, staff):
    template, put_away = template_of(5), template_of(5, is_offered=False)
    start = {"start_on": "2020-03-02"}

    past = text(client.post(NEW, SHEET | start | {"template": template.pk} | rows("milestones", [])))
    client.post(NEW, SHEET | start | {"template": put_away.pk} | rows("milestones", []))

    assert "Ces dates sont déjà passées" in past and 'value="Télécentre de Provins"' in past and "2020" in past
    assert not Project.objects.exists()
    client.post(NEW, SHEET | start | {"template": template.pk, "past_is_meant": "on"} | rows("milestones", []))
    assert course_of(Project.objects.get()) == [(1, "Étape 1")]


def test_milestone_of_another_project_is_refused(client, staff):
    project, theirs = ProjectFactory(), MilestoneFactory(title="À eux")

    page = text(client.post(edit_address(project), sheet_of(project, row_of(theirs, title="Volé"))))

    assert "rechargez la page" in page
    assert list(Milestone.objects.values_list("title", "project")) == [("À eux", theirs.project_id)]


def test_what_cannot_be_is_said_and_what_was_typed_kept(client, staff):
    ProjectFactory(slug="melun")

    page = text(
        client.post(NEW, SHEET | {"slug": "melun"} | rows("milestones", [{"title": "", "instructions": "Ceci"}]))
    )

    assert "Ce champ est obligatoire" in page
    assert 'value="Télécentre de Provins"' in page and "Ceci" in page
    assert Project.objects.count() == 1


def test_address_of_our_own_screen_is_refused(client, staff):
    page = text(client.post(NEW, SHEET | {"slug": "tableau"} | rows("milestones", [])))

    assert "prise par un écran du portail" in page
    assert not Project.objects.exists()


def test_milestones_change_places_without_losing_their_status(client, staff):
    project = ProjectFactory()
    first = milestone_at(MilestoneStatus.ACCEPTED, project)
    second = MilestoneFactory(project=project, title="Décision")
    sent = sheet_of(
        project, row_of(second, due_on="2027-02-01"), row_of(first), {"title": "Ouverture"}, name="Nouveau nom"
    )

    client.post(edit_address(project), sent)

    project.refresh_from_db()
    first.refresh_from_db()
    assert project.name == "Nouveau nom"
    assert course_of(project) == [(1, "Décision"), (2, first.title), (3, "Ouverture")]
    assert first.status == MilestoneStatus.ACCEPTED


def test_milestone_with_a_submission_stays(client, staff):
    project = ProjectFactory()
    submitted = milestone_at(MilestoneStatus.SUBMITTED, project)
    untouched = MilestoneFactory(project=project, title="Décision")
    sent = sheet_of(project, row_of(submitted, DELETE="on"), row_of(untouched), name="Perdu ?")

    page = text(client.post(edit_address(project), sent))

    assert f"« {submitted.title} » reste" in page and 'value="Perdu ?"' in page
    assert Project.objects.get().name == project.name
    assert project.milestones.count() == 2


def test_milestone_nobody_worked_on_goes(client, staff):
    project = ProjectFactory()
    kept, gone = MilestoneFactory.create_batch(2, project=project)

    client.post(edit_address(project), sheet_of(project, row_of(kept), row_of(gone, DELETE="on")))

    assert set(project.milestones.all()) == {kept}


def test_status_that_moves_while_the_sheet_is_open_is_not_written_over(staff):
    project = ProjectFactory()
    milestone = milestone_at(MilestoneStatus.PENDING, project)
    stale = Milestone.objects.get()
    Milestone.objects.update(status=MilestoneStatus.SUBMITTED)
    stale.title = "Corrigé"

    save_sheet(project, milestones=[stale], by=staff)

    milestone.refresh_from_db()
    assert (milestone.title, milestone.status) == ("Corrigé", MilestoneStatus.SUBMITTED)


def test_the_second_of_two_who_save_a_sheet_is_told_and_may_save_again(client, staff):
    project = ProjectFactory(name="Avant")
    milestone = MilestoneFactory(project=project)
    opened = version_in(client.get(edit_address(project)))
    theirs = sheet_of(project, row_of(milestone), name="Le leur", version=opened)
    client.post(edit_address(project), theirs)
    mine = sheet_of(project, row_of(milestone), name="Le mien")
    refused = client.post(edit_address(project), mine | {"version": opened})
    project.refresh_from_db()
    assert project.name == "Le leur"
    assert "Quelqu’un d’autre a enregistré entre-temps" in text(refused) and 'value="Le mien"' in text(refused)
    assert "« Le leur » est enregistré, vous avez saisi « Le mien »" in text(refused)
    client.post(edit_address(project), mine | {"version": version_in(refused)})
    project.refresh_from_db()
    assert project.name == "Le mien"


def test_what_leads_hand_in_meanwhile_stops_nobody_who_writes_the_sheet(client, staff):
    project = ProjectFactory()
    milestone = milestone_at(MilestoneStatus.PENDING, project)
    opened = version_in(client.get(edit_address(project)))
    Milestone.objects.update(status=MilestoneStatus.SUBMITTED)
    client.post(edit_address(project), sheet_of(project, row_of(milestone), name="Corrigé", version=opened))
    project.refresh_from_db()
    assert project.name == "Corrigé"


def test_milestone_added_meanwhile_by_somebody_else_comes_last(staff):
    project = ProjectFactory()
    theirs, mine = MilestoneFactory.create_batch(2, project=project)

    save_sheet(project, milestones=[mine], by=staff)

    assert list(project.milestones.values_list("pk", "order")) == [(mine.pk, 1), (theirs.pk, 2)]


def test_accompanier_without_a_role_over_all_writes_no_sheet():
    project = ProjectFactory()

    with pytest.raises(SheetRefusal):
        save_sheet(project, by=accompanier_of(project))
    with pytest.raises(SheetRefusal):
        save_sheet(Project(name="Nouveau", slug="nouveau"), by=accompanier_of(project))


@pytest.mark.parametrize(
    ("role", "is_open"),
    [
        (AssociationRoles.STAFF, True),
        (AssociationRoles.ADMINISTRATOR, True),
        (AssociationRoles.EDITOR, False),
        (None, False),
    ],
)
def test_screens_and_menu_are_for_those_who_may(client, role, is_open):
    project = ProjectFactory()
    client.force_login(person_of(role))

    answers = {client.get(address).status_code for address in (INDEX, NEW, edit_address(project))}

    assert answers == ({200} if is_open else {302})
    assert (INDEX in text(client.get("/gestion/", follow=True))) is is_open


def test_nobody_deletes_a_project_not_even_an_administrator(client):
    project = ProjectFactory()
    person = PersonFactory(superuser=True)
    roles.grant(AssociationRole, person=person, role=AssociationRoles.ADMINISTRATOR, by=None)
    client.force_login(person)

    client.post(reverse("office_projects:delete", args=[project.pk]))

    assert Project.objects.filter(pk=project.pk).exists()
    assert "/delete/" not in text(client.get(INDEX)) + text(client.get(edit_address(project)))


def test_list_is_searched_without_accents_and_costs_the_same_for_1_and_for_3(
    client, staff, django_assert_max_num_queries
):
    ProjectFactory(name="Télécentre d’Étampes")
    client.get(INDEX)
    with django_assert_max_num_queries(60) as one:
        client.get(INDEX)
    ProjectFactory.create_batch(2)
    with django_assert_max_num_queries(60) as three:
        client.get(INDEX)

    assert len(one) == len(three)
    assert [row.name for row in client.get(INDEX + "?q=ETAMPES").context["object_list"]] == ["Télécentre d’Étampes"]


def test_the_sheet_of_a_project_that_has_ended_is_published_and_nothing_else_of_it_changes(client, staff):
    milestone = MilestoneFactory(project__is_public=False)
    project = closed(milestone.project).project
    as_it_is = row_of(milestone, instructions=milestone.instructions)
    client.post(edit_address(project), sheet_of(project, as_it_is, is_public="on"))
    project.refresh_from_db()
    assert project.is_public
    page = text(client.post(edit_address(project), sheet_of(project, as_it_is | {"title": "Autre"}, is_public="on")))
    milestone.refresh_from_db()
    assert "Ce projet est clos depuis le" in page and milestone.title != "Autre"
