"""At the door: somebody comes in, or did not after all; comes from the waiting list, or without being registered.

Several doors may be without network for a while and send later what they did: whoever came in first stands, whatever
the order in which it is told. A check-in locks its registration alone, so that doors do not wait for each other.
"""

import uuid
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from ..enums import DoorAnswers, EventStatus, RegistrationStatus, Sources, Steps
from ..history import log
from ..models import CheckIn, Registration
from ..places import free_seat, lock_event, lock_pools
from ..refusals import AlreadyRegistered, DoorFull, DoorShut, LineFirst
from .promoting import confirm
from .registering import register_people

# Two requests of one device may differ by that much in how far they think its clock is ahead.
CLOCKS_AGREE_WITHIN = timedelta(seconds=1)

NOT_EXPECTED = {
    RegistrationStatus.WAITING: DoorAnswers.WAITING,
    RegistrationStatus.OFFERED: DoorAnswers.OFFERED,
    RegistrationStatus.CANCELLED: DoorAnswers.CANCELLED,
}


@dataclass(frozen=True)
class Scan:
    """One act at a door: whose (the registration's public identifier), when by our clock, where, under which
    identifier of the device's making."""

    person: str
    at: datetime = field(default_factory=timezone.now)
    door: str = ""
    scan_id: uuid.UUID = field(default_factory=uuid.uuid4)
    device_ahead_by: int = 0


@dataclass(frozen=True)
class Passage:
    """What the door is told; `check_in` is the one that stands afterwards, or None; `text` says why not, if it must."""

    answer: DoorAnswers
    registration: Registration | None = None
    check_in: CheckIn | None = None
    text: str = ""


@transaction.atomic
def check_in(event, scan, *, by):
    """Notes that somebody came in, unless they already had. The same scan sent twice changes nothing.

    A scan that is told late but was made earlier takes the place of the later one. Raises DoorShut.
    """
    _refuse_if_shut(event)
    registration = _lock(event, scan.person)
    return _enter(registration, scan, by=by) if registration else Passage(DoorAnswers.UNKNOWN)


@transaction.atomic
def undo_check_in(event, scan, *, by):
    """Takes back the check-in that stood at the scan's time. A later one stays: sent twice it undoes nothing new."""
    registration = _lock(event, scan.person)
    if registration is None:
        return Passage(DoorAnswers.UNKNOWN)
    standing = registration.standing_check_in
    if standing is None or standing.at > scan.at + CLOCKS_AGREE_WITHIN:
        return Passage(DoorAnswers.UNDONE, registration, standing)
    _undo(registration, standing, by=by)
    return Passage(DoorAnswers.UNDONE, registration)


@transaction.atomic
def let_in(event, scan, *, by):
    """Gives somebody who waits a free place, if there is one, and checks them in.

    Once the event has begun whoever is there may have it; until then the line counts. Raises DoorFull, LineFirst,
    DoorShut.
    """
    _refuse_if_shut(event)
    event = lock_event(event)
    registration = _lock(event, scan.person)
    if registration is None:
        return Passage(DoorAnswers.UNKNOWN)
    if registration.is_waiting:
        if event.starts_at > timezone.now() and registration.rank > 1:
            raise LineFirst
        _give_seat(registration, by=by)
    elif registration.is_offered:
        confirm(registration, Steps.OFFER_ACCEPTED, "registration_confirmed", by=by)
    return _enter(registration, scan, by=by)


@transaction.atomic
def walk_in(event, applicant, scan, *, language, by, consents=(), form_key=""):
    """Registers somebody who came without registration, if a place is free, and checks them in.

    `scan` says when and where; whose it is comes of it. The same form sent twice registers once. Returns the passage
    and the workshops that had no place left. Raises DoorFull, AlreadyRegistered, DoorShut, RegistrationClosed.
    """
    _refuse_if_shut(event)
    lock_pools(event.pools.main())  # the second click of a double click waits here
    earlier = event.registrations.filter(source=Sources.DOOR, form_key=form_key).first() if form_key else None
    if earlier is not None:
        standing = earlier.standing_check_in
        return Passage(DoorAnswers.IN, earlier, standing) if standing else _enter(earlier, scan, by=by), []
    [outcome] = register_people(
        event, [applicant], language=language, consents=consents, form_key=form_key, source=Sources.DOOR, by=by
    )
    if not outcome.is_theirs:
        raise AlreadyRegistered
    registration = outcome.registration
    if registration.is_waiting:
        if event.starts_at > timezone.now():
            raise DoorFull
        _give_seat(registration, by=by)
    return _enter(registration, scan, by=by), outcome.full_workshops


def _refuse_if_shut(event):
    if event.status in (EventStatus.DRAFT, EventStatus.CANCELLED) or event.erased_at is not None:
        raise DoorShut


def _lock(event, public_id):
    found = Registration.objects.filter(event=event, public_id=public_id)
    registration = found.select_for_update(of=("self",), no_key=True).first()
    if registration is not None:
        registration.event = event
    return registration


def _enter(registration, scan, *, by):
    if not registration.is_confirmed:
        return Passage(NOT_EXPECTED[registration.status], registration, registration.standing_check_in)
    rows = CheckIn.objects.filter(Q(scan_id=scan.scan_id) | Q(registration=registration, undone_at=None))
    rows = {row.scan_id: row for row in rows}
    sent_before = rows.pop(scan.scan_id, None)
    if sent_before is not None and sent_before.registration_id != registration.pk:
        return Passage(DoorAnswers.UNKNOWN)
    if sent_before is not None and sent_before.undone_at is None:
        return Passage(DoorAnswers.IN, registration, sent_before)
    standing = next(iter(rows.values()), None)
    if sent_before is not None:
        return Passage(DoorAnswers.ALREADY if standing else DoorAnswers.UNDONE, registration, standing)
    if standing is not None and standing.at <= scan.at:
        return Passage(DoorAnswers.ALREADY, registration, standing)
    if standing is not None:
        _undo(registration, standing, by=by)
    entered = CheckIn.objects.create(
        registration=registration,
        scan_id=scan.scan_id,
        at=scan.at,
        door=scan.door,
        device_ahead_by=scan.device_ahead_by,
        by=by,
    )
    log(registration, Steps.CHECKED_IN, before=registration.status, by=by, detail=scan.door)
    return Passage(DoorAnswers.IN, registration, entered)


def _undo(registration, standing, *, by):
    standing.undone_at, standing.undone_by = timezone.now(), by
    standing.save(update_fields=["undone_at", "undone_by"])
    log(registration, Steps.CHECK_IN_UNDONE, before=registration.status, by=by, detail=standing.door)


def _give_seat(registration, *, by):
    seat = free_seat(registration.pool)
    if seat is None:
        raise DoorFull
    registration.seat, registration.waiting_number = seat, None
    confirm(registration, Steps.PROMOTED, "registration_confirmed", by=by)
