"""projects/waiting.py: the lines of "Mon espace"."""

from datetime import timedelta

import pytest
from django.utils import timezone

from portal import roles
from portal.roles import AssociationRole, AssociationRoles
from projects.enums import ApplicationStatus, MilestoneStatus
from projects.waiting import mine, waiting_for
from tests.factories.people import PersonFactory
from tests.factories.projects import (
    MilestoneFactory,
    ProjectFactory,
    accompanier_of,
    application_at,
    in_role,
    lead_of,
    milestone_at,
    staff_member,
)

pytestmark = pytest.mark.django_db


def titles(person):
    return [item.title for item in waiting_for(person)]


def test_the_accompanier_finds_submissions_oldest_first():
    old, new = milestone_at(MilestoneStatus.SUBMITTED), milestone_at(MilestoneStatus.SUBMITTED)
    type(old).objects.filter(pk=new.pk).update(status_since=timezone.now() - timedelta(days=9))
    milestone_at(MilestoneStatus.RETURNED)
    staff = PersonFactory()
    roles.grant(AssociationRole, person=staff, role=AssociationRoles.STAFF, by=None)
    items = waiting_for(staff)
    assert [item.url for item in items] == [new.get_absolute_url(), old.get_absolute_url()]
    assert {item.action for item in items} == {"Examiner"}


def test_the_lead_finds_where_the_project_stands_what_came_back_and_what_is_due_soon():
    project = ProjectFactory(name="Melun")
    lead, accompanier = lead_of(project), accompanier_of(project)
    milestone_at(MilestoneStatus.ACCEPTED, project, lead, accompanier)
    returned = milestone_at(MilestoneStatus.RETURNED, project, lead, accompanier)
    today = timezone.localdate()
    late = MilestoneFactory(project=project, title="En retard", due_on=today - timedelta(days=1))
    MilestoneFactory(project=project, title="Bientôt", due_on=today + timedelta(days=29))
    MilestoneFactory(project=project, title="Plus tard", due_on=today + timedelta(days=60))
    items = waiting_for(lead)
    assert [item.title for item in items] == ["Melun – En retard", "Melun – Bientôt", f"Melun – {returned.title}"]
    assert [item.is_late for item in items] == [True, False, False]
    assert items[0].url == late.get_absolute_url()
    assert [item.action for item in items] == ["Déposer", "Déposer", "Corriger"]


def test_the_next_milestone_waits_even_without_a_date():
    milestone = MilestoneFactory()
    MilestoneFactory(project=milestone.project)
    assert [item.url for item in waiting_for(lead_of(milestone.project))] == [milestone.get_absolute_url()]


def test_nothing_waits_for_who_only_watches_or_was_there_before():
    milestone = milestone_at(MilestoneStatus.SUBMITTED)
    lead = lead_of(milestone.project)
    assert titles(lead) == []
    assert titles(PersonFactory()) == []
    accompanier = milestone.project.roles.get(role="accompanier")
    roles.end(accompanier, by=None)
    assert titles(accompanier.person) == []


def test_mine_lists_projects_once_with_the_roles_and_the_list_for_who_reviews():
    project = ProjectFactory(name="Melun")
    lead = lead_of(project)
    assert [(item.title, item.detail) for item in mine(lead)] == [("Melun", "Porteur de projet")]
    assert [item.title for item in mine(accompanier_of(project))] == ["Tous les projets", "Melun"]


def test_who_decides_finds_applications_the_oldest_first_and_its_sender_those_that_ask():
    staff, applicant = staff_member(), PersonFactory(email="helene@valclair.example")
    received = application_at(name="Reçue")
    application_at(ApplicationStatus.ANSWERED, staff=staff, name="Répondue")
    application_at(ApplicationStatus.MORE_ASKED, staff=staff, name="Demandée")
    application_at(ApplicationStatus.DECLINED, staff=staff, name="Refusée")
    application_at(ApplicationStatus.MORE_ASKED, staff=staff, name="D’autrui", email="autre@valclair.example")
    items = waiting_for(staff)
    assert [item.title for item in items] == ["Reçue", "Répondue"]
    assert items[0].url == received.get_absolute_url()
    (asked,) = waiting_for(applicant)
    assert (asked.title, asked.action) == ("Demandée", "Répondre")
    assert asked.url.startswith("/projets/proposer/")
    assert titles(accompanier_of(ProjectFactory())) == []


def test_mine_lists_applications_until_they_are_decided_and_all_of_them_for_who_decides():
    staff, applicant = staff_member(), PersonFactory(email="helene@valclair.example")
    application_at(name="Reçue")
    application_at(ApplicationStatus.DECLINED, staff=staff, name="Refusée")
    application_at(ApplicationStatus.TAKEN_IN, staff=staff, name="Acceptée")
    assert [(item.title, item.detail) for item in mine(applicant)] == [
        ("Reçue", "Candidature\xa0: Reçue"),
        ("Acceptée", "Porteur de projet"),
    ]
    assert [item.title for item in mine(staff)] == ["Tous les projets", "Candidatures"]


@pytest.mark.parametrize("count", [1, 3])
def test_applications_cost_the_same_for_one_and_for_three(django_assert_num_queries, count):
    staff = staff_member(email="helene@valclair.example")
    for _ in range(count):
        application_at()
        application_at(ApplicationStatus.MORE_ASKED, staff=staff)
    roles.forget_rights(staff)
    with django_assert_num_queries(10):
        assert len(waiting_for(staff)) == 2 * count


@pytest.mark.parametrize("count", [1, 3])
def test_it_costs_the_same_for_one_and_for_three(django_assert_num_queries, count):
    person = PersonFactory()
    for _ in range(count):
        project = ProjectFactory()
        in_role(project, "accompanier", person)
        milestone_at(MilestoneStatus.SUBMITTED, project)
        in_role(project, "lead", person)
        MilestoneFactory(project=project, due_on=timezone.localdate())
    roles.forget_rights(person)
    with django_assert_num_queries(9):
        assert len(waiting_for(person)) == 2 * count
