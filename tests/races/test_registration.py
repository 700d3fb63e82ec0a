"""The rush for the places, with real parallel connections; and the proof that the test would see an oversale."""

import os
import threading

import pytest
from django.db import IntegrityError, connection

from events import actions, places
from events.actions import registering
from events.enums import RegistrationStatus
from events.models import Registration, WorkshopBooking
from events.refusals import WorkshopsFull
from portal.notices import Notice
from tests.factories.events import EventFactory, SlotFactory, WorkshopFactory, registered
from tests.races.crowd import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(180)]

ON_POSTGRESQL = not os.environ["DATABASE_URL"].startswith("sqlite:")


def somebody(event, number, **fields):
    """An act: person `number` registers."""
    fields = {"first_name": "Personne", "last_name": str(number), "language": "fr"} | fields
    return lambda: actions.register(event, email=f"p{number}@rush.example", **fields).registration


def test_250_people_for_180_places_fill_exactly_180_and_the_others_wait_in_fair_order():
    event = EventFactory(places=180)

    at_once([somebody(event, number) for number in range(250)])

    confirmed = event.registrations.filter(status=RegistrationStatus.CONFIRMED)
    waiting = event.registrations.waiting()
    assert sorted(confirmed.values_list("seat__number", flat=True)) == list(range(1, 181))
    assert [r.waiting_number for r in waiting] == list(range(1, 71))
    came = [r.created_at for r in waiting]
    assert came == sorted(came)
    assert max(confirmed.values_list("created_at", flat=True)) <= came[0]
    assert Notice.objects.filter(kind="registration_confirmed").count() == 180
    assert Notice.objects.filter(kind="registration_waiting").count() == 70


def test_a_rush_on_one_workshop_fills_exactly_its_places_and_costs_nobody_the_event():
    event = EventFactory(places=30)
    workshop = WorkshopFactory(slot=SlotFactory(event=event), places=8)

    at_once([somebody(event, number, workshops=[workshop]) for number in range(30)])

    assert event.registrations.filter(status=RegistrationStatus.CONFIRMED).count() == 30
    assert sorted(workshop.pool.bookings.values_list("seat__number", flat=True)) == list(range(1, 9))


def test_people_who_cancel_at_once_free_places_for_as_many_in_line():
    event = EventFactory(places=12)
    leaving = [registered(event) for _ in range(12)]
    line = [registered(event) for _ in range(20)]

    at_once([lambda r=registration: actions.cancel_registration(r) for registration in leaving])

    states = list(
        Registration.objects.filter(pk__in=[r.pk for r in line]).order_by("pk").values_list("status", flat=True)
    )
    assert states == ["confirmed"] * 12 + ["waiting"] * 8
    assert event.places_left == 0


def test_people_coming_and_going_at_once_leave_no_place_empty_while_somebody_waits():
    event = EventFactory(places=10)
    leaving = [registered(event) for _ in range(10)]
    cancel = [lambda r=registration: actions.cancel_registration(r) for registration in leaving]

    at_once([*cancel, *(somebody(event, number) for number in range(100, 130))])

    assert event.registrations.filter(status=RegistrationStatus.CONFIRMED).count() == 10
    assert event.registrations.waiting().count() == 20


def test_a_double_click_is_one_registration():
    event = EventFactory()

    outcomes = at_once([somebody(event, 1, form_key="the same form")] * 8)

    assert {registration.pk for registration in outcomes} == {event.registrations.get().pk}
    assert Notice.objects.filter(kind__startswith="registration_").count() == 1


def people_and_a_workshop(*, places, people):
    event = EventFactory(places=people)
    return WorkshopFactory(slot=SlotFactory(event=event), places=places), [registered(event) for _ in range(people)]


def choosing(workshop, registration):
    """An act: `registration` wants a place in the workshop."""
    return lambda: actions.change_workshops(registration, workshops=[workshop])


def looking_together(people):
    """Looks for a free seat, and holds everybody between looking and taking it."""
    look = places.seat_for_a_newcomer
    all_have_looked = threading.Barrier(people)

    def look_together(pool):
        seat = look(pool)
        all_have_looked.wait(60)
        return seat

    return look_together


def remove_the_lock(monkeypatch, people):
    """Reads the event without its lock."""
    monkeypatch.setattr(registering, "lock_pools", list)
    monkeypatch.setattr(registering, "seat_for_a_newcomer", looking_together(people))


def remove_the_lock_of_workshops(monkeypatch, people):
    """Changes workshops without a lock."""
    monkeypatch.setattr(places, "lock_pools", list)
    monkeypatch.setattr(places, "seat_for_a_newcomer", looking_together(people))


def remove_the_constraint(model):
    """Drops what makes a seat belong to one row of `model` only."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        constraints = connection.introspection.get_constraints(cursor, table)
        names = [name for name, c in constraints.items() if c["unique"] and c["columns"] == ["seat_id"]]
        for name in names:
            cursor.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
    assert names


if ON_POSTGRESQL:  # SQLite has one writer at a time: there the transaction is the lock and cannot be taken away.

    def test_without_the_lock_the_constraint_refuses_every_seat_sold_twice(monkeypatch):
        event = EventFactory(places=5)
        remove_the_lock(monkeypatch, people=20)

        outcomes = at_once([somebody(event, number) for number in range(20)], expected=[IntegrityError])

        refused = [outcome for outcome in outcomes if isinstance(outcome, IntegrityError)]
        assert len(refused) == 19 and all("seat_id" in str(error) for error in refused)
        assert event.registrations.get().seat.number == 1

    def test_without_the_lock_and_the_constraint_places_are_oversold(monkeypatch):
        event = EventFactory(places=5)
        remove_the_lock(monkeypatch, people=20)
        remove_the_constraint(Registration)

        at_once([somebody(event, number) for number in range(20)])

        assert event.registrations.filter(status=RegistrationStatus.CONFIRMED).count() == 20

    def test_without_the_lock_the_constraint_refuses_every_place_in_a_workshop_sold_twice(monkeypatch):
        workshop, people = people_and_a_workshop(places=3, people=12)
        remove_the_lock_of_workshops(monkeypatch, people=12)

        outcomes = at_once([choosing(workshop, one) for one in people], expected=[IntegrityError])

        refused = [outcome for outcome in outcomes if isinstance(outcome, IntegrityError)]
        assert len(refused) == 11 and all("seat_id" in str(error) for error in refused)
        assert workshop.pool.bookings.get().seat.number == 1

    def test_without_the_lock_and_the_constraint_places_in_a_workshop_are_oversold(monkeypatch):
        workshop, people = people_and_a_workshop(places=3, people=12)
        remove_the_lock_of_workshops(monkeypatch, people=12)
        remove_the_constraint(WorkshopBooking)

        at_once([choosing(workshop, one) for one in people])

        assert workshop.pool.bookings.held().count() == 12
else:

    def test_without_the_lock_the_single_writer_still_sells_each_place_once(monkeypatch):
        event = EventFactory(places=5)
        monkeypatch.setattr(registering, "lock_pools", list)

        at_once([somebody(event, number) for number in range(20)])

        assert event.registrations.filter(status=RegistrationStatus.CONFIRMED).count() == 5
        assert event.registrations.waiting().count() == 15

    def test_without_the_lock_the_single_writer_still_sells_each_place_in_a_workshop_once(monkeypatch):
        workshop, people = people_and_a_workshop(places=3, people=12)
        monkeypatch.setattr(places, "lock_pools", list)

        at_once([choosing(workshop, one) for one in people], expected=[WorkshopsFull])

        assert workshop.pool.bookings.held().count() == 3
