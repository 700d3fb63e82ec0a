"""People at a door: what a device sends, and thousands who are registered."""

import time
import uuid

from django.utils import timezone

from events.enums import EventRoles, RegistrationStatus
from events.models import EventRole, Registration, Seat, WorkshopBooking
from events.models.places import SEATS_APART
from portal import roles
from portal.text import fold
from tests.factories.people import PersonFactory


def standing_at(event, role=EventRoles.DOOR):
    """A person with this role at the event."""
    person = PersonFactory()
    roles.grant(EventRole, anchor=event, person=person, role=role, by=None)
    return person


def scan_of(registration, *, act="in", ago=0, door="Nord", ahead=0, **fields):
    """One scan as a device whose clock is `ahead` seconds ahead notes it, made `ago` seconds ago."""
    moment = round((time.time() + ahead - ago) * 1000)
    return {
        "id": str(uuid.uuid4()),
        "act": act,
        "person": registration.public_id,
        "at": moment,
        "door": door,
        "ahead": None,
    } | fields


def crowd(event, number, *, workshop=None):
    """Registers `number` people at once, past the actions: a quick way to a full event, with seats for all of them."""
    pool = event.common_pool
    first = pool.seats.count()
    make_seats(pool, first, number)
    Registration.objects.bulk_create(
        Registration(
            event=event,
            status=RegistrationStatus.CONFIRMED,
            pool=pool,
            seat_id=pool.pk * SEATS_APART + first + place,
            email=f"foule{first + place}@atelier.example",
            first_name=f"Prénom {place}",
            last_name=f"Nom-de-Famille {place}",
            organisation=f"Communauté de communes du Val n° {place % 300} (fictif)",
            consent_at=timezone.now(),
            search_folded=fold(f"Nom-de-Famille {place} Prénom {place} foule{first + place}@atelier.example"),
        )
        for place in range(1, number + 1)
    )
    if workshop is not None:
        book(event, workshop)


def book(event, workshop):
    """Gives everybody a place in the workshop."""
    people = list(event.registrations.values_list("pk", flat=True))
    start = workshop.pool.seats.count()
    make_seats(workshop.pool, start, len(people))
    WorkshopBooking.objects.bulk_create(
        WorkshopBooking(
            registration_id=person,
            slot=workshop.slot,
            pool=workshop.pool,
            seat_id=workshop.pool.pk * SEATS_APART + start + place,
        )
        for place, person in enumerate(people, 1)
    )


def make_seats(pool, present, number):
    """Adds seats to those present."""
    Seat.objects.bulk_create(
        Seat(id=pool.pk * SEATS_APART + seat, number=seat, pool=pool)
        for seat in range(present + 1, present + number + 1)
    )
