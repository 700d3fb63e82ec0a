"""The minutes of a meeting: begun, read by those who were there, adopted and frozen, corrected beside."""

import hashlib
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from portal import coediting
from tests.factories.workgroups import GroupFactory, person_with
from tests.reading import Paper
from workgroups import permissions
from workgroups.actions import (
    GroupRefusal,
    adopt_minutes,
    begin_minutes,
    correct_minutes,
    note_attendance,
    plan_meeting,
    remark_on_minutes,
    send_minutes,
)
from workgroups.enums import GroupRoles, MinutesStatus
from workgroups.models import Minutes
from workgroups.waiting import waiting_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def group():
    return GroupFactory(name="Aménagement")


@pytest.fixture
def facilitator(group):
    return person_with(GroupRoles.FACILITATOR, group, email="anim@example.org")


@pytest.fixture
def editor(group):
    return person_with(GroupRoles.EDITOR, group, email="edit@example.org")


@pytest.fixture
def reader(group):
    return person_with(GroupRoles.READER, group, first_name="Nour", last_name="Haddad", email="nour@example.org")


def held(group, by, *, days=-2, **fields):
    start = timezone.now() + timedelta(days=days)
    return plan_meeting(group, by=by, starts_at=start, ends_at=start + timedelta(hours=1), **fields)


@pytest.fixture
def meeting(group, facilitator, reader):
    meeting = held(group, facilitator, agenda="Bilan\nSurfaces", place="Melun")
    note_attendance(meeting, by=facilitator, people={reader.pk: "present", facilitator.pk: "afar"}, name="Un voisin")
    return meeting


@pytest.fixture
def minutes(meeting, facilitator):
    return begin_minutes(meeting, by=facilitator)


def in_days(days):
    return timezone.localdate() + timedelta(days=days)


def sent(minutes, by, *, over=False):
    """Minutes that were sent; `over`: the time for remarks has passed."""
    minutes = send_minutes(minutes, by=by, remarks_until=in_days(3))
    if over:
        Minutes.objects.filter(pk=minutes.pk).update(remarks_until=in_days(-1))
        minutes.refresh_from_db()
    return minutes


def test_they_begin_from_attendance_and_agenda_and_open_for_writing(client, meeting, editor, reader):
    client.force_login(editor)
    page = client.post(f"{meeting.get_absolute_url()}compte-rendu/commencer/", follow=True).content.decode()
    assert 'role="toolbar"' in page
    words = coediting.as_text(Minutes.objects.get().document)
    for expected in ("Un voisin", "Nour Haddad", "À distance", "Bilan", "Surfaces"):
        assert expected in words
    client.post(f"{meeting.get_absolute_url()}compte-rendu/commencer/")
    assert Minutes.objects.count() == 1
    client.force_login(reader)
    page = client.get(f"{meeting.get_absolute_url()}compte-rendu/").content.decode()
    assert 'role="toolbar"' not in page and "Surfaces" in page


def test_they_are_sent_to_those_who_were_there_who_remark(
    client, group, meeting, minutes, facilitator, editor, reader, run_tasks, mailoutbox
):
    client.force_login(facilitator)
    run_tasks()
    mailoutbox.clear()
    client.post(f"{minutes.get_absolute_url()}envoyer/", {"remarks_until": in_days(3).isoformat()})
    run_tasks()
    assert [mail.to for mail in mailoutbox] == [["nour@example.org"]]
    assert [item.url for item in waiting_for(reader)] == [minutes.get_absolute_url()]
    client.force_login(reader)
    answer = {"text": "Il manque le prix."}
    page = client.post(f"{minutes.get_absolute_url()}remarque/", answer, follow=True).content.decode()
    assert "Il manque le prix." in page
    assert waiting_for(reader) == []
    with pytest.raises(GroupRefusal):
        remark_on_minutes(minutes, by=editor, text="Je n’y étais pas.")


def test_adopted_after_the_time_for_remarks_they_are_frozen_and_told(
    client, group, minutes, facilitator, reader, run_tasks, mailoutbox
):
    minutes = sent(minutes, facilitator, over=True)
    assert f"{minutes.meeting.get_absolute_url()}#minutes" in [item.url for item in waiting_for(facilitator)]
    run_tasks()
    mailoutbox.clear()
    client.force_login(facilitator)
    page = client.post(f"{minutes.get_absolute_url()}adopter/", {"adopted_in": ""}, follow=True).content.decode()
    assert "Le compte rendu est adopté" in page
    minutes.refresh_from_db()
    run_tasks()
    mail = next(mail for mail in mailoutbox if mail.to == ["nour@example.org"])
    assert minutes.sha256 in mail.body and mail.attachments[0][0] == "compte-rendu.pdf"

    assert minutes.document.is_closed  # nothing is acknowledged any more that is not in them
    before = minutes.content
    coediting.replace_content(minutes.document, None, by=facilitator)  # whatever still reaches the shared text
    page = client.get(minutes.get_absolute_url()).content.decode()
    assert "Surfaces" in page and minutes.sha256 in page and 'role="toolbar"' not in page
    minutes.refresh_from_db()
    assert minutes.content == before
    file = b"".join(client.get(f"{minutes.get_absolute_url()}telecharger.pdf").streaming_content)
    assert hashlib.sha256(file).hexdigest() == minutes.sha256
    assert "Surfaces" in " ".join(Paper(file).pages)


def test_the_database_refuses_to_change_adopted_minutes_and_no_others(group, minutes, facilitator):
    others = begin_minutes(held(group, facilitator, days=-1), by=facilitator)
    adopted = adopt_minutes(sent(minutes, facilitator, over=True), by=facilitator)
    row = Minutes.objects.filter(pk=adopted.pk)
    for attempt in (
        lambda: row.update(sha256="autre"),
        lambda: row.update(status=MinutesStatus.WRITTEN),
        lambda: row._raw_delete("default"),
        adopted.save,
        adopted.meeting.delete,
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            attempt()
    assert row.get().sha256 == adopted.sha256
    Minutes.objects.filter(pk=others.pk).update(remarks_until=in_days(1))
    others.delete()
    assert set(Minutes.objects.all()) == {adopted}


def test_adopted_in_the_next_meeting_before_the_day(client, group, minutes, facilitator):
    minutes = sent(minutes, facilitator)
    client.force_login(facilitator)
    with pytest.raises(GroupRefusal):
        adopt_minutes(minutes, by=facilitator)
    later = held(group, facilitator, days=3)
    other_group = GroupFactory()
    elsewhere = held(other_group, person_with(GroupRoles.FACILITATOR, other_group), days=-1)
    for other in (later, minutes.meeting, elsewhere):
        with pytest.raises(GroupRefusal):
            adopt_minutes(minutes, by=facilitator, adopted_in=other)
    now = held(group, facilitator, days=0)
    page = client.get(minutes.meeting.get_absolute_url()).content.decode()
    assert str(now.public_id) in page
    client.post(f"{minutes.get_absolute_url()}adopter/", {"adopted_in": str(now.public_id)})
    minutes.refresh_from_db()
    assert minutes.is_adopted and minutes.adopted_in == now


def _facilitator_of_another():
    return person_with(GroupRoles.FACILITATOR, GroupFactory())


def test_a_correction_stands_beside_and_changes_nothing(client, minutes, facilitator, reader):
    minutes = adopt_minutes(sent(minutes, facilitator, over=True), by=facilitator)
    client.force_login(facilitator)
    client.post(f"{minutes.get_absolute_url()}corriger/", {"text": "Lire 45 m²."})
    client.force_login(reader)
    assert "Lire 45 m²." in client.get(minutes.get_absolute_url()).content.decode()
    minutes_after = Minutes.objects.get()
    assert (minutes_after.content, minutes_after.sha256) == (minutes.content, minutes.sha256)
    for person in (reader,):
        with pytest.raises(GroupRefusal):
            correct_minutes(minutes, by=person, text="Non.")


def test_what_is_not_ready_is_refused_in_words(group, meeting, minutes, facilitator, editor):
    unattended = begin_minutes(held(group, facilitator, days=-1), by=facilitator)
    with pytest.raises(GroupRefusal, match="qui était à la réunion"):
        send_minutes(unattended, by=facilitator, remarks_until=in_days(3))
    with pytest.raises(GroupRefusal):
        send_minutes(minutes, by=facilitator, remarks_until=in_days(-1))
    with pytest.raises(GroupRefusal):
        send_minutes(minutes, by=editor, remarks_until=in_days(3))
    with pytest.raises(GroupRefusal):
        adopt_minutes(minutes, by=facilitator)  # nobody has read them
    adopted = adopt_minutes(sent(minutes, facilitator, over=True), by=facilitator)
    with pytest.raises(GroupRefusal):
        adopt_minutes(adopted, by=facilitator)
    with pytest.raises(GroupRefusal):
        note_attendance(meeting, by=facilitator, people={editor.pk: "present"})


@pytest.mark.parametrize("role", [None, *GroupRoles])
def test_who_writes_and_reads_them(client, group, minutes, facilitator, role):
    person = person_with(role, group) if role else _facilitator_of_another()
    writes = role in (GroupRoles.FACILITATOR, GroupRoles.EDITOR)
    assert permissions.minutes_access(person, minutes.document) == (
        coediting.WRITE if writes else coediting.READ if role else None
    )
    client.force_login(person)
    for page in ("", "telecharger.pdf", "telecharger.docx"):
        assert client.get(minutes.get_absolute_url() + page).status_code == (200 if role else 404)
    adopt_minutes(sent(minutes, facilitator, over=True), by=facilitator)
    minutes.document.refresh_from_db()
    fresh = Minutes.objects.get().document
    assert permissions.minutes_access(person, fresh) == (coediting.READ if role else None)
