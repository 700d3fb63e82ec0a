"""Several kinds of places at once, each with its line: they fill exactly, stay fair, and nothing locks up."""

from datetime import timedelta

import pytest
from django.utils import timezone

from events import actions
from events.actions import Applicant
from events.enums import RegistrationStatus
from events.models import Audience, Pool, Registration
from events.refusals import AddressTaken, OfferGone
from portal.notices import Notice
from tests.factories.events import EventFactory, SlotFactory, WorkshopFactory, registered
from tests.races.crowd import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(180)]


def coming(event, *people, **fields):
    """An act: these (name, address, audience) come on one form."""
    applicants = [Applicant(name, "X", address, audience=audience, **fields) for name, address, audience in people]
    return lambda: [outcome.registration for outcome in actions.register_people(event, applicants, language="fr")]


def audience_with(event, name, places):
    audience = Audience.objects.create(event=event, name_fr=name)
    actions.set_audience_capacity(audience, places=places)
    return audience


def assert_fair(event):
    """Every place is held by one, and nobody waits beside a free one."""
    for pool in Pool.objects.filter(event=event):
        assert not (pool.line().exists() and pool.free_seats().exists()), pool
        numbers = [row.waiting_number for row in pool.line()]
        assert len(numbers) == len(set(numbers))


def test_audiences_common_places_and_workshops_at_once_fill_exactly():
    event = EventFactory(places=5)
    students, press = audience_with(event, "Étudiants", 4), audience_with(event, "Presse", 3)
    workshops = [WorkshopFactory(slot__event=event, slot__starts_at=None, slot__ends_at=None, places=4) for _ in "abc"]
    chosen = [(workshops[0], workshops[2]), (workshops[2], workshops[1]), (workshops[1],), (workshops[1], workshops[0])]
    kinds = [None, students, press]

    at_once(
        [
            coming(event, (f"P{n}", f"p{n}@x.example", kinds[n % 3]), workshops=chosen[n % 4], waits=())
            for n in range(45)
        ]
    )

    held = {pool.title: pool.capacity - pool.places_left for pool in event.pools.main()}
    assert held == {event.title: 5, "Étudiants": 4, "Presse": 3}
    assert event.registrations.waiting().count() == 45 - 12
    assert all(workshop.pool.places_left >= 0 for workshop in workshops)
    assert_fair(event)


def test_the_same_address_at_one_moment_in_two_audiences_is_one_registration():
    event = EventFactory(places=5)
    audiences = [None, audience_with(event, "Étudiants", 5), audience_with(event, "Presse", 5)]

    at_once([coming(event, ("Zoé", "zoe@x.example", audiences[n % 3])) for n in range(12)])

    registration = event.registrations.get()
    sent = Notice.objects.filter(subject_id=str(registration.pk)).order_by("pk")
    assert [notice.kind for notice in sent] == ["registration_confirmed", "registration_link"]


def test_groups_with_addresses_in_common_crosswise_do_not_lock_each_other_up():
    event = EventFactory(places=40)
    students = audience_with(event, "Étudiants", 40)
    ada, bob = ("Ada", "ada@x.example"), ("Bob", "bob@x.example")

    at_once(
        [coming(event, (*ada, None), (*bob, None)), coming(event, (*bob, students), (*ada, students))] * 6,
    )

    assert sorted(event.registrations.values_list("email", flat=True)) == ["ada@x.example", "bob@x.example"]


def test_groups_race_for_the_last_places_and_each_person_gets_one_or_a_rank():
    event = EventFactory(places=10)

    groups = at_once([coming(event, *[(f"P{g}-{n}", f"p{g}-{n}@x.example", None) for n in range(4)]) for g in range(8)])

    assert all(len(group) == 4 for group in groups)
    seats = event.registrations.confirmed().values_list("seat__number", flat=True)
    assert sorted(seats) == list(range(1, 11))
    assert [row.waiting_number for row in event.registrations.waiting()] == list(range(1, 23))
    for group in groups:  # a group is taken in one go: its ranks follow each other
        numbers = [row.waiting_number for row in group if row.is_waiting]
        assert numbers == list(range(min(numbers, default=0), min(numbers, default=0) + len(numbers)))


def test_a_rush_on_a_workshop_and_its_line_fills_both_in_order():
    event = EventFactory(places=40)
    slot = SlotFactory(event=event)
    wanted, other = WorkshopFactory(slot=slot, places=5), WorkshopFactory(slot=slot, places=40)

    at_once([coming(event, (f"P{n}", f"p{n}@x.example", None), workshops=(other,), waits=(wanted,)) for n in range(30)])

    assert wanted.pool.bookings.held().count() == 5
    assert [booking.waiting_number for booking in wanted.pool.line()] == list(range(1, 26))
    assert other.pool.bookings.held().count() == 25
    came = [booking.registration.created_at for booking in wanted.pool.line().select_related("registration")]
    assert came == sorted(came)


def test_promotions_while_others_cancel_change_and_come_keep_every_line_fair():
    event = EventFactory(places=12)
    slot = SlotFactory(event=event)
    one, other = WorkshopFactory(slot=slot, places=6), WorkshopFactory(slot=slot, places=6)
    first = [registered(event, workshops=[one if n % 2 else other]) for n in range(12)]
    line = [registered(event, workshops=[one]) for _ in range(8)]
    cancels = [lambda r=row: actions.cancel_registration(r) for row in first[:6]]
    joins = [lambda r=row, n=n: actions.join_line(r, workshop=(one, other)[n % 2]) for n, row in enumerate(first[6:])]
    comers = [coming(event, (f"C{n}", f"c{n}@x.example", None), workshops=(), waits=(one,)) for n in range(6)]

    at_once([*cancels, *joins, *comers, lambda: actions.set_workshop_capacity(one, places=8)])

    statuses = (
        Registration.objects.filter(pk__in=[row.pk for row in line]).order_by("pk").values_list("status", flat=True)
    )
    assert list(statuses) == ["confirmed"] * 6 + ["waiting"] * 2
    assert_fair(event)
    assert event.registrations.confirmed().count() == 12


def test_taking_an_offer_while_it_lapses_has_one_outcome_for_each_place():
    event = EventFactory(places=0, starts_at=timezone.now() + timedelta(days=1), registration_closes_at=None)
    line = [registered(event) for _ in range(12)]
    actions.set_capacity(event, places=6)
    Registration.objects.filter(status=RegistrationStatus.OFFERED).update(
        offer_expires_at=timezone.now() + timedelta(milliseconds=300)
    )

    accepts = [lambda r=row: actions.accept_offer(r) for row in line[:6]]
    at_once([*accepts, *[actions.lapse_offers] * 4, *accepts], expected=[OfferGone])
    while event.registrations.filter(status="offered", offer_expires_at__lte=timezone.now()).exists():
        actions.lapse_offers()

    event_now = [Registration.objects.get(pk=row.pk) for row in line]
    gone = [row for row in event_now[:6] if row.is_cancelled]
    assert all(row.is_confirmed or row.is_cancelled or row.is_offered for row in event_now[:6])
    assert [row.status for row in event_now[6:]] == ["offered"] * len(gone) + ["waiting"] * (6 - len(gone))
    for row in event_now[:6]:
        told = set(Notice.objects.filter(subject_id=str(row.pk)).values_list("kind", flat=True))
        assert not {"registration_confirmed", "registration_offer_lapsed"} <= told
    assert_fair(event)


def test_an_address_corrected_while_somebody_registers_with_it_is_refused_or_comes_first():
    event = EventFactory(places=9)
    students = audience_with(event, "Étudiants", 9)
    registration = registered(event, email="faute@x.example")
    correct = {"email": "juste@x.example", "first_name": "A", "last_name": "B", "organisation": ""}

    at_once(
        [
            lambda: actions.correct_details(registration, **correct),
            coming(event, ("Juste", "juste@x.example", students)),
        ]
        * 3,
        expected=[AddressTaken],
    )

    assert event.registrations.filter(email="juste@x.example").count() == 1
