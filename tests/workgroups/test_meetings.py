"""The meetings of a group: told by mail, answered by its link or on the site, called off."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from portal.versions import version_of
from tests.factories.people import PersonFactory
from tests.factories.workgroups import GroupFactory, person_with
from tests.reading import Paper
from workgroups import permissions
from workgroups.actions import (
    GroupRefusal,
    answer_meeting,
    cancel_meeting,
    change_meeting,
    leave_group,
    note_attendance,
    plan_meeting,
)
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
    assert "La réunion est prévue" in page and "Nour Haddad" in page
    run_tasks()
    mail = next(mail for mail in mailoutbox if mail.to == ["nour@example.org"])
    assert mail.subject == f"Réunion du 5 mars 2099 à 14\xa0h – {group.name}"
    assert "indiquez votre adresse" not in mail.body  # the link asks nobody who they are
    assert "1. Bilan" in mail.body and "de 14\xa0h à 16\xa0h" in mail.body
    assert any("BEGIN:VEVENT" in str(part) for part in (a[1] for a in mail.attachments))

    client.logout()
    link = re.search(r"https?://[^/\s]+(/groupes/\S+/reunions/reponse/\S+)", mail.body)[1]
    meeting = Meeting.objects.get()
    page = client.get(link)
    assert "Nour Haddad" in page.content.decode() and page["Referrer-Policy"] == "strict-origin"
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
    answer_meeting(meeting, by=reader, answer="afar")
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


def posted(meeting, **fields):
    """What the form of a meeting sends when only `fields` are changed."""
    start, end = timezone.localtime(meeting.starts_at), timezone.localtime(meeting.ends_at)
    hours = {"starts_at": f"{start:%Y-%m-%dT%H:%M}", "ends_at": f"{end:%Y-%m-%dT%H:%M}"}
    return hours | {"place": meeting.place, "agenda": meeting.agenda, "version": version_of(meeting)} | fields


def whole_minutes(**fields):
    """A meeting in a week, to the minute as the form has it."""
    start = (timezone.now() + timedelta(days=7)).replace(second=0, microsecond=0)
    return planned(starts_at=start, ends_at=start + timedelta(hours=2), **fields)


def test_another_hour_is_told_and_asks_again(client, group, facilitator, reader, run_tasks, mailoutbox):
    meeting = plan_meeting(group, by=facilitator, **whole_minutes())
    answer_meeting(meeting, by=reader, answer="yes")
    client.force_login(facilitator)
    later = timezone.localtime(meeting.ends_at) + timedelta(hours=1)
    given = posted(meeting, ends_at=f"{later:%Y-%m-%dT%H:%M}")
    page = client.post(f"{meeting.get_absolute_url()}modifier/", given, follow=True).content.decode()
    assert "La réunion est enregistrée" in page
    run_tasks()
    mail = next(mail for mail in mailoutbox if mail.to == ["nour@example.org"] and "Modifiée" in mail.subject)
    assert "SEQUENCE:1" in str(mail.attachments[0][1]) and "reunions/reponse/" in mail.body
    assert answers(meeting) == {}


def test_another_place_is_told_and_answers_stay(group, facilitator, reader, run_tasks, mailoutbox):
    meeting = plan_meeting(group, by=facilitator, **whole_minutes())
    answer_meeting(meeting, by=reader, answer="afar")
    now = {name: getattr(meeting, name) for name in ("starts_at", "ends_at", "link", "agenda")}
    change_meeting(meeting, by=facilitator, version=version_of(meeting), place="Sénart", **now)
    run_tasks()
    mail = next(mail for mail in mailoutbox if mail.to == ["nour@example.org"] and "Modifiée" in mail.subject)
    assert "Sénart" in mail.body and "Je participe à distance" in mail.body
    assert answers(meeting) == {"nour@example.org": "afar"}


def test_nothing_changed_tells_nobody(group, facilitator, reader, run_tasks, mailoutbox):
    meeting = plan_meeting(group, by=facilitator, **whole_minutes())
    same = {name: getattr(meeting, name) for name in ("starts_at", "ends_at", "place", "link", "agenda")}
    change_meeting(meeting, by=facilitator, version=version_of(meeting), **same)
    run_tasks()
    assert not [mail for mail in mailoutbox if "Modifiée" in mail.subject]


def test_who_saves_second_sees_both_and_may_save_over_it(client, group, facilitator):
    meeting = plan_meeting(group, by=facilitator, **whole_minutes())
    client.force_login(facilitator)
    address, old = f"{meeting.get_absolute_url()}modifier/", posted(meeting)
    client.post(address, old | {"place": "Sénart"})
    response = client.post(address, old | {"place": "Provins"})
    page = response.content.decode()
    assert response.status_code == 422 and "Sénart" in page and "Provins" in page
    assert Meeting.objects.get().place == "Sénart"
    mark = response.context["form"]["version"].value()
    client.post(address, old | {"place": "Provins", "version": mark})
    assert Meeting.objects.get().place == "Provins"


def test_a_meeting_held_already_is_planned_when_asked_twice(client, group, facilitator, run_tasks, mailoutbox):
    client.force_login(facilitator)
    given = {"starts_at": "2020-03-05T14:00", "ends_at": "2020-03-05T16:00"}
    address = f"/groupes/{group.slug}/reunions/nouvelle/"
    assert client.post(address, given).status_code == 422
    assert client.post(address, given | {"past": "1"}).status_code == 302
    run_tasks()
    assert mailoutbox == []


def attendance(meeting):
    return {str(row): row.presence for row in meeting.attendance.select_related("person") if row.presence}


def test_two_people_tick_at_once_and_somebody_unexpected_is_added(client, group, facilitator, reader):
    meeting = plan_meeting(group, by=facilitator, **planned(0))
    client.force_login(facilitator)
    address = f"{meeting.get_absolute_url()}emargement/"
    names = [f"person-{person.pk}" for person in (facilitator, reader)]
    first_page = {f"initial-{name}": "" for name in names}
    client.post(address, first_page | {names[0]: "present"})
    client.post(address, first_page | {names[1]: "excused", "name": "Un voisin"})  # opened before the first was saved
    assert attendance(meeting) == {str(facilitator): "present", "Nour Haddad": "excused", "Un voisin": "present"}
    guest = meeting.attendance.get(person=None)
    client.post(address, {f"guest-{guest.pk}": "afar", f"initial-guest-{guest.pk}": "present"})
    assert attendance(meeting)["Un voisin"] == "afar"
    assert "Un voisin" in client.get(meeting.get_absolute_url()).content.decode()


def test_attendance_is_not_noted_before_the_day_nor_by_others(client, group, facilitator, reader):
    later = plan_meeting(group, by=facilitator, **planned())
    today = plan_meeting(group, by=facilitator, **planned(0))
    with pytest.raises(GroupRefusal):
        note_attendance(later, by=facilitator, people={reader.pk: "present"})
    with pytest.raises(GroupRefusal):
        note_attendance(today, by=reader, people={reader.pk: "present"})
    client.force_login(reader)
    assert client.get(f"{today.get_absolute_url()}emargement/").status_code == 403
    assert client.get(f"{today.get_absolute_url()}emargement.pdf").status_code == 403


def test_the_sheet_to_sign_holds_the_people_and_their_answers(client, group, facilitator, reader):
    meeting = plan_meeting(group, by=facilitator, **planned())
    answer_meeting(meeting, by=reader, answer="afar")
    client.force_login(facilitator)
    response = client.get(f"{meeting.get_absolute_url()}emargement.pdf")
    words = " ".join(Paper(response.content).pages)
    assert "Nour Haddad" in words and "à distance" in words and "Feuille d’émargement" in words


def test_the_list_holds_what_is_to_come_and_what_was_held(client, group, facilitator, reader):
    client.force_login(reader)
    assert "Aucune réunion pour l’instant" in client.get(f"/groupes/{group.slug}/reunions/").content.decode()
    plan_meeting(group, by=facilitator, **planned(place="Provins"))
    plan_meeting(group, by=facilitator, **planned(-7, place="Nangis"))
    page = client.get(f"/groupes/{group.slug}/reunions/").content.decode()
    assert page.index("Provins") < page.index("Nangis")
