"""projects/views/reminding.py: the workbench, what is done from it, and by whom."""

from datetime import timedelta

import pytest
from django.utils import timezone

from portal import roles
from portal.roles import AssociationRole, AssociationRoles
from projects.actions import send_reminder, snooze_reminders
from projects.enums import MilestoneStatus
from projects.models import Reminder
from projects.permissions import can_remind
from tests.factories.people import PersonFactory
from tests.factories.projects import MilestoneFactory, ProjectFactory, accompanier_of, lead_of, milestone_at
from tests.factories.visas import director_of, waiting_visa

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate
WORKBENCH = "/projets/tableau/relances/"


def in_days(days):
    return TODAY() + timedelta(days=days)


@pytest.fixture
def late():
    """A milestone that is ten days late, with a lead and an accompanier."""
    milestone = MilestoneFactory(due_on=in_days(-10), project=ProjectFactory(name="Valfleury"))
    milestone.lead, milestone.accompanier = lead_of(milestone.project), accompanier_of(milestone.project)
    return milestone


@pytest.fixture
def staff(client):
    person = PersonFactory()
    roles.grant(AssociationRole, person=person, role=AssociationRoles.STAFF, by=None)
    client.force_login(person)
    return person


def listed(client, **address):
    return [row.milestone for row in client.get(WORKBENCH, address).context["rows"]]


def test_the_workbench_lists_who_has_not_answered(client, staff, late):
    returned = milestone_at(MilestoneStatus.RETURNED)
    MilestoneFactory(due_on=in_days(60))
    milestone_at(MilestoneStatus.SUBMITTED)
    assert listed(client) == [late, returned]
    assert listed(client, which="late") == listed(client, q="valfleury") == [late]
    send_reminder(late)
    assert listed(client, which="never") == [returned]
    snooze_reminders(returned, by=staff, until=in_days(3), reason="Conseil municipal")
    assert listed(client) == [late]
    assert listed(client, which="snoozed") == [returned]
    assert "Conseil municipal" in client.get(WORKBENCH, {"which": "snoozed"}).content.decode()


def test_who_waits_for_the_visa_is_not_reminded(client, staff, late):
    assert listed(client) == [late]
    director_of(late.project)
    waiting_visa(late, late.lead)
    assert listed(client) == [] and not can_remind(staff, late)


def test_ticked_milestones_are_reminded_of_and_the_filters_stay(client, staff, late):
    other = MilestoneFactory()  # has no lead
    answer = client.post(
        f"{WORKBENCH}envoi/?which=late", {"milestones": [late.public_id, other.public_id, "nonsense"]}, follow=True
    )
    assert answer.redirect_chain == [(f"{WORKBENCH}?which=late", 302)]
    assert list(Reminder.objects.values_list("milestone", "person", "by")) == [(late.pk, late.lead.pk, staff.pk)]
    page = answer.content.decode()
    assert "1 relance est en route" in page
    assert "n’a pas de porteur à relancer" in page


def test_a_call_is_noted_and_reminders_are_postponed_from_their_forms(client, staff, late):
    form = f"{WORKBENCH}{late.public_id}/"
    refused = client.post(f"{form}note/", {"kind": "phone", "person": late.lead.pk, "on": "", "note": "Rappelle."})
    assert refused.status_code == 422
    assert "Rappelle." in refused.content.decode()
    asked = {"kind": "phone", "person": late.lead.pk, "on": TODAY().isoformat(), "note": "Rappelle."}
    assert client.post(f"{form}note/?which=late", asked).url == f"{WORKBENCH}?which=late"
    assert client.post(f"{form}note/", asked).status_code == 422
    client.post(f"{form}report/", {"until": in_days(9).isoformat(), "reason": "Congés"})
    assert late.snoozes.in_force().get().until == in_days(9)
    client.post(f"{form}reprise/")
    assert not late.snoozes.in_force().exists()


def test_the_workbench_is_for_those_who_review(client, late):
    acts = ["note/", "report/", "reprise/"]
    client.force_login(late.lead)
    assert client.get(WORKBENCH).status_code == client.post(f"{WORKBENCH}envoi/").status_code == 403
    assert {client.post(f"{WORKBENCH}{late.public_id}/{act}").status_code for act in acts} == {403}
    elsewhere = accompanier_of(ProjectFactory())
    client.force_login(elsewhere)
    assert {client.post(f"{WORKBENCH}{late.public_id}/{act}").status_code for act in acts} == {404}
    client.post(f"{WORKBENCH}envoi/", {"milestones": [late.public_id]})
    assert not Reminder.objects.exists()


@pytest.mark.parametrize("count", [1, 3])
def test_the_workbench_and_the_calendar_cost_the_same_for_one_and_for_three(
    client, staff, django_assert_max_num_queries, count
):
    for _ in range(count):
        milestone = MilestoneFactory(due_on=in_days(-3))
        lead_of(milestone.project)
        send_reminder(milestone)
    for address, most in ((WORKBENCH, 22), ("/projets/tableau/calendrier/", 18), (f"{WORKBENCH}export.xlsx", 15)):
        client.get(address)
        with django_assert_max_num_queries(most):
            client.get(address)
