"""Standing in the line of a workshop: joining, moving up, changing, leaving."""

from datetime import timedelta

import pytest

from events import actions
from events.refusals import ChangedMeanwhile, NothingLeftToChange, WorkshopsClash, WorkshopsFull
from tests.events.test_actions import fresh, kinds
from tests.factories.events import EventFactory, SlotFactory, WorkshopFactory, registered

pytestmark = pytest.mark.django_db


@pytest.fixture
def slot():
    return SlotFactory(event=EventFactory(places=9))


@pytest.fixture
def full(slot):
    """A workshop with one place, which somebody holds."""
    workshop = WorkshopFactory(slot=slot, places=1, title_fr="Complet")
    registered(slot.event, workshops=[workshop])
    return workshop


def held(registration):
    return [booking.workshop for booking in fresh(registration).bookings.held().with_workshop()]


def lines(registration):
    return [(booking.workshop, booking.rank) for booking in fresh(registration).bookings.waiting().with_workshop()]


def leave(workshop):
    actions.cancel_registration(workshop.pool.bookings.held().get().registration)


def test_somebody_may_hold_one_workshop_and_stand_in_the_line_of_another_of_the_same_slot(slot, full):
    other = WorkshopFactory(slot=slot)

    registration = registered(slot.event, workshops=[other], waits=[full])

    assert (held(registration), lines(registration)) == ([other], [(full, 1)])


def test_moving_up_frees_what_is_at_the_same_hours_for_the_next_there(slot, full):
    other = WorkshopFactory(slot=slot, places=1)
    first = registered(slot.event, workshops=[other], waits=[full])
    second = registered(slot.event, waits=[other])

    leave(full)

    assert (held(first), lines(first)) == ([full], [])
    assert (held(second), lines(second)) == ([other], [])
    assert kinds(first)[-1] == kinds(second)[-1] == "registration_workshop_promoted"
    assert [row.detail for row in first.transitions.filter(step="workshop_promoted")] == ["Complet"]


def test_a_line_that_is_empty_with_a_free_place_gives_the_place_at_once(slot):
    wanted, other = WorkshopFactory(slot=slot, places=1), WorkshopFactory(slot=slot)

    registration = registered(slot.event, workshops=[other], waits=[wanted])

    assert (held(registration), lines(registration)) == ([wanted], [])
    assert kinds(registration) == ["registration_confirmed"]


def test_joining_a_line_changes_nothing_else_and_twice_is_once(slot, full):
    other = WorkshopFactory(slot=slot)
    registration = registered(slot.event, workshops=[other])

    actions.join_line(registration, workshop=full)
    actions.join_line(registration, workshop=full)

    assert (held(registration), lines(registration)) == ([other], [(full, 1)])
    assert kinds(registration) == ["registration_confirmed", "registration_changed"]


def test_leaving_a_line_moves_up_those_behind(slot, full):
    first, second = registered(slot.event, waits=[full]), registered(slot.event, waits=[full])

    actions.change_workshops(first, workshops=[], waits=[])

    assert (lines(first), lines(second)) == ([], [(full, 1)])


def test_keeping_a_line_keeps_the_rank(slot, full):
    other = WorkshopFactory(slot=slot)
    first, second = registered(slot.event, waits=[full]), registered(slot.event, waits=[full])

    actions.change_workshops(first, workshops=[other], waits=[full])

    assert (held(first), lines(first), lines(second)) == ([other], [(full, 1)], [(full, 2)])


def test_a_full_workshop_is_refused_with_what_was_held_and_the_lines_kept(slot, full):
    other, third = WorkshopFactory(slot=slot), WorkshopFactory(slot=slot, places=1)
    registered(slot.event, workshops=[third])
    registration = registered(slot.event, workshops=[other], waits=[third])

    with pytest.raises(WorkshopsFull) as refusal:
        actions.change_workshops(registration, workshops=[full], waits=[])

    assert refusal.value.workshops == [full]
    assert (held(registration), lines(registration)) == ([other], [(third, 1)])


def test_nobody_passes_those_in_line_by_asking_for_the_place_itself(slot, full):
    registered(slot.event, waits=[full])
    latecomer = registered(slot.event)

    with pytest.raises(WorkshopsFull):
        actions.change_workshops(latecomer, workshops=[full])


def test_workshops_at_crossing_hours_are_refused(slot):
    across = SlotFactory(event=slot.event, starts_at=slot.starts_at + timedelta(hours=1))
    one, other = WorkshopFactory(slot=slot), WorkshopFactory(slot=across)
    registration = registered(slot.event, workshops=[one])

    with pytest.raises(WorkshopsClash):
        actions.change_workshops(registration, workshops=[one, other])
    with pytest.raises(WorkshopsClash):
        registered(slot.event, workshops=[one, other])

    assert held(registration) == [one]
    assert slot.event.registrations.count() == 1


def test_a_page_opened_before_somebody_moved_up_changes_nothing(slot, full):
    other = WorkshopFactory(slot=slot)
    registration = registered(slot.event, workshops=[other], waits=[full])
    seen = registration.sequence
    leave(full)

    with pytest.raises(ChangedMeanwhile):
        actions.change_workshops(registration, workshops=[other], waits=[full], seen=seen)

    assert (held(registration), lines(registration)) == ([full], [])


def test_a_page_opened_before_the_registration_was_cancelled_changes_nothing(slot):
    workshop = WorkshopFactory(slot=slot)
    registration = registered(slot.event)
    actions.cancel_registration(registration)

    with pytest.raises(NothingLeftToChange):
        actions.join_line(registration, workshop=workshop)

    assert not registration.bookings.exists()


def test_two_wishes_at_the_same_hours_become_the_dearer_place_or_a_place_and_a_line(slot, full):
    event, other = slot.event, WorkshopFactory(slot=slot)
    actions.set_capacity(event, places=1)
    waiting = registered(event, workshops=[other], waits=[full])

    actions.set_capacity(event, places=2)

    assert (held(waiting), lines(waiting)) == ([other], [(full, 1)])


def test_more_places_in_a_workshop_go_to_its_line_at_once(slot, full):
    line = [registered(slot.event, waits=[full]) for _ in range(3)]

    actions.set_workshop_capacity(full, places=3)

    assert [held(one) for one in line] == [[full], [full], []]
    assert lines(line[2]) == [(full, 1)]


def test_who_waits_for_the_event_has_wishes_and_no_rank_in_workshops(slot, full):
    other = WorkshopFactory(slot=slot)
    actions.set_capacity(slot.event, places=1)
    waiting = registered(slot.event)

    actions.change_workshops(waiting, workshops=[other], waits=[full])
    again = actions.change_workshops(waiting, workshops=[other], waits=[full])

    assert {booking.workshop for booking in waiting.bookings.wished()} == {other, full}
    assert again.sequence == 1
    assert not full.pool.line().exists()
