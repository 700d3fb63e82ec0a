"""Taking and freeing places. Everything here runs inside an action's transaction, after its lock.

A lock is on a pool: the common places of an event, those of an audience, those of a workshop. Whoever needs several
takes them in one order (`in_lock_order`), so nothing can deadlock. The lock makes it quick and fair; what makes
overselling impossible is in the tables (`models/places.py`).
"""

from django.db.models import Value
from django.db.models.functions import Lower

from .enums import ACTIVE
from .models import Event, Pool, Registration, Seat, WorkshopBooking
from .models.places import SEATS_APART
from .refusals import TooFewPlaces


def lock_pools(pools):
    """Locks these pools, in the order everybody takes them in; the others who want a place there wait."""
    return list(pools.in_lock_order().select_for_update(of=("self",), no_key=True))


def lock_event(event):
    """Locks every pool of the event: for acts after which people in any of its lines may move up.

    Returns the event as it is now.
    """
    lock_pools(Pool.objects.filter(event=event))
    return Event.objects.get(pk=event.pk)


def lock_registration(registration):
    """Locks what changing a registration's places may touch; returns it as it is now, with its event."""
    lock_event(registration.event)
    return _as_it_is_now(registration)


def lock_details(registration):
    """Locks what correcting somebody's details may touch, which frees no place; returns it as `lock_registration`."""
    lock_pools(Pool.objects.filter(pk=registration.pool_id))
    return _as_it_is_now(registration)


def _as_it_is_now(registration):
    """Locks the row too, after the pools: the door and erasure lock rows alone, and never a pool after a row."""
    rows = Registration.objects.select_related("event", "registered_by")
    return rows.select_for_update(of=("self",), no_key=True).get(pk=registration.pk)


def free_seat(pool):
    """The free seat with the lowest number, or None."""
    return pool.free_seats().first()


# Written out, for everybody who registers asks it once a pool under the lock, and building it takes four times as long
# as the database's answer. Only who waits has a `waiting_number`.
SEAT_FOR_A_NEWCOMER = """
    SELECT seat.id, seat.pool_id, seat.number FROM {seats} seat
    WHERE seat.pool_id = %s
      AND NOT EXISTS (SELECT 1 FROM {holders} holder WHERE holder.seat_id = seat.id)
      AND NOT EXISTS (SELECT 1 FROM {holders} waiting WHERE waiting.pool_id = seat.pool_id
                      AND waiting.waiting_number IS NOT NULL)
    ORDER BY seat.number LIMIT 1
"""


def seat_for_a_newcomer(pool):
    """A free seat, or None where there is none or somebody already waits for one."""
    holders = WorkshopBooking if pool.workshop_id else Registration
    tables = {"seats": Seat._meta.db_table, "holders": holders._meta.db_table}
    return next(iter(Seat.objects.raw(SEAT_FOR_A_NEWCOMER.format(**tables), [pool.pk])), None)


def next_in_line(pool):
    """The number that puts somebody at the end of the line."""
    last = pool.line().order_by("-waiting_number").values_list("waiting_number", flat=True).first()
    return (last or 0) + 1


def book_workshops(registration, workshops, *, waits=()):
    """Takes a place in each workshop for somebody confirmed, and one in the line of each of `waits`.

    Where a place is free in one of `waits` nobody waits: they get it, as they would a moment later, in the place of a
    workshop at the same hours. For somebody who waits for the event all of them are noted as wishes. Returns the
    workshops that have no place left, for which nothing is written.
    """
    if not registration.is_confirmed:
        for workshop in (*workshops, *waits):
            _book(registration, workshop)
        return []
    got, full = [], []
    for workshop in waits:
        seat = seat_for_a_newcomer(workshop.pool)
        if seat:
            give_up_at(registration, workshop.slot)
            got.append(workshop)
        _book(registration, workshop, seat=seat, waiting_number=None if seat else next_in_line(workshop.pool))
    for workshop in workshops:
        if any(workshop.slot.overlaps(other.slot) for other in got):
            continue
        seat = seat_for_a_newcomer(workshop.pool)
        if seat:
            _book(registration, workshop, seat=seat)
        else:
            full.append(workshop)
    return full


def missed_workshops(registration, workshops):
    """Those of these that somebody asked for, but has nothing of because they are full.

    What they have at the same hours, or could still choose, they have not missed: they wanted something else meanwhile.
    """
    booked = set(registration.bookings.values_list("pool__workshop", flat=True))
    return [
        workshop
        for workshop in workshops
        if workshop.pk not in booked
        and not _held_at(registration, workshop.slot)
        and workshop.pool.is_full_for_newcomers
    ]


def _book(registration, workshop, **standing):
    WorkshopBooking.objects.create(registration=registration, slot_id=workshop.slot_id, pool=workshop.pool, **standing)


def hold_wishes(registration):
    """Turns what somebody wished for while they waited into places, or into a place in the line where it is full.

    Of two at the same hours the later wish is the dearer one: it is the line they asked for beside a choice.
    """
    for wish in registration.bookings.wished().with_workshop().order_by("-pk"):
        seat = seat_for_a_newcomer(wish.pool)
        if seat and _held_at(registration, wish.slot):
            wish.delete()
            continue
        wish.seat, wish.waiting_number = seat, None if seat else next_in_line(wish.pool)
        wish.save(update_fields=["seat", "waiting_number"])


def give_up_at(registration, slot):
    """Frees the places that `registration` holds in workshops at the hours of `slot`."""
    registration.bookings.filter(pk__in=[booking.pk for booking in _held_at(registration, slot)]).delete()


def _held_at(registration, slot):
    held = registration.bookings.held().select_related("slot")
    return [booking for booking in held if booking.slot.overlaps(slot)]


def first_clash(workshops):
    """Two of these that nobody can attend both, or None."""
    for number, one in enumerate(workshops):
        for other in workshops[number + 1 :]:
            if one.slot.overlaps(other.slot):
                return one, other
    return None


def resize(pool, places):
    """Makes the pool have exactly `places` seats, numbered from 1.

    Whoever sits beyond the new end moves to a free seat below it. Raises TooFewPlaces, with nothing changed, where
    they do not all fit.
    """
    taken = pool.seats.exclude(**{pool.held_by: None}).count()
    if places < taken:
        raise TooFewPlaces(pool, taken)
    present = pool.seats.count()
    Seat.objects.bulk_create(
        Seat(id=pool.pk * SEATS_APART + number, number=number, pool=pool) for number in range(present + 1, places + 1)
    )
    beyond = pool.seats.filter(number__gt=places)
    for seat in beyond.exclude(**{pool.held_by: None}).select_related(pool.held_by):
        holder = getattr(seat, pool.held_by)
        holder.seat = pool.free_seats().filter(number__lte=places).first()
        holder.save(update_fields=["seat"])
    beyond.delete()


def is_known(event, email, *, but=None):
    """The active registration that has this address, whatever its case, or None."""
    if not email:
        return None
    active = event.registrations.alias(address=Lower("email")).filter(status__in=ACTIVE).exclude(email="")
    found = active.filter(address=Lower(Value(email)))  # by the index that keeps one address to one person
    found = found.exclude(pk=but.pk) if but else found
    return found.first() if found.exists() else None  # mostly there is none, and the short question is the cheaper one
