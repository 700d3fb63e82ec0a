"""Registering hundreds at a time: the rules of `register_people` in a few statements, whatever the number."""

from dataclasses import dataclass, field

from django.utils import timezone

from ..answers import save_first_answers
from ..enums import RegistrationStatus, Steps
from ..history import log_many, tell_many
from ..models import Pool, Registration, WorkshopBooking
from ..places import lock_pools, next_in_line


@dataclass(eq=False)
class Newcomer:
    """A registration not written yet, with the keys of the workshops wanted and of those in whose line to stand, and
    its answers as pairs of question and value."""

    registration: Registration
    workshops: list = field(default_factory=list)
    waits: list = field(default_factory=list)
    answers: list = field(default_factory=list)


class _Places:
    """The free seats of one locked pool, and the line behind them, given out in order."""

    def __init__(self, pool, wanted):
        self.pool = pool
        self.seats = [] if pool.line().exists() else list(pool.free_seats()[:wanted])
        self.seats.reverse()
        self.number = next_in_line(pool)

    def take(self):
        """What puts the next one in: a seat, or a number in the line."""
        if self.seats:
            return {"seat": self.seats.pop()}
        self.number += 1
        return {"waiting_number": self.number - 1}


def register_many(event, newcomers, *, source, tells, detail="", by):
    """Registers newcomers nobody of whom is registered yet, in the order given, inside the caller's transaction.

    Confirmed while there are places, else in line. A workshop that is full puts them into its line. With `tells` each
    who has an address gets the mail. Everything is locked, so that nobody else takes a place meanwhile.
    """
    pools = lock_pools(Pool.objects.filter(event=event))
    common = next(pool for pool in pools if not (pool.audience_id or pool.workshop_id))
    own = {pool.audience_id: pool for pool in pools if pool.audience_id}
    places = {pool.pk: _Places(pool, len(newcomers)) for pool in pools}
    for newcomer in newcomers:
        registration = newcomer.registration
        registration.event, registration.source, registration.consent_at = event, source, timezone.now()
        registration.pool = own.get(registration.audience_id, common)
        standing = places[registration.pool.pk].take()
        registration.status = RegistrationStatus.CONFIRMED if "seat" in standing else RegistrationStatus.WAITING
        for name, value in standing.items():
            setattr(registration, name, value)
        registration.fold_words()
    registrations = [newcomer.registration for newcomer in newcomers]
    Registration.objects.bulk_create(registrations)
    _book(newcomers, pools, places)
    save_first_answers((newcomer.registration, newcomer.answers) for newcomer in newcomers)
    log_many(registrations, Steps.REGISTERED, by=by, detail=detail)
    if tells:
        _tell(registrations)
    return registrations


def _book(newcomers, pools, places):
    rooms = {pool.workshop_id: pool for pool in pools if pool.workshop_id}
    slots = dict(Pool.objects.filter(pk__in=[pool.pk for pool in rooms.values()]).values_list("pk", "workshop__slot"))
    wanted = [(newcomer.registration, workshop) for newcomer in newcomers for workshop in newcomer.workshops]
    wanted += [(newcomer.registration, workshop) for newcomer in newcomers for workshop in newcomer.waits]
    bookings = []
    for registration, workshop in wanted:  # who only asks for the line comes last, and takes what place is left
        if pool := rooms.get(workshop):  # else it was taken out of the programme since it was named
            standing = places[pool.pk].take() if registration.is_confirmed else {}
            bookings.append(WorkshopBooking(registration=registration, pool=pool, slot_id=slots[pool.pk], **standing))
    WorkshopBooking.objects.bulk_create(bookings)


def _tell(registrations):
    confirmed = [registration for registration in registrations if registration.is_confirmed]
    tell_many(confirmed, "registration_confirmed")
    tell_many([r for r in registrations if not r.is_confirmed], "registration_waiting")
