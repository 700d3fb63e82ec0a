"""projects/views/course.py and asked.py: laying, adapting, and what is asked to take away."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from projects import working_days
from projects.enums import ProjectRoles
from projects.models import Milestone
from tests.factories.courses import model_document, piece, question, template_of
from tests.factories.office import person_of, rows, text
from tests.factories.people import PersonFactory
from tests.factories.projects import MilestoneFactory, ProjectFactory, accompanier_of, in_role, lead_of

pytestmark = pytest.mark.django_db
SOON = timezone.localdate() + timedelta(days=30)
BEFORE = timezone.localdate() - timedelta(days=200)


@pytest.fixture
def project():
    return ProjectFactory()


@pytest.fixture
def accompanier(project, client):
    person = accompanier_of(project)
    client.force_login(person)
    return person


def address(name, project, *more):
    return reverse(f"projects:{name}", args=[project.slug, *more])


def adapted(milestone=None, pieces=(), questions=(), **fields):
    return {"title": "Visite", "due_on": ""} | fields | rows("pieces", pieces) | rows("questions", questions)


def test_dates_are_seen_before_anything_is_written(client, project, accompanier):
    template = template_of(5, 10)
    shown = text(client.get(address("project-course", project), {"template": template.pk, "start_on": str(SOON)}))
    assert "Étape 2" in shown and "Rien n’est encore posé." in shown
    assert not Milestone.objects.exists()

    sent = {"template": template.pk, "start_on": str(SOON)}
    done = client.post(address("course-lay", project), sent, follow=True)
    assert "2 jalons sont posés." in text(done)
    assert list(project.milestones.values_list("title", flat=True)) == ["Étape 1", "Étape 2"]


def test_past_dates_ask_whether_they_are_meant_and_keep_the_choice(client, project, accompanier):
    sent = {"template": template_of(5).pk, "start_on": str(BEFORE)}
    refused = client.post(address("course-lay", project), sent)
    assert refused.status_code == 409
    assert "Ces dates sont déjà passées : « Étape 1 »" in text(refused)
    assert f'value="{BEFORE}"' in text(refused) and "past_is_meant" in text(refused)
    client.post(address("course-lay", project), sent | {"past_is_meant": "on"})
    assert project.milestones.count() == 1


@pytest.mark.parametrize("template", ["", "0", "x", "put away"])
def test_a_template_nobody_offers_is_refused(client, project, accompanier, template):
    if template == "put away":
        template = template_of(5, is_offered=False).pk
    answer = client.post(address("course-lay", project), {"template": template, "start_on": "32/13/2027"})
    assert answer.status_code == 422
    assert not Milestone.objects.exists()


def test_a_milestone_is_added_and_adapted_with_its_lines(client, project, accompanier):
    new = adapted(pieces=[{"title": "Plan", "is_required": "on"}, {"title": ""}], questions=[{"title": "Vu"}])
    client.post(address("milestone-add", project), new)
    milestone = project.milestones.get()
    plan = milestone.expecteddeliverable_lines.get()
    assert (plan.title, plan.is_required) == ("Plan", True)
    assert milestone.checklistitem_lines.get().title == "Vu"

    again = adapted(title="Visite du lieu", pieces=[{"id": plan.pk, "title": "Plan", "DELETE": "on"}])
    client.post(address("milestone-adapt", project, milestone.public_id), again)
    milestone.refresh_from_db()
    assert milestone.title == "Visite du lieu"
    assert not milestone.expecteddeliverable_lines.exists()


def test_what_was_typed_stays_when_the_date_is_refused(client, project, accompanier):
    past = working_days.on_or_after(BEFORE)
    sent = adapted(due_on=str(past), instructions="Tapé longuement.", pieces=[{"title": "Carte"}])
    refused = client.post(address("milestone-add", project), sent)
    assert refused.status_code == 422
    shown = text(refused)
    assert "Tapé longuement." in shown and 'value="Carte"' in shown and 'name="past_is_meant"' in shown
    assert "ne convient" not in shown and not Milestone.objects.exists()
    client.post(address("milestone-add", project), sent | {"past_is_meant": "on"})
    assert project.milestones.get().due_on == past


def test_lines_places_and_documents_of_elsewhere_are_refused(client, project, accompanier):
    milestone, elsewhere = MilestoneFactory(project=project), MilestoneFactory()
    foreign = piece(elsewhere)
    page = address("milestone-adapt", project, milestone.public_id)
    hidden = model_document(is_offered=False)
    for sent in (
        adapted(pieces=[{"id": foreign.pk, "title": "Volé"}]),
        adapted(place=str(elsewhere.public_id)),
        adapted(model_documents=[hidden.pk]) if model_document() else {},
    ):
        assert client.post(page, sent).status_code == 422
    foreign.refresh_from_db()
    assert (foreign.title, foreign.milestone) == ("Rapport", elsewhere)
    assert client.get(address("milestone-adapt", project, elsewhere.public_id)).status_code == 404


def test_taking_away_asks_first(client, project, accompanier):
    milestone = MilestoneFactory(project=project)
    page = address("milestone-remove", project, milestone.public_id)
    assert "Retirer le jalon" in text(client.get(page))
    assert project.milestones.exists()
    client.post(page)
    assert not project.milestones.exists()


@pytest.mark.parametrize(
    ("who", "status"), [(ProjectRoles.LEAD, 403), (ProjectRoles.OBSERVER, 403), (None, 404), ("staff", 200)]
)
def test_the_screens_are_for_who_lays_the_course(client, project, who, status):
    milestone = MilestoneFactory(project=project)
    roles = set(ProjectRoles)
    client.force_login(in_role(project, who) if who in roles else person_of(who))
    screens = [
        address("project-course", project),
        address("milestone-add", project),
        address("milestone-adapt", project, milestone.public_id),
        address("milestone-remove", project, milestone.public_id),
    ]
    assert {client.get(one).status_code for one in screens} == {status}
    laid = client.post(address("course-lay", project), {})
    assert laid.status_code == (422 if status == 200 else status)


def test_the_course_costs_the_same_for_1_and_for_3(client, project, accompanier, django_assert_max_num_queries):
    MilestoneFactory(project=project)
    page = address("project-course", project)
    client.get(page)
    with django_assert_max_num_queries(40) as one:
        client.get(page)
    MilestoneFactory.create_batch(2, project=project)
    with django_assert_max_num_queries(40) as three:
        client.get(page)
    assert len(one) == len(three)


def test_what_is_asked_is_on_the_page_and_prints(client, project):
    milestone = MilestoneFactory(project=project, due_on=SOON)
    piece(milestone, "Plan de situation", is_required=False)
    question(milestone)
    milestone.model_documents.add(model_document("Modèle de note"), model_document("Rangé", is_offered=False))
    client.force_login(in_role(project, ProjectRoles.OBSERVER))
    shown = text(client.get(milestone.get_absolute_url()))
    assert "Plan de situation" in shown and "Les élus ont été rencontrés" in shown and "Modèle de note" in shown
    assert "Rangé" not in shown
    printed = client.get(address("milestone-asked", project, milestone.public_id))
    assert printed.content.startswith(b"%PDF-")
    client.force_login(PersonFactory())
    assert client.get(address("milestone-asked", project, milestone.public_id)).status_code == 404


def test_a_model_document_is_downloaded_only_where_a_milestone_offers_it(client, project):
    document = model_document()
    lead = lead_of(project)
    client.force_login(lead)
    assert client.get(document.get_absolute_url()).status_code == 404
    MilestoneFactory(project=project).model_documents.add(document)
    assert b"".join(client.get(document.get_absolute_url())).startswith(b"%PDF-")
    for outsider in (PersonFactory(), lead_of(ProjectFactory())):
        client.force_login(outsider)
        assert client.get(document.get_absolute_url()).status_code == 404
    client.force_login(person_of("staff"))
    assert client.get(document.get_absolute_url()).status_code == 200


def test_who_adapts_a_milestone_somebody_else_saved_meanwhile_sees_both(client, project, accompanier):
    milestone = MilestoneFactory(project=project, title="Étude", instructions="D’abord")
    page = client.get(address("milestone-adapt", project, milestone.public_id))
    opened_on = page.context["form"]["version"].value()
    Milestone.objects.filter(pk=milestone.pk).update(instructions="De l’autre")
    sent = adapted(title="Étude", instructions="De moi", version=opened_on)
    answer = client.post(address("milestone-adapt", project, milestone.public_id), sent)
    milestone.refresh_from_db()
    assert milestone.instructions == "De l’autre"
    assert answer.status_code == 422
    shown = text(answer)
    assert "De l’autre" in shown and "De moi" in shown and "Quelqu’un d’autre" in shown

    again = sent | {"version": answer.context["form"]["version"].value()}
    client.post(address("milestone-adapt", project, milestone.public_id), again)
    milestone.refresh_from_db()
    assert milestone.instructions == "De moi"


def test_what_a_lead_hands_in_meanwhile_refuses_no_adaptation(client, project, accompanier):
    milestone = MilestoneFactory(project=project, title="Étude")
    opened_on = client.get(address("milestone-adapt", project, milestone.public_id)).context["form"]["version"].value()
    Milestone.objects.filter(pk=milestone.pk).update(status="submitted")
    sent = adapted(title="Étude revue", version=opened_on)
    assert client.post(address("milestone-adapt", project, milestone.public_id), sent).status_code == 302
