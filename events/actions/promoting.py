"""Freed places: they go to the first in line, in the transaction that frees them."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from ..enums import EventStatus, RegistrationStatus, Steps
from ..history import log, save_change, tell
from ..models import Pool, Registration, Seat, WorkshopBooking
from ..places import free_seat, give_up_at, hold_wishes, lock_registration
from ..refusals import NothingLeftToChange, OfferGone


def give_freed_places(event, *, by=None):
    """Gives the free places of an event, whose pools are all locked, to the first in line, until it has begun.

    First those at the event, then those in workshops: whoever has just been confirmed may stand in their lines.
    """
    if event.status != EventStatus.PUBLISHED or event.starts_at <= timezone.now():
        return
    waiting = Registration.objects.filter(event=event).waiting().order_by()
    for pool in Pool.objects.filter(pk__in=waiting.values("pool")).order_by("pk"):
        _promote_line(event, pool, by=by)
    while pools := list(_workshops_to_give(event)):  # who gets a place in one may free another's
        for pool in pools:
            while _promote_first(pool, by=by):
                pass


def _promote_line(event, pool, *, by):
    line = pool.line().select_related("registered_by")[: pool.free_seats().count()]
    for registration, seat in zip(line, pool.free_seats()[: len(line)], strict=True):
        registration.event, registration.seat, registration.waiting_number = event, seat, None
        if event.only_offers:
            _offer(registration, by=by)
        else:
            confirm(registration, Steps.PROMOTED, "registration_promoted", by=by)


def _offer(registration, *, by):
    before, registration.status = registration.status, RegistrationStatus.OFFERED
    until = timezone.now() + timedelta(hours=registration.event.offer_hours)
    registration.offer_expires_at = min(until, registration.event.starts_at)
    save_change(registration, "status", "seat", "waiting_number", "offer_expires_at")
    log(registration, Steps.OFFERED, before=before, by=by)
    tell(registration, "registration_offered")


def confirm(registration, step, kind, *, by):
    """Makes whoever has been given a seat expected, with the workshops they wished for, and tells them."""

    before, registration.status, registration.offer_expires_at = registration.status, RegistrationStatus.CONFIRMED, None
    save_change(registration, "status", "seat", "waiting_number", "offer_expires_at")
    hold_wishes(registration)
    log(registration, step, before=before, by=by)
    tell(registration, kind)


def _workshops_to_give(event):
    free = Seat.objects.filter(pool=OuterRef("pk"), booking=None)
    lines = WorkshopBooking.objects.filter(pool__event=event).waiting().order_by().values("pool")
    return Pool.objects.filter(Exists(free), pk__in=lines).select_related("workshop").order_by("pk")


def _promote_first(pool, *, by):
    """Gives a free place of a workshop to the first in its line; what they hold at the same hours is freed."""
    booking = pool.line().select_related("registration__event", "registration__registered_by", "slot").first()
    seat = free_seat(pool)
    if booking is None or seat is None:
        return False
    registration = booking.registration
    give_up_at(registration, booking.slot)
    booking.seat, booking.waiting_number = seat, None
    booking.save(update_fields=["seat", "waiting_number"])
    save_change(registration)
    log(registration, Steps.WORKSHOP_PROMOTED, before=registration.status, by=by, detail=str(pool.workshop))
    tell(registration, "registration_workshop_promoted")
    return True


@transaction.atomic
def accept_offer(registration, *, by=None):
    """Takes the place that was offered. Asked twice it changes nothing.

    Raises OfferGone, or NothingLeftToChange once the event is called off.
    """
    registration = lock_registration(registration)
    if registration.is_confirmed:
        return registration
    if not registration.is_offered or registration.offer_expires_at <= timezone.now():
        raise OfferGone
    if not registration.is_open_to_change:
        raise NothingLeftToChange(registration)
    confirm(registration, Steps.OFFER_ACCEPTED, "registration_confirmed", by=by)
    give_freed_places(registration.event, by=by)
    return registration


def lapse_offers():
    """Passes places whose offer nobody took to the next in line. Returns how many lapsed."""
    lapsed = Registration.objects.filter(
        status=RegistrationStatus.OFFERED,
        offer_expires_at__lte=timezone.now(),
        event__status=EventStatus.PUBLISHED,  # where it was called off everybody has been told
    )
    return sum(_lapse(registration) for registration in lapsed.select_related("event").order_by("offer_expires_at"))


@transaction.atomic
def _lapse(registration):
    registration = lock_registration(registration)
    if not registration.is_offered or registration.offer_expires_at > timezone.now():
        return False
    if registration.event.status != EventStatus.PUBLISHED:
        return False
    registration.status, registration.seat, registration.offer_expires_at = RegistrationStatus.CANCELLED, None, None
    registration.bookings.all().delete()
    save_change(registration, "status", "seat", "offer_expires_at")
    log(registration, Steps.OFFER_LAPSED, before=RegistrationStatus.OFFERED)
    tell(registration, "registration_offer_lapsed")
    give_freed_places(registration.event)
    return True
