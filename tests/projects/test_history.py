"""The history of a project, field by field, and who could see it on a given day."""

import io
from datetime import timedelta

import openpyxl
import pytest
from django.utils import timezone, translation

from portal import roles
from portal.roles import AssociationRoles
from projects.access import accesses
from projects.actions import (
    accept_submission,
    end_role,
    give_opinion,
    name_replacement,
    note_decision,
    plan_meeting,
    refuse_visa,
    reopen_project,
    save_sheet,
    send_reminder,
    share_opinion,
    submit_milestone,
    withdraw_submission,
)
from projects.enums import ProjectRoles, Stages
from projects.history import SOURCES, entries_of
from projects.models import Milestone, ProjectRole
from projects.working_days import on_or_after
from tests.factories.closing import closed
from tests.factories.members import OrganisationFactory
from tests.factories.office import person_of, text
from tests.factories.people import PersonFactory
from tests.factories.projects import MilestoneFactory, ProjectFactory, in_role, lead_of, opinion_asked
from tests.factories.visas import director_of, waiting_visa

pytestmark = pytest.mark.django_db
PAGE = "/projets/orme/historique/"


@pytest.fixture
def staff():
    return person_of(AssociationRoles.STAFF)


@pytest.fixture
def project(staff):
    project = ProjectFactory.build(name="Télécentre de l’Orme", slug="orme")
    with translation.override("fr"):
        return save_sheet(project, milestones=[Milestone(title="Note")], by=staff)


def titles(project, person, **options):
    with translation.override("fr"):
        return [entry.title.replace("\xa0", " ") for entry in entries_of(project, person, **options)]


def test_every_change_of_the_sheet_says_what_was_and_what_is(client, project, staff):
    project.territory, project.stage, project.holder = "Melun", Stages.STUDY, OrganisationFactory(name="Agglo")
    milestone = project.milestones.get()
    milestone.due_on = on_or_after(timezone.localdate())
    save_sheet(project, milestones=[milestone, Milestone(title="Bilan")], by=staff)
    project.is_public, project.territory = True, ""
    save_sheet(project, milestones=list(project.milestones.all()), removed=[project.milestones.last()], by=staff)
    client.force_login(staff)
    page = text(client.get(PAGE))
    assert titles(project, staff, kind="sheet") == [
        "Jalon retiré : Bilan",
        "Fiche modifiée",
        "Jalon ajouté : Bilan",
        "Jalon modifié : Note",
        "Fiche modifiée",
        "Jalon ajouté : Note",
        "Fiche créée",
    ]
    last = entries_of(project, staff, kind="sheet")[1]
    assert last.by == staff
    for words in ("<ins>Agglo</ins>", "<del>Opportunité</del>", "<del>Melun</del>", "<em>vidé</em>", "<ins>oui</ins>"):
        assert words in page, words


def everything(project, staff):
    """One of each thing that can happen; returns the people."""
    milestone, lead, director = project.milestones.get(), lead_of(project), director_of(project)
    send_reminder(milestone, by=staff)
    refuse_visa(waiting_visa(milestone, lead, text="Essai."), by=director, word="Pas encore.")
    submit_milestone(milestone, by=staff, text="Reçu.", on_behalf_of=lead)
    accept_submission(milestone, by=staff, number=1, remark="Très clair.")
    name_replacement(project, by=lead, email="adjoint@example.org", until=timezone.localdate())
    end_role(ProjectRole.objects.get(anchor=project, person=director), by=staff)
    closed(project, by=staff)
    project.refresh_from_db()
    reopen_project(project, by=staff, reason="Un repreneur.")
    return lead, director


def test_everything_that_happens_is_told_in_order_to_who_may_know_it(project, staff):
    lead, director = everything(project, staff)
    observer = in_role(project, ProjectRoles.OBSERVER)
    told = titles(project, lead)
    for expected in (
        "Visa demandé : Note",
        "Visa non donné : Note",
        "Relance envoyée : Note",
        "Déposé : Note",
        "Accepté : Note",
        f"{lead} devient : Porteur de projet",
        f"adjoint@example.org remplace {lead}",
        f"{director} n’est plus : Direction (donne le visa)",
        "Bilan commencé",
        "Projet clos : Le projet est abandonné",
        "Projet rouvert",
    ):
        assert expected in told, expected
    moments = [entry.at for entry in entries_of(project, lead)]
    assert moments == sorted(moments, reverse=True)
    words = {
        who: {entry.detail for entry in entries_of(project, person)} - {""}
        for who, person in {
            "lead": lead,
            "staff": staff,
            "observer": observer,
            "accompanier": in_role(project, ProjectRoles.ACCOMPANIER),
        }.items()
    }
    assert words == {
        "lead": {"Pas encore.", "Très clair.", "Un repreneur."},
        "staff": {"Très clair.", "Un repreneur."},
        "accompanier": {"Très clair.", "Un repreneur."},
        "observer": set(),
    }
    assert titles(project, observer, kind="reminders") == []


def test_a_submission_taken_back_is_told_and_its_receipt_stays_with_those_who_hand_in(project, staff):
    milestone, lead = project.milestones.get(), lead_of(project)
    submission = submit_milestone(milestone, by=lead, text="Voici.")
    withdraw_submission(submission, by=lead)
    expected = ["Dépôt retiré : Note", "Déposé : Note"]
    assert titles(project, lead, kind="milestones") == titles(project, staff, kind="milestones") == expected
    links = {person: entries_of(project, person, kind="milestones")[1].url for person in (lead, staff)}
    assert links == {lead: submission.get_absolute_url(), staff: milestone.get_absolute_url()}


def test_opinions_are_told_to_who_may_open_them_and_meetings_to_all(project, staff):
    request = opinion_asked(project.milestones.get(), by=staff)
    give_opinion(request, by=request.expert, verdict="favourable", text="Oui.")
    begins = timezone.now() + timedelta(days=7)
    meeting = plan_meeting(project, by=staff, starts_at=begins, ends_at=begins + timedelta(hours=2), agenda="Budget")
    note_decision(meeting, by=staff, text="Visiter un autre lieu.")
    lead = lead_of(project)
    observer = in_role(project, ProjectRoles.OBSERVER)
    assert titles(project, lead, kind="opinions") == titles(project, observer, kind="opinions") == []
    told = ["Avis donné : Note", "Avis demandé : Note"]
    assert titles(project, staff, kind="opinions") == told
    share_opinion(request, by=staff)
    told.insert(0, "Avis partagé avec les porteurs : Note")
    assert titles(project, lead, kind="opinions") == told
    assert titles(project, observer, kind="opinions") == []
    with translation.override("fr"):
        assert titles(project, observer, kind="meetings") == [
            f"Décision notée : {meeting}".replace("\xa0", " "),
            f"Réunion prévue : {meeting}".replace("\xa0", " "),
        ]


def test_the_page_filters_by_kind_and_exports_the_same(client, project, staff):
    lead, _director = everything(project, staff)
    client.force_login(lead)
    page = text(client.get(PAGE, {"quoi": "visas"}))
    assert "Visa demandé" in page
    assert "Relance envoyée" not in page
    assert "Relance envoyée" in text(client.get(PAGE, {"quoi": "n’importe"}))
    book = openpyxl.load_workbook(io.BytesIO(client.get(f"{PAGE}export.xlsx", {"quoi": "closing"}).content))
    header, *lines = book.active.iter_rows(values_only=True)
    told = [dict(zip(header, line, strict=True)) for line in lines]
    assert [line["Quoi"] for line in told] == [
        "Projet rouvert",
        "Projet clos\xa0: Le projet est abandonné",
        "Bilan commencé",
    ]
    assert told[0]["Dans leurs mots"] == "Un repreneur."
    assert told[0]["Quand"].date() == timezone.localdate()


@pytest.mark.parametrize("times", [1, 3])
def test_the_page_costs_the_same_for_little_and_for_much(client, staff, times, django_assert_max_num_queries):
    project = ProjectFactory(slug="orme")
    for _ in range(times):
        milestone = MilestoneFactory(project=project)
        lead = lead_of(project)
        send_reminder(milestone, by=staff)
        submit_milestone(milestone, by=lead, text="Voici.")
        closed_project = closed(ProjectFactory(), by=staff)
        assert closed_project.is_in_force
    client.force_login(staff)
    client.get(PAGE)
    with django_assert_max_num_queries(20):
        client.get(PAGE)


def test_each_kind_has_a_source_that_costs_one_query_or_two(project, staff, django_assert_max_num_queries):
    everything(project, staff)
    for kind in SOURCES:
        with django_assert_max_num_queries(5):
            entries_of(project, staff, kind=kind)


def test_a_stranger_finds_no_history_and_only_who_gives_roles_asks_who_could_see(client, project, staff):
    for who, expected in {"stranger": 404, ProjectRoles.OBSERVER: 403, ProjectRoles.LEAD: 403}.items():
        client.force_login(PersonFactory() if who == "stranger" else in_role(project, who))
        assert client.get("/projets/orme/acces/").status_code == expected
        assert client.get(PAGE).status_code == (404 if who == "stranger" else 200)
    for role in (AssociationRoles.STAFF, AssociationRoles.ADMINISTRATOR):
        client.force_login(person_of(role))
        assert client.get("/projets/orme/acces/").status_code == 200


def test_who_could_see_a_file_on_a_day_that_is_past(client, project, staff):
    now = timezone.now()
    AssociationRole = type(staff.associationrole_rows.get())
    AssociationRole.objects.update(since=now - timedelta(days=1))
    that_day = timezone.localdate() - timedelta(days=30)
    noon = now - timedelta(days=30)
    people = {}
    for name, role, since, until in [
        ("lead", ProjectRoles.LEAD, 60, None),
        ("left before", ProjectRoles.LEAD, 60, 40),
        ("came after", ProjectRoles.CONTRIBUTOR, 20, None),
        ("colleague then", ProjectRoles.CONTRIBUTOR, 35, 25),
        ("observer", ProjectRoles.OBSERVER, 60, None),
    ]:
        people[name] = PersonFactory(last_name=name)
        end = until and now - timedelta(days=until)
        roles.grant(
            ProjectRole,
            anchor=project,
            person=people[name],
            role=role,
            by=None,
            since=now - timedelta(days=since),
            until=end,
        )
    gone = people["colleague then"]
    gone.is_active = False
    gone.save()
    found = {one.row.person.last_name: one.rights[1] for one in accesses(project, that_day)}
    assert found == {"lead": True, "colleague then": True, "observer": False}
    then = roles.people_with("projects.read_submissions", project, at=noon)
    assert {person.last_name for person in then} == {"lead"}  # the other one's account is switched off since
    client.force_login(staff)
    page = text(client.get("/projets/orme/acces/", {"on": that_day.isoformat()}))
    assert "colleague then" in page
    assert "left before" not in page
    assert client.get("/projets/orme/acces/", {"on": "2999-01-01"}).status_code == 422
    assert "Personne n’avait de rôle" in text(client.get("/projets/orme/acces/", {"on": "2001-01-01"}))


def test_a_role_of_a_few_hours_that_day_counts(project):
    day = timezone.localdate() - timedelta(days=3)
    start = timezone.localtime().replace(hour=9, minute=0) - timedelta(days=3)
    person = PersonFactory()
    roles.grant(
        ProjectRole,
        anchor=project,
        person=person,
        role=ProjectRoles.CONTRIBUTOR,
        by=None,
        since=start,
        until=start + timedelta(hours=2),
    )
    assert [one.row.person for one in accesses(project, day)] == [person]
    assert accesses(project, day - timedelta(days=1)) == accesses(project, day + timedelta(days=1)) == []
