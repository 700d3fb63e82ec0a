"""The meetings of a group: told by mail, answered by its link or on the site, called off."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories.people import PersonFactory
from tests.factories.workgroups import GroupFactory, person_with
from workgroups import permissions
from workgroups.actions import GroupRefusal, answer_meeting, cancel_meeting, leave_group, plan_meeting
from workgroups.enums import GroupRoles
from workgroups.models import Meeting
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


def planned(days=7, **fields):
    start = timezone.now() + timedelta(days=days)
    return {"starts_at": start, "ends_at": start + timedelta(hours=2), "place": "Melun"} | fields


def answers(meeting):
    return dict(meeting.answers.exclude(answer="").values_list("person__email", "answer"))


def test_the_facilitator_plans_and_a_member_answers_from_the_mail(
    client, group, facilitator, reader, run_tasks, mailoutbox
):
    client.force_login(facilitator)
    given = {"starts_at": "2099-03-05T14:00", "ends_at": "2099-03-05T16:00", "place": "Melun", "agenda": "Bilan"}
    page = client.post(f"/groupes/{group.slug}/reunions/nouvelle/", given, follow=True).content.decode()
    assert "La réunion est planifiée" in page and "Nour Haddad" in page
    run_tasks()
    mail = next(mail for mail in mailoutbox if mail.to == ["nour@example.org"])
    assert "1. Bilan" in mail.body and "14:00" in mail.body
    assert any("BEGIN:VEVENT" in str(part) for part in (a[1] for a in mail.attachments))

    client.logout()
    link = re.search(r"https?://[^/\s]+(/groupes/\S+/reunions/reponse/\S+)", mail.body)[1]
    meeting = Meeting.objects.get()
    assert "Nour Haddad" in client.get(link).content.decode()
    assert answers(meeting) == {}  # looking answers nothing
    assert client.post(link, {"answer": "peut"}).status_code == 422
    assert "notée" in client.post(link, {"answer": "yes"}, follow=True).content.decode()
    client.post(link, {"answer": "no"})
    assert answers(meeting) == {"nour@example.org": "no"}


def test_a_link_ends_with_the_role_and_a_forged_one_opens_nothing(
    client, group, facilitator, reader, run_tasks, mailoutbox
):
    plan_meeting(group, by=facilitator, **planned())
    run_tasks()
    mail = next(mail for mail in mailoutbox if mail.to == ["nour@example.org"])
    link = re.search(r"https?://[^/\s]+(/groupes/\S+/reunions/reponse/\S+)", mail.body)[1]
    assert client.get(link).status_code == 200
    assert client.get(f"/groupes/{group.slug}/reunions/reponse/nimporte/").status_code == 404
    assert client.get(link.replace(group.slug, GroupFactory().slug)).status_code == 404
    leave_group(group, by=reader)
    assert client.get(link).status_code == 404
    assert client.post(link, {"answer": "yes"}).status_code == 404


def test_what_is_called_off_is_told_and_cannot_be_answered(client, group, facilitator, reader, run_tasks, mailoutbox):
    meeting = plan_meeting(group, by=facilitator, **planned())
    run_tasks()
    client.force_login(facilitator)
    client.post(f"{meeting.get_absolute_url()}annuler/")
    client.post(f"{meeting.get_absolute_url()}annuler/")
    run_tasks()
    assert len([mail for mail in mailoutbox if mail.to == ["nour@example.org"] and "Annulée" in mail.subject]) == 1
    with pytest.raises(GroupRefusal):
        answer_meeting(meeting, by=reader, answer="yes")
    assert "METHOD:CANCEL" in client.get(f"{meeting.get_absolute_url()}reunion.ics").content.decode()
    assert "est annulée" in client.get(meeting.get_absolute_url()).content.decode()


def test_a_meeting_that_is_over_is_neither_answered_nor_called_off(group, facilitator):
    over = plan_meeting(group, by=facilitator, **planned(-3))
    with pytest.raises(GroupRefusal):
        answer_meeting(over, by=facilitator, answer="yes")
    with pytest.raises(GroupRefusal):
        cancel_meeting(over, by=facilitator)


def test_it_waits_for_those_who_have_not_answered(group, facilitator, reader):
    meeting = plan_meeting(group, by=facilitator, **planned())
    assert [item.url for item in waiting_for(reader)] == [meeting.get_absolute_url()]
    answer_meeting(meeting, by=reader, answer="maybe")
    assert waiting_for(reader) == []


def test_who_came_later_answers_too(client, group, facilitator):
    meeting = plan_meeting(group, by=facilitator, **planned())
    later = person_with(GroupRoles.EDITOR, group, email="tard@example.org")
    client.force_login(later)
    client.post(meeting.get_absolute_url(), {"answer": "yes"})
    assert answers(meeting) == {"tard@example.org": "yes"}


def test_an_end_before_the_beginning_is_said_and_what_was_typed_kept(client, group, facilitator):
    client.force_login(facilitator)
    given = {"starts_at": "2099-03-05T14:00", "ends_at": "2099-03-05T13:00", "place": "Salle bleue"}
    response = client.post(f"/groupes/{group.slug}/reunions/nouvelle/", given)
    assert response.status_code == 422 and "Salle bleue" in response.content.decode()
    assert not Meeting.objects.exists()


@pytest.mark.parametrize("role", [None, *GroupRoles])
def test_who_sees_plans_and_answers(client, group, facilitator, role):
    meeting = plan_meeting(group, by=facilitator, **planned())
    person = person_with(role, group) if role else PersonFactory()
    client.force_login(person)
    manages = role == GroupRoles.FACILITATOR
    assert Meeting.objects.visible_to(person).contains(meeting) is permissions.is_inside(person, group)
    assert permissions.can_answer(person, meeting) is (role is not None)
    assert client.get(meeting.get_absolute_url()).status_code == (200 if role else 404)
    assert client.get(f"{meeting.get_absolute_url()}reunion.ics").status_code == (200 if role else 404)
    assert client.get(f"/groupes/{group.slug}/reunions/nouvelle/").status_code == (200 if manages else 403)
    assert client.post(f"{meeting.get_absolute_url()}annuler/").status_code == (302 if manages else 403)
    if not manages:
        with pytest.raises(GroupRefusal):
            plan_meeting(group, by=person, **planned())
        with pytest.raises(GroupRefusal):
            cancel_meeting(meeting, by=person)
