"""Taking and freeing places. Everything here runs inside an action's transaction, after its lock.

One lock an event: its workshops belong to it alone, so whoever wants one of their places already holds the event's
lock, and nothing can deadlock. The lock makes it quick and fair; what makes overselling impossible is in the tables
(`models/seats.py`).
"""

from .models import Event, Seat, WorkshopBooking, WorkshopSeat
from .models.seats import SEATS_APART
from .refusals import TooFewPlaces


def lock_event(event):
    """The event as it is now; the others who want a place there wait until the transaction ends."""
    return Event.objects.select_for_update(of=("self",), no_key=True).get(pk=event.pk)


def free_seat(event):
    """The free seat with the lowest number, or None."""
    return event.seats.filter(registration=None).order_by("number").first()


def next_in_line(event):
    """The number that puts somebody at the end of the waiting list."""
    last = event.registrations.waiting().order_by("-waiting_number").values_list("waiting_number", flat=True).first()
    return (last or 0) + 1


def book_workshops(registration, workshops):
    """Takes a seat in each workshop for somebody confirmed, notes a wish for somebody waiting.

    Returns the workshops that have no place left, for which nothing is written.
    """
    full = []
    for workshop in workshops:
        seat = workshop.seats.filter(booking=None).order_by("number").first() if registration.is_confirmed else None
        if registration.is_confirmed and seat is None:
            full.append(workshop)
            continue
        WorkshopBooking.objects.create(
            registration=registration, slot_id=workshop.slot_id, workshop=workshop, seat=seat
        )
    return full


def hold_wishes(registration):
    """Turns what somebody wished for while they waited into places; a wish that is full is dropped."""
    wishes = registration.bookings.filter(seat=None)
    workshops = [wish.workshop for wish in wishes.select_related("workshop")]
    wishes.delete()
    book_workshops(registration, workshops)


def resize(owner, places, *, held_by):
    """Makes `owner` (an event or a workshop) have exactly `places` seats, numbered from 1.

    Whoever sits beyond the new end moves to a free seat below it. `held_by` names the relation of a seat to who holds
    it. Raises TooFewPlaces, with nothing changed, where they do not all fit.
    """
    taken = owner.seats.exclude(**{held_by: None}).count()
    if places < taken:
        raise TooFewPlaces(owner, taken)
    seat_model = Seat if isinstance(owner, Event) else WorkshopSeat
    name = "event" if seat_model is Seat else "workshop"
    present = owner.seats.count()
    seat_model.objects.bulk_create(
        seat_model(id=owner.pk * SEATS_APART + number, number=number, **{name: owner})
        for number in range(present + 1, places + 1)
    )
    beyond = owner.seats.filter(number__gt=places)
    for seat in beyond.exclude(**{held_by: None}).select_related(held_by):
        holder = getattr(seat, held_by)
        holder.seat = owner.seats.filter(**{held_by: None}, number__lte=places).order_by("number").first()
        holder.save(update_fields=["seat"])
    beyond.delete()
