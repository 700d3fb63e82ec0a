"""What becomes of an event as a whole: announced, archived, called off; who may, who is told."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from events.actions import cancel_registration, lifecycle
from events.changes import announced, record_change
from events.enums import EventRoles, EventStatus
from events.models import Event
from events.refusals import EventNotSaved, NotYoursToPrepare
from portal.notices.models import Notice
from tests.factories.events import EventFactory, registered
from tests.factories.office import text
from tests.factories.people import PersonFactory
from tests.factories.preparing import with_role

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    return EventFactory(places=1)


def test_calling_off_tells_everybody_active_once_and_keeps_registrations(event, run_tasks, mailoutbox):
    organiser = with_role(event)
    coming, waiting = registered(event), registered(event)
    gone = registered(event)
    cancel_registration(gone)
    run_tasks()
    mailoutbox.clear()

    for _ in range(2):
        lifecycle.call_off(event, because_fr="La salle est inondée.", because_en="Flooded.", by=organiser)
    run_tasks()

    event.refresh_from_db()
    assert event.status == EventStatus.CANCELLED and not event.is_registration_open
    assert {mail.to[0] for mail in mailoutbox} == {coming.email, waiting.email} and len(mailoutbox) == 2
    assert all("La salle est inondée." in mail.body and mail.subject.startswith("Annulé") for mail in mailoutbox)
    assert {one.status for one in event.registrations.all()} == {"confirmed", "waiting", "cancelled"}
    assert [(line.to_status, line.by) for line in event.transitions.all()] == [("cancelled", organiser)]


def queries_of(act):
    with CaptureQueriesContext(connection) as captured:
        act()
    return len(captured)


def people_at(number):
    event = EventFactory(places=1)
    for _ in range(number):
        registered(event)
    return event, with_role(event)


def test_calling_off_costs_the_same_for_1_and_for_3():
    def cost(number):
        event, organiser = people_at(number)
        return queries_of(lambda: lifecycle.call_off(event, because_fr="Neige.", by=organiser))

    assert cost(1) == cost(3)
    keys = Notice.objects.filter(kind="registration_event_cancelled").values_list("key", "subject_id")
    assert len(keys) == 4 and all(key == f"registration_event_cancelled:{pk}:called-off" for key, pk in keys)


def test_telling_of_a_change_costs_the_same_for_1_and_for_3():
    def cost(number):
        event, organiser = people_at(number)
        before = announced(event)
        Event.objects.filter(pk=event.pk).update(venue="Halle nord")
        return queries_of(lambda: record_change(before, tells=True, by=organiser))

    assert cost(1) == cost(3)
    told = Notice.objects.filter(kind="registration_programme_changed").values_list("key", "subject_id")
    keys = {f"registration_programme_changed:{pk}:change-{change}" for pk, change in (s.split(":") for _, s in told)}
    assert len(told) == 4 and {key for key, _ in told} == keys


def test_calling_off_asks_first_and_says_how_many_are_told(client, event):
    registered(event), registered(event)
    client.force_login(with_role(event))
    url = f"/evenements/{event.slug}/preparation/annulation/"

    assert "2 personnes sont inscrites" in text(client.get(url))
    assert Event.objects.get().status == EventStatus.PUBLISHED
    done = client.post(url, {"cancelled_because_fr": "Neige.", "cancelled_because_en": ""}, follow=True)

    assert Event.objects.get().cancelled_because_fr == "Neige."
    assert "Toutes les personnes inscrites sont prévenues" in text(done)
    assert Notice.objects.filter(kind="registration_event_cancelled").count() == 2


def test_only_what_is_announced_and_not_over_is_called_off():
    for event in (EventFactory(draft=True), EventFactory(archived=True)):
        with pytest.raises(EventNotSaved):
            lifecycle.call_off(event, because_fr="", by=with_role(event))
        assert not event.transitions.exists()


@pytest.mark.parametrize("role", [EventRoles.DOOR, EventRoles.READER, None])
def test_calling_off_is_the_organiser_s(event, role):
    person = with_role(event, role) if role else PersonFactory()

    with pytest.raises(NotYoursToPrepare):
        lifecycle.call_off(event, because_fr="", by=person)
    with pytest.raises(NotYoursToPrepare):
        lifecycle.change_status(event, EventStatus.ARCHIVED, by=person)


def test_people_who_are_registered_are_never_left_in_the_dark(event):
    organiser = with_role(event)
    registration = registered(event)

    for status in (EventStatus.DRAFT, EventStatus.ARCHIVED, EventStatus.CANCELLED):
        with pytest.raises(EventNotSaved):
            lifecycle.change_status(event, status, by=organiser)
    cancel_registration(registration)
    lifecycle.change_status(event, EventStatus.DRAFT, by=organiser)

    assert Event.objects.get().status == EventStatus.DRAFT


def test_an_event_that_is_over_is_archived_with_its_registrations(event):
    registered(event)
    Event.objects.update(starts_at=timezone.now() - timedelta(days=2), ends_at=timezone.now() - timedelta(days=1))

    lifecycle.change_status(event, EventStatus.ARCHIVED, by=with_role(event))

    assert Event.objects.get().status == EventStatus.ARCHIVED


def test_what_was_called_off_is_not_announced_again(event):
    organiser = with_role(event)
    lifecycle.call_off(event, because_fr="Neige.", by=organiser)

    with pytest.raises(EventNotSaved, match="dupliquez-le"):
        lifecycle.change_status(event, EventStatus.PUBLISHED, by=organiser)
    lifecycle.change_status(event, EventStatus.ARCHIVED, by=organiser)
    assert Event.objects.get().status == EventStatus.ARCHIVED


def test_asked_twice_the_log_has_one_line(event):
    draft = EventFactory(draft=True)
    organiser = with_role(draft)

    for _ in range(2):
        lifecycle.change_status(draft, EventStatus.PUBLISHED, by=organiser)

    assert draft.transitions.count() == 1
