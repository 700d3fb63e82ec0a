"""The lines before the places, whatever people do in whatever order: fair, and nobody waits beside a free seat."""

from collections import defaultdict
from contextlib import contextmanager
from datetime import timedelta
from itertools import combinations

import pytest
from django.db import transaction
from django.db.models import Count
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from events import actions
from events.models import Audience, Event, Pool, Registration, Workshop, WorkshopBooking
from events.refusals import EventNotSaved, NothingLeftToChange, OfferGone, TooFewPlaces, WorkshopsClash, WorkshopsFull
from tests.factories.events import EventFactory, SlotFactory, WorkshopFactory, registered

pytestmark = pytest.mark.django_db

NUMBERS = st.integers(0, 11)  # who, of those who came so far
CHOSEN = st.sampled_from(
    [(), (0,), (0,), (1,), (3,), (0, 4), (1, 4), (0, 1), (1, 3)]
)  # of the five workshops; the last clash
LINES = st.sampled_from([(), (), (1,), (2,), (3,), (1, 2), (4,)])
SEATS = st.integers(0, 3)
REGISTER = st.tuples(st.just("register"), st.booleans(), CHOSEN, LINES)
DEEDS = st.one_of(
    REGISTER,
    REGISTER,
    st.tuples(st.just("change"), NUMBERS, CHOSEN, LINES),
    st.tuples(st.just("change"), NUMBERS, CHOSEN, LINES),
    st.tuples(st.just("cancel"), NUMBERS),
    st.tuples(st.just("cancel"), NUMBERS),
    st.tuples(st.sampled_from(["accept", "lapse"]), NUMBERS),
    st.tuples(st.just("resize"), SEATS),
    st.tuples(st.just("resize_workshop"), st.integers(0, 4), SEATS),
    st.tuples(st.just("resize_audience"), st.none() | SEATS),
)
REFUSALS = (EventNotSaved, NothingLeftToChange, OfferGone, TooFewPlaces, WorkshopsClash, WorkshopsFull)


@contextmanager
def rolled_back():
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


class Day:
    """An event whose workshops are side by side (0, 1, 2), across the next slot's hours (3), or after both (4)."""

    def __init__(self, *, offers):
        self.event = EventFactory(places=2)
        self.students = Audience.objects.create(event=self.event, name_fr="Étudiants")
        morning = SlotFactory(event=self.event)
        across = SlotFactory(event=self.event, starts_at=morning.starts_at + timedelta(hours=1))
        evening = SlotFactory(event=self.event, starts_at=morning.starts_at + timedelta(hours=5))
        self.workshops = [WorkshopFactory(slot=slot, places=1) for slot in (morning, morning, morning, across, evening)]
        if offers:
            Event.objects.filter(pk=self.event.pk).update(offer_days=40)

    def do(self, what, *how):
        try:
            with transaction.atomic():
                getattr(self, what)(*how)
        except REFUSALS:
            pass

    def somebody(self, number):
        people = list(Registration.objects.order_by("pk"))
        return people[number % len(people)] if people else registered(self.event)

    def chosen(self, numbers):
        return Workshop.objects.select_related("slot").filter(pk__in=[self.workshops[number].pk for number in numbers])

    def register(self, is_student, workshops, waits):
        audience = self.students if is_student else None
        waits = set(waits) - set(workshops)
        registered(self.event, audience=audience, workshops=self.chosen(workshops), waits=self.chosen(waits))

    def change(self, number, workshops, waits):
        actions.change_workshops(self.somebody(number), workshops=self.chosen(workshops), waits=self.chosen(waits))

    def cancel(self, number):
        actions.cancel_registration(self.somebody(number))

    def accept(self, number):
        actions.accept_offer(self.somebody(number))

    def lapse(self, number):
        offered = Registration.objects.filter(pk=self.somebody(number).pk, offer_expires_at__isnull=False)
        offered.update(offer_expires_at=timezone.now())
        actions.lapse_offers()

    def resize(self, places):
        actions.set_capacity(self.event, places=places)

    def resize_workshop(self, number, places):
        actions.set_workshop_capacity(self.workshops[number], places=places)

    def resize_audience(self, places):
        actions.set_audience_capacity(self.students, places=places)


class Standing:
    """Who holds and who waits for which places, read in three queries."""

    def __init__(self):
        self.seats = dict(Pool.objects.annotate(number=Count("seats")).values_list("pk", "number"))
        self.registrations = list(Registration.objects.order_by("pk"))
        self.bookings = list(WorkshopBooking.objects.select_related("slot", "registration"))
        self.seated, self.lines = defaultdict(set), defaultdict(list)
        for row in [*self.registrations, *self.bookings]:
            if row.seat_id:
                self.seated[row.pool_id].add(row.pk)
            if row.waiting_number:
                self.lines[row.pool_id].append((row.waiting_number, row.pk))
        self.lines = {pool: [pk for number, pk in sorted(line)] for pool, line in self.lines.items()}

    def check(self):
        for pool, seats in self.seats.items():
            assert len(self.seated[pool]) <= seats
            assert not (self.lines.get(pool) and len(self.seated[pool]) < seats), "somebody waits beside a free seat"
        held = defaultdict(list)
        for booking in self.bookings:
            status = booking.registration.status
            assert (status == "confirmed") == bool(booking.seat_id or booking.waiting_number), "a wish is a wish"
            assert status != "cancelled"
            if booking.seat_id:
                held[booking.registration_id].append(booking.slot)
        for slots in held.values():
            assert not any(one.overlaps(other) for one, other in combinations(slots, 2))

    def check_order_since(self, before):
        """Who got a place came before everybody who still waits; who joined stands behind them."""
        for pool, line in before.lines.items():
            now = self.lines.get(pool, [])
            still = [row for row in line if row in now]
            promoted = [row for row in line if row in self.seated[pool]]
            assert now[: len(still)] == still
            assert [row for row in line if row in still or row in promoted] == [*promoted, *still]


@pytest.mark.parametrize("offers", [False, True], ids=["confirmed at once", "offered for a time"])
def test_whatever_happens_places_and_lines_stay_fair(offers):
    day = Day(offers=offers)

    @settings(
        max_examples=10,
        phases=[Phase.generate],
        deadline=None,
        suppress_health_check=list(HealthCheck),
        derandomize=True,
    )
    @given(st.lists(REGISTER, min_size=4, max_size=4), st.lists(DEEDS, min_size=6, max_size=12))
    def holds(first, deeds):
        with rolled_back():
            standing = Standing()
            for deed in [*first, *deeds]:
                day.do(*deed)
                before, standing = standing, Standing()
                standing.check()
                standing.check_order_since(before)

    holds()
