"""What a group decided to do: noted, told, reminded of, done."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from portal.versions import version_of
from tests.factories.people import PersonFactory
from tests.factories.workgroups import GroupFactory, person_with
from workgroups.actions import GroupRefusal, note_action, plan_meeting, remind_of_actions, settle_action
from workgroups.enums import GroupRoles
from workgroups.models import GroupAction
from workgroups.waiting import waiting_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def group():
    return GroupFactory(name="Aménagement")


@pytest.fixture
def facilitator(group):
    return person_with(GroupRoles.FACILITATOR, group)


@pytest.fixture
def reader(group):
    return person_with(GroupRoles.READER, group, first_name="Nour", last_name="Haddad", email="nour@example.org")


def in_days(days):
    return timezone.localdate() + timedelta(days=days)


def test_noted_in_a_meeting_it_is_told_waits_and_is_done_with_one_click(
    client, group, facilitator, reader, run_tasks, mailoutbox
):
    start = timezone.now() - timedelta(days=1)
    meeting = plan_meeting(group, by=facilitator, starts_at=start, ends_at=start + timedelta(hours=1))
    client.force_login(facilitator)
    given = {"text": "Demander trois devis", "person": reader.pk, "due_on": in_days(10).isoformat()}
    page = client.post(f"{meeting.get_absolute_url()}actions/", given, follow=True).content.decode()
    assert "Demander trois devis" in page and "Nour Haddad" in page
    run_tasks()
    mail = next(mail for mail in mailoutbox if mail.to == ["nour@example.org"] and "confiée" in mail.subject)
    action = GroupAction.objects.get()
    assert "Demander trois devis" in mail.body and action.get_absolute_url() in mail.body
    assert [(item.title, item.is_late) for item in waiting_for(reader)] == [("Demander trois devis", False)]

    client.force_login(reader)
    address = f"/groupes/{group.slug}/actions/"
    assert "Demander trois devis" in client.get(address).content.decode()
    client.post(f"{address}{action.public_id}/", {"done": "1"})
    action.refresh_from_db()
    assert action.done_at and action.done_by == reader
    assert waiting_for(reader) == []
    client.post(f"{address}{action.public_id}/", {"done": "0"})
    action.refresh_from_db()
    assert action.done_at is None


def test_what_is_late_is_said_and_comes_first(client, group, facilitator):
    note_action(group, by=facilitator, text="Plus tard", charged_name="Un élu")
    note_action(group, by=facilitator, text="En retard", due_on=in_days(-1))
    client.force_login(facilitator)
    page = client.get(f"/groupes/{group.slug}/actions/").content.decode()
    assert page.index("En retard</div>") < page.index("Plus tard") and "Un élu" in page
    assert "status-danger" in page


def test_reminders_come_seven_days_and_one_day_before_once_each(group, facilitator, reader, run_tasks, mailoutbox):
    action = note_action(group, by=facilitator, text="Relire le plan", person=reader, due_on=in_days(20))
    GroupAction.objects.update(created_at=timezone.now() - timedelta(days=3))
    run_tasks()
    mailoutbox.clear()
    for days, told in [(12, 0), (13, 1), (14, 1), (18, 1), (19, 2), (20, 2), (21, 2)]:
        remind_of_actions(in_days(days))
        run_tasks()
        assert len(mailoutbox) == told, days
    settle_action(action, by=reader, is_done=True)
    GroupAction.objects.update(due_on=in_days(30))
    remind_of_actions(in_days(29))
    run_tasks()
    assert len(mailoutbox) == 2


def test_nobody_who_left_is_reminded(group, facilitator, reader, run_tasks, mailoutbox):
    note_action(group, by=facilitator, text="Relire le plan", person=reader, due_on=in_days(3))
    GroupAction.objects.update(created_at=timezone.now() - timedelta(days=3))
    run_tasks()
    mailoutbox.clear()
    reader.grouprole_rows.update(until=timezone.now())
    remind_of_actions(timezone.localdate())
    run_tasks()
    assert mailoutbox == [] and waiting_for(reader) == []


def test_another_person_is_told_and_a_stale_form_refused(client, group, facilitator, reader, run_tasks, mailoutbox):
    action = note_action(group, by=facilitator, text="Relire", charged_name="Un élu")
    client.force_login(facilitator)
    address = f"/groupes/{group.slug}/actions/{action.public_id}/modifier/"
    given = {"text": "Relire", "person": reader.pk, "charged_name": "", "version": version_of(action)}
    client.post(address, given)
    response = client.post(address, given | {"text": "Relire tout"})
    assert response.status_code == 422 and "Relire tout" in response.content.decode()
    action.refresh_from_db()
    assert (action.text, action.person) == ("Relire", reader)
    run_tasks()
    assert [mail.to for mail in mailoutbox] == [["nour@example.org"]]


@pytest.mark.parametrize("role", [None, *GroupRoles])
def test_who_notes_and_settles(client, group, facilitator, role):
    action = note_action(group, by=facilitator, text="À faire")
    person = person_with(role, group) if role else PersonFactory()
    writes = role in (GroupRoles.FACILITATOR, GroupRoles.EDITOR)
    client.force_login(person)
    address = f"/groupes/{group.slug}/actions/"
    assert client.get(address).status_code == (200 if role else 403)
    assert GroupAction.objects.visible_to(person).contains(action) is (role is not None)
    assert client.post(address, {"text": "Encore"}).status_code == (302 if writes else 403)
    assert client.get(f"{address}{action.public_id}/modifier/").status_code == (200 if writes else 403)
    assert client.post(f"{address}{action.public_id}/", {"done": "1"}).status_code == (302 if writes else 403)
    if not writes:
        with pytest.raises(GroupRefusal):
            note_action(group, by=person, text="Non")
        with pytest.raises(GroupRefusal):
            settle_action(action, by=person, is_done=True)


def test_a_list_costs_the_same_however_long(client, group, facilitator, reader):
    client.force_login(reader)
    note_action(group, by=facilitator, text="Une", person=reader)
    address = f"/groupes/{group.slug}/actions/"
    client.get(address)
    with CaptureQueriesContext(connection) as one:
        client.get(address)
    for _ in range(4):
        note_action(group, by=facilitator, text="Une autre", person=facilitator)
    with CaptureQueriesContext(connection) as more:
        client.get(address)
    assert len(more) == len(one)
