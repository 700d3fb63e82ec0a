"""How many places there are. More places confirm at once those in line who now fit."""

from django.db import transaction
from django.utils.translation import gettext as _

from ..models import Pool
from ..places import lock_event, resize
from ..refusals import EventNotSaved, TooFewPlaces
from .promoting import give_freed_places


@transaction.atomic
def set_capacity(event, *, places, by=None):
    """Makes the event have `places` common places. Raises TooFewPlaces."""
    event = lock_event(event)
    resize(event.common_pool, places)
    give_freed_places(event, by=by)
    return event


@transaction.atomic
def set_workshop_capacity(workshop, *, places, by=None):
    """Makes the workshop have `places` places. Raises TooFewPlaces."""
    event = lock_event(workshop.slot.event)
    resize(workshop.pool, places)
    give_freed_places(event, by=by)
    return workshop


@transaction.atomic
def set_audience_capacity(audience, *, places, by=None):
    """Gives the audience `places` places of its own; those already registered as such come to sit on them.

    None: it shares the event's; refused while somebody holds or waits for one of its own. Raises TooFewPlaces,
    EventNotSaved.
    """
    event = lock_event(audience.event)
    pool = Pool.objects.filter(audience=audience).first()
    if places is None:
        if pool is not None:
            _close(pool)
        return audience
    if pool is None:
        pool = Pool.objects.create(event=event, audience=audience)
        _seat_those_registered(pool, places)
    resize(pool, places)
    give_freed_places(event, by=by)
    return audience


def _close(pool):
    resize(pool, 0)
    if pool.line().exists():
        text = _("“%(audience)s” keeps places of its own: people wait for one.")
        raise EventNotSaved(text % {"audience": pool})
    pool.registrations.update(pool=pool.event.common_pool)  # those that are cancelled
    pool.delete()


def _seat_those_registered(pool, places):
    """Moves who registered as one of the audience from the common places, or from the line for them, to `pool`."""
    registered = pool.event.registrations.filter(audience=pool.audience).active().select_related("seat")
    seated = [one for one in registered if one.seat]
    if len(seated) > places:
        raise TooFewPlaces(pool, len(seated))
    resize(pool, places)
    for registration, seat in zip(seated, pool.free_seats(), strict=False):
        registration.pool, registration.seat = pool, seat
        registration.save(update_fields=["pool", "seat"])
    in_line = sorted((one for one in registered if one.is_waiting), key=lambda one: one.waiting_number)
    for number, registration in enumerate(in_line, 1):
        registration.pool, registration.waiting_number = pool, number
        registration.save(update_fields=["pool", "waiting_number"])


@transaction.atomic
def set_places(event, *, places, workshops=(), audiences=(), by=None):
    """The event's places, those of its workshops and audiences (pairs of it and a number), together or not at all.

    Raises TooFewPlaces.
    """
    for workshop, number in workshops:
        set_workshop_capacity(workshop, places=number, by=by)
    for audience, number in audiences:
        set_audience_capacity(audience, places=number, by=by)
    return set_capacity(event, places=places, by=by)
