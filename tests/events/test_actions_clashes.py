"""Hours that cross and lines of workshops, as the actions keep to them whoever calls."""

from datetime import timedelta

import pytest

from events import actions
from events.models import RegistrationTransition
from events.refusals import NothingLeftToChange, WorkshopsClash
from portal.notices import Notice
from tests.factories.events import EventFactory, SlotFactory, WorkshopFactory, registered

pytestmark = pytest.mark.django_db


@pytest.fixture
def crossing():
    """Two workshops of slots whose hours cross."""
    slot = SlotFactory(event=EventFactory(places=9))
    later = SlotFactory(event=slot.event, starts_at=slot.starts_at + timedelta(minutes=30))
    return WorkshopFactory(slot=slot), WorkshopFactory(slot=later)


def test_nobody_registers_for_two_workshops_at_the_same_hours(crossing):
    event = crossing[0].slot.event

    with pytest.raises(WorkshopsClash, match=crossing[0].title):
        registered(event, workshops=crossing)

    assert not event.registrations.exists()


def test_nobody_changes_to_two_workshops_at_the_same_hours(crossing):
    one, other = crossing
    registration = registered(one.slot.event, workshops=[one])

    with pytest.raises(WorkshopsClash):
        actions.change_workshops(registration, workshops=[one, other])

    assert registration.bookings.get().workshop == one


def test_joining_a_line_keeps_what_is_held_and_is_done_once(crossing):
    held, full = crossing
    actions.set_workshop_capacity(full, places=1)
    registered(held.slot.event, workshops=[full])
    registration = registered(held.slot.event, workshops=[held])

    for _ in range(2):
        actions.join_line(registration, workshop=full)

    bookings = registration.bookings.with_workshop()
    assert {booking.workshop: (booking.is_held, booking.is_waiting) for booking in bookings} == {
        held: (True, False),
        full: (False, True),
    }
    assert RegistrationTransition.objects.filter(registration=registration, step="workshops_changed").count() == 1
    assert Notice.objects.filter(kind="registration_changed").count() == 1


def test_joining_the_line_of_a_workshop_with_a_place_gives_the_place(crossing):
    held, free = crossing
    registration = registered(held.slot.event, workshops=[held])

    actions.join_line(registration, workshop=free)

    assert registration.bookings.get().workshop == free and registration.bookings.get().is_held


def test_nobody_joins_a_line_once_the_event_has_begun(crossing):
    registration = registered(crossing[0].slot.event)
    type(registration.event).objects.update(starts_at=registration.created_at - timedelta(minutes=1))

    with pytest.raises(NothingLeftToChange):
        actions.join_line(registration, workshop=crossing[0])
