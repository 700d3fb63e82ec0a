"""Near the date a freed place is offered for some hours: taken, declined, or passed on when they are over."""

from datetime import timedelta

import pytest
from django.utils import timezone

from events import actions, tasks
from events.enums import EventStatus
from events.models import Event, Registration
from events.refusals import NothingLeftToChange, OfferGone
from tests.events.test_actions import fresh, kinds, steps
from tests.factories.events import EventFactory, SlotFactory, WorkshopFactory, registered

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    """It is tomorrow and has one place, which somebody holds."""
    event = EventFactory(places=1, starts_at=timezone.now() + timedelta(days=1), registration_closes_at=None)
    registered(event)
    return event


def free_the_place(event):
    actions.cancel_registration(event.registrations.confirmed().get())


def let_lapse(registration):
    Registration.objects.filter(pk=registration.pk).update(offer_expires_at=timezone.now())
    tasks.lapse_offers()


def test_a_freed_place_is_offered_to_the_first_in_line_and_held_for_them(event):
    first, second = registered(event), registered(event)

    free_the_place(event)

    first = fresh(first)
    assert (first.status, first.seat.number, fresh(second).rank) == ("offered", 1, 1)
    assert timedelta(hours=5) < first.offer_expires_at - timezone.now() <= timedelta(hours=6)
    assert kinds(first) == ["registration_waiting", "registration_offered"]
    assert event.places_left == 0


def test_an_offer_ends_at_the_latest_when_the_event_begins(event):
    waiting = registered(event)
    Event.objects.filter(pk=event.pk).update(starts_at=timezone.now() + timedelta(hours=2))

    free_the_place(event)

    assert fresh(waiting).offer_expires_at == Event.objects.get(pk=event.pk).starts_at


def test_long_before_the_date_or_where_the_organiser_wants_none_the_first_is_confirmed_at_once(event):
    waiting = registered(event)
    Event.objects.filter(pk=event.pk).update(offer_days=0)

    free_the_place(event)

    assert fresh(waiting).is_confirmed


def test_accepting_confirms_and_holds_the_workshop_wished_for(event):
    workshop = WorkshopFactory(slot=SlotFactory(event=event))
    waiting = registered(event, workshops=[workshop])
    free_the_place(event)
    assert not fresh(waiting).bookings.held().exists()

    actions.accept_offer(waiting)
    actions.accept_offer(waiting)

    accepted = fresh(waiting)
    assert (accepted.is_confirmed, accepted.offer_expires_at) == (True, None)
    assert accepted.bookings.held().get().workshop == workshop
    assert kinds(waiting) == ["registration_waiting", "registration_offered", "registration_confirmed"]
    assert steps(accepted)[-1] == ("offer_accepted", "offered", "confirmed")


def test_declining_offers_the_place_to_the_next(event):
    first, second = registered(event), registered(event)
    free_the_place(event)

    actions.cancel_registration(first)

    assert (fresh(first).status, fresh(second).status) == ("cancelled", "offered")


def test_an_offer_that_nobody_takes_passes_to_the_next_and_so_on(event):
    first, second = registered(event), registered(event)
    free_the_place(event)

    tasks.lapse_offers()
    assert fresh(first).is_offered
    let_lapse(first)
    tasks.lapse_offers()

    assert (fresh(first).status, fresh(second).status) == ("cancelled", "offered")
    assert kinds(first)[-1] == "registration_offer_lapsed"
    assert steps(fresh(first))[-1] == ("offer_lapsed", "offered", "cancelled")
    assert kinds(second) == ["registration_waiting", "registration_offered"]


def test_an_offer_that_is_over_is_refused_before_and_after_the_job_has_passed_it_on(event):
    waiting = registered(event)
    free_the_place(event)
    Registration.objects.filter(pk=waiting.pk).update(offer_expires_at=timezone.now())

    with pytest.raises(OfferGone):
        actions.accept_offer(waiting)
    tasks.lapse_offers()
    with pytest.raises(OfferGone):
        actions.accept_offer(waiting)

    assert fresh(waiting).is_cancelled


def test_nothing_can_be_taken_at_an_event_that_was_called_off(event):
    waiting = registered(event)
    free_the_place(event)
    Event.objects.filter(pk=event.pk).update(status=EventStatus.CANCELLED)

    with pytest.raises(NothingLeftToChange):
        actions.accept_offer(waiting)

    assert fresh(waiting).is_offered


def test_an_offer_of_an_event_that_was_called_off_does_not_lapse(event):
    waiting = registered(event)
    free_the_place(event)
    Event.objects.filter(pk=event.pk).update(status=EventStatus.CANCELLED)

    let_lapse(waiting)

    assert fresh(waiting).is_offered and kinds(waiting)[-1] == "registration_offered"
