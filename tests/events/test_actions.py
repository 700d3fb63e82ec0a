import pytest
from django.utils import timezone

from events import actions
from events.enums import RegistrationStatus
from events.models import Registration
from events.refusals import AddressTaken, NothingLeftToChange, RegistrationClosed, TooFewPlaces, WorkshopsFull
from portal.notices import Notice
from tests.factories.events import EventFactory, SlotFactory, WorkshopFactory, registered

pytestmark = pytest.mark.django_db


def kinds(registration):
    """The kinds of mail enqueued about a registration, in order."""
    rows = Notice.objects.filter(kind__startswith="registration_", subject_id=str(registration.pk)).order_by("pk")
    return [row.kind for row in rows]


def steps(registration):
    return [(row.step, row.from_status, row.to_status) for row in registration.transitions.all()]


def fresh(registration):
    return Registration.objects.get(pk=registration.pk)


# --- register -------------------------------------------------------------------------------------
def test_register_confirms_with_the_lowest_free_seat_and_a_mail():
    event = EventFactory(places=2)

    first, second = registered(event), registered(event, language="en")

    assert [(r.status, r.seat.number) for r in (first, second)] == [("confirmed", 1), ("confirmed", 2)]
    assert kinds(first) == ["registration_confirmed"]
    assert steps(first) == [("registered", "", "confirmed")]
    assert Notice.objects.get(subject_id=str(second.pk)).language == "en"
    assert first.consent_at <= timezone.now()


def test_register_puts_the_next_at_the_end_of_the_line_when_the_places_are_gone():
    event = EventFactory(places=1)
    registered(event)

    waiting = [registered(event), registered(event)]

    assert [(r.status, r.seat, r.rank) for r in waiting] == [("waiting", None, 1), ("waiting", None, 2)]
    assert kinds(waiting[0]) == ["registration_waiting"]


@pytest.mark.parametrize("state", ["draft", "cancelled", "archived", "not_yet_open", "closed", "begun"])
def test_register_is_refused_outside_the_time_of_registration(state):
    event = EventFactory(**{state: True})

    with pytest.raises(RegistrationClosed):
        registered(event)

    assert not event.registrations.exists()


def test_register_takes_a_place_in_each_workshop():
    workshop = WorkshopFactory()

    registration = registered(workshop.slot.event, workshops=[workshop])

    booking = registration.bookings.get()
    assert (booking.workshop, booking.seat.number) == (workshop, 1)
    assert workshop.places_left == 1


def test_register_keeps_the_place_at_the_event_when_the_workshop_filled_meanwhile():
    workshop = WorkshopFactory(places=1)
    event = workshop.slot.event
    registered(event, workshops=[workshop])

    outcome = actions.register(
        event, email="b@x.example", first_name="B", last_name="B", workshops=[workshop], language="fr"
    )

    assert outcome.registration.is_confirmed
    assert outcome.full_workshops == [workshop]
    assert not outcome.registration.bookings.exists()


def test_register_notes_the_workshop_somebody_waiting_wishes_for_without_taking_its_place():
    event = EventFactory(places=0)
    workshop = WorkshopFactory(slot=SlotFactory(event=event), places=1)

    registration = registered(event, workshops=[workshop])

    assert registration.bookings.get().seat is None
    assert workshop.places_left == 1


def test_register_with_a_known_address_sends_its_link_again_and_says_nothing_else():
    event = EventFactory()
    earlier = registered(event, email="Zoe@atelier.example")

    outcome = actions.register(event, email="zoe@ATELIER.example", first_name="X", last_name="Y", language="fr")
    again = actions.register(event, email="zoe@atelier.example", first_name="X", last_name="Y", language="fr")

    assert not outcome.is_theirs and not again.is_theirs
    assert event.registrations.get() == earlier
    assert fresh(earlier).first_name == "Zoé"
    assert kinds(earlier) == ["registration_confirmed", "registration_link"]


def test_register_twice_from_the_same_form_is_one_registration_and_one_mail():
    event = EventFactory()
    once = registered(event, email="a@x.example", form_key="k1")

    outcome = actions.register(event, email="a@x.example", first_name="A", last_name="A", language="fr", form_key="k1")

    assert outcome.is_theirs and outcome.registration == once
    assert kinds(once) == ["registration_confirmed"]


def test_register_takes_several_people_without_an_address_and_mails_none_of_them():
    event = EventFactory()

    pair = [registered(event, email=""), registered(event, email="")]

    assert [r.seat.number for r in pair] == [1, 2]
    assert not Notice.objects.filter(kind__startswith="registration_").exists()


def test_register_again_after_cancelling_is_a_new_registration():
    event = EventFactory()
    old = registered(event, email="a@x.example")
    actions.cancel_registration(old)

    new = registered(event, email="a@x.example")

    assert new.pk != old.pk and new.is_confirmed


# --- cancel ---------------------------------------------------------------------------------------
def test_cancel_gives_the_place_to_the_first_in_line():
    event = EventFactory(places=1)
    workshop = WorkshopFactory(slot=SlotFactory(event=event), places=1)
    confirmed = registered(event, workshops=[workshop])
    first, second = registered(event, workshops=[workshop]), registered(event)

    actions.cancel_registration(confirmed)

    assert fresh(confirmed).status == RegistrationStatus.CANCELLED
    assert fresh(confirmed).seat is None
    promoted = fresh(first)
    assert (promoted.status, promoted.seat.number) == ("confirmed", 1)
    assert promoted.bookings.get().seat.number == 1
    assert (fresh(second).status, fresh(second).rank) == ("waiting", 1)
    assert kinds(confirmed) == ["registration_confirmed", "registration_cancelled"]
    assert kinds(first) == ["registration_waiting", "registration_promoted"]
    assert steps(promoted)[-1] == ("promoted", "waiting", "confirmed")


def test_cancel_twice_changes_nothing_more():
    event = EventFactory()
    registration = registered(event)

    actions.cancel_registration(registration)
    actions.cancel_registration(registration)

    assert kinds(registration) == ["registration_confirmed", "registration_cancelled"]
    assert len(steps(registration)) == 2


def test_cancel_of_somebody_waiting_moves_up_those_behind():
    event = EventFactory(places=0)
    line = [registered(event) for _ in range(3)]

    actions.cancel_registration(line[0])

    assert [fresh(r).rank for r in line[1:]] == [1, 2]


def test_cancel_after_the_event_has_begun_promotes_nobody():
    event = EventFactory(places=1)
    confirmed, waiting = registered(event), registered(event)
    event.starts_at = timezone.now()
    event.save()

    actions.cancel_registration(confirmed)

    assert fresh(waiting).is_waiting


def test_promotion_puts_the_wish_for_a_workshop_that_is_full_in_its_line():
    event = EventFactory(places=2)
    workshop = WorkshopFactory(slot=SlotFactory(event=event), places=1)
    registered(event, workshops=[workshop])
    leaving = registered(event)
    waiting = registered(event, workshops=[workshop])

    actions.cancel_registration(leaving)

    assert fresh(waiting).is_confirmed
    assert (waiting.bookings.get().seat, waiting.bookings.get().rank) == (None, 1)


# --- change ---------------------------------------------------------------------------------------
def test_change_workshops_frees_the_old_place_and_takes_the_new():
    slot = SlotFactory()
    old, new = WorkshopFactory(slot=slot), WorkshopFactory(slot=slot)
    registration = registered(slot.event, workshops=[old])

    actions.change_workshops(registration, workshops=[new])

    assert [booking.workshop for booking in registration.bookings.all()] == [new]
    assert (old.places_left, new.places_left) == (2, 1)
    assert fresh(registration).sequence == 1
    assert kinds(registration)[-1] == "registration_changed"


def test_change_workshops_to_a_full_one_changes_nothing():
    slot = SlotFactory()
    old, new = WorkshopFactory(slot=slot), WorkshopFactory(slot=slot, places=1)
    registered(slot.event, workshops=[new])
    registration = registered(slot.event, workshops=[old])

    with pytest.raises(WorkshopsFull, match=new.title):
        actions.change_workshops(registration, workshops=[new])

    assert [booking.workshop for booking in registration.bookings.all()] == [old]
    assert kinds(registration) == ["registration_confirmed"]


def test_change_workshops_to_the_same_ones_sends_nothing():
    workshop = WorkshopFactory()
    registration = registered(workshop.slot.event, workshops=[workshop])

    actions.change_workshops(registration, workshops=[workshop])

    assert kinds(registration) == ["registration_confirmed"]


def test_change_workshops_of_a_cancelled_registration_is_refused():
    workshop = WorkshopFactory()
    registration = registered(workshop.slot.event)
    actions.cancel_registration(registration)

    with pytest.raises(NothingLeftToChange, match="annulée"):
        actions.change_workshops(registration, workshops=[workshop])


def test_correct_details_mails_the_corrected_address():
    registration = registered(EventFactory(), email="zoe@atelier.exemple")

    actions.correct_details(
        registration, email="zoe@atelier.example", first_name="Zoé", last_name="Vrai", organisation="Atelier"
    )

    assert fresh(registration).last_name == "Vrai"
    last = Notice.objects.filter(subject_id=str(registration.pk)).latest("pk")
    assert (last.kind, last.address) == ("registration_changed", "zoe@atelier.example")


def test_correct_details_refuses_the_address_of_somebody_else_registered():
    event = EventFactory()
    other, registration = registered(event), registered(event)

    with pytest.raises(AddressTaken):
        actions.correct_details(
            registration, email=other.email.upper(), first_name="Zoé", last_name="Z", organisation=""
        )

    assert fresh(registration).email == registration.email


# --- places ---------------------------------------------------------------------------------------
def test_enlarging_the_event_confirms_those_who_now_fit():
    event = EventFactory(places=1)
    registered(event)
    line = [registered(event) for _ in range(3)]

    actions.set_capacity(event, places=3)

    assert [fresh(r).status for r in line] == ["confirmed", "confirmed", "waiting"]
    assert event.capacity == 3


def test_fewer_places_move_people_to_seats_that_remain():
    event = EventFactory(places=4)
    people = [registered(event) for _ in range(4)]
    actions.cancel_registration(people[0])
    actions.cancel_registration(people[2])

    actions.set_capacity(event, places=2)

    assert {fresh(r).seat.number for r in (people[1], people[3])} == {1, 2}
    assert event.capacity == 2


def test_fewer_places_than_people_confirmed_are_refused():
    event = EventFactory(places=2)
    registered(event), registered(event)

    with pytest.raises(TooFewPlaces, match="2 personnes ont déjà"):
        actions.set_capacity(event, places=1)

    assert event.capacity == 2


def test_fewer_places_in_a_workshop_than_people_in_it_are_refused():
    workshop = WorkshopFactory(places=2)
    registered(workshop.slot.event, workshops=[workshop])

    actions.set_workshop_capacity(workshop, places=1)
    with pytest.raises(TooFewPlaces, match="1 personne a déjà"):
        actions.set_workshop_capacity(workshop, places=0)

    assert workshop.capacity == 1
