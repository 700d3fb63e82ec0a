"""What the database itself refuses, whatever the code does."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone, translation

from events.enums import RegistrationStatus
from events.models import Event, Registration, Seat, WorkshopBooking
from tests.factories.events import EventFactory, SlotFactory, WorkshopFactory, registered

pytestmark = pytest.mark.django_db


def refused(constraint):
    """The block must break `constraint` (SQLite names the columns of a unique one instead)."""
    return pytest.raises(IntegrityError, match=constraint)


def write(event, **fields):
    fields = {"status": "confirmed", "first_name": "A", "last_name": "A", "consent_at": timezone.now()} | fields
    with transaction.atomic():
        return Registration.objects.create(event=event, pool=event.common_pool, **fields)


def test_a_seat_cannot_be_taken_twice():
    event = EventFactory(places=1)
    registered(event)

    with refused("seat_id"):
        write(event, seat=event.common_pool.seats.get())


def test_a_seat_of_another_pool_cannot_be_taken():
    event, other = EventFactory(), EventFactory()

    with refused("events_registration_seat_of_pool"):
        write(event, seat=other.common_pool.seats.first())


def test_nobody_is_confirmed_without_a_seat_nor_holds_one_unconfirmed():
    event = EventFactory()

    with refused("events_registration_confirmed_has_seat"):
        write(event, seat=None)
    with refused("events_registration_confirmed_has_seat"):
        write(event, seat=event.common_pool.seats.first(), status=RegistrationStatus.CANCELLED)


def test_a_seat_cannot_claim_the_key_of_another_event():
    event, other = EventFactory(places=0), EventFactory()

    with refused("events_seat_key"), transaction.atomic():
        Seat.objects.create(id=other.common_pool.pk * 100_000 + 9, pool=event.common_pool, number=9)


def test_a_place_in_a_workshop_cannot_be_taken_twice_nor_in_another_workshop():
    slot = SlotFactory()
    workshop, other = WorkshopFactory(slot=slot), WorkshopFactory(slot=slot)
    holder, second = registered(slot.event, workshops=[workshop]), registered(slot.event)
    fields = {"registration": second, "slot": slot, "pool": workshop.pool}

    with refused("seat_id"), transaction.atomic():
        WorkshopBooking.objects.create(**fields, seat=holder.bookings.get().seat)
    with refused("events_booking_seat_of_pool"), transaction.atomic():
        WorkshopBooking.objects.create(**fields, seat=other.pool.seats.first())


def test_nobody_is_in_two_workshops_of_one_slot():
    slot = SlotFactory()
    workshop, other = WorkshopFactory(slot=slot), WorkshopFactory(slot=slot)
    registration = registered(slot.event, workshops=[workshop])

    with refused("slot"), transaction.atomic():
        seat = other.pool.seats.first()
        WorkshopBooking.objects.create(registration=registration, slot=slot, pool=other.pool, seat=seat)


def test_one_address_has_one_active_registration_whatever_its_case():
    event = EventFactory()
    registered(event, email="a@x.example")

    with refused("events_registration_one_per_address"):
        write(event, email="A@x.example", status="waiting", waiting_number=1)
    write(event, email="A@x.example", status="cancelled")


def test_two_people_cannot_hold_the_same_place_in_the_line():
    event = EventFactory(places=0)
    registered(event)

    with refused("waiting_number"):
        write(event, status="waiting", waiting_number=1)


def test_places_are_counted_the_same_from_the_row_and_from_the_set():
    event = EventFactory(places=3)
    workshop = WorkshopFactory(slot=SlotFactory(event=event), places=1)
    registered(event, workshops=[workshop]), registered(event)

    counted = Event.objects.with_places().get(pk=event.pk)

    assert (counted.capacity, counted.places_left) == (event.capacity, event.places_left) == (3, 1)
    assert workshop.is_full and not event.is_full


def test_titles_follow_the_language_and_fall_back_to_french():
    event = EventFactory(title_fr="Étape", title_en="Stop")
    french_only = EventFactory(title_fr="Étape", title_en="")

    with translation.override("en"):
        assert (event.title, french_only.title) == ("Stop", "Étape")
    with translation.override("fr"):
        assert event.title == "Étape"
