"""Changing what was registered, and cancelling it."""

from django.db import IntegrityError, transaction

from ..answers import save_answers
from ..enums import RegistrationStatus, Steps
from ..history import log, save_change, tell
from ..places import book_workshops, first_clash, is_known, lock_details, lock_registration
from ..refusals import AddressTaken, ChangedMeanwhile, NothingLeftToChange, WorkshopsClash, WorkshopsFull
from .promoting import give_freed_places
from .registering import ONE_PER_ADDRESS


@transaction.atomic
def cancel_registration(registration, *, by=None, is_told=True):
    """Gives the place back and, in the same transaction, to the first in line. Asked twice it changes nothing.

    `is_told` is False where nothing may be mailed to them any more.
    """
    registration = lock_registration(registration)
    if registration.is_cancelled:
        return registration
    before = registration.status
    registration.bookings.all().delete()
    registration.status, registration.seat = RegistrationStatus.CANCELLED, None
    registration.waiting_number, registration.offer_expires_at = None, None
    save_change(registration, "status", "seat", "waiting_number", "offer_expires_at")
    log(registration, Steps.CANCELLED, before=before, by=by)
    if is_told:
        tell(registration, "registration_cancelled")
    give_freed_places(registration.event, by=by)
    return registration


@transaction.atomic
def change_workshops(registration, *, workshops, waits=(), seen=None, by=None):
    """Gives up the workshops that are not in `workshops` and takes those that are new; stands in the lines of `waits`.

    Raises, with nothing changed: WorkshopsFull where one of them has no place left; WorkshopsClash;
    NothingLeftToChange once the registration is cancelled or the event has begun; ChangedMeanwhile where `seen`, the
    sequence of the registration when it was shown, is not its sequence any more.
    """
    if clash := first_clash(workshops):
        raise WorkshopsClash(*clash)
    registration = lock_registration(registration)
    _refuse_if_over(registration)
    bookings = {booking.workshop: booking for booking in registration.bookings.with_workshop()}
    lines = {workshop for workshop, booking in bookings.items() if booking.is_waiting}
    chosen, waits = set(bookings) - lines, [workshop for workshop in waits if workshop not in workshops]
    if not registration.is_confirmed:  # all of them are wishes
        workshops, waits = [*workshops, *waits], []
    if chosen == set(workshops) and lines == set(waits):
        return registration
    if seen not in (None, registration.sequence):
        raise ChangedMeanwhile
    kept = (chosen & set(workshops)) | (lines & set(waits))
    registration.bookings.filter(pk__in=[bookings[workshop].pk for workshop in set(bookings) - kept]).delete()
    full = book_workshops(
        registration,
        [workshop for workshop in workshops if workshop not in kept],
        waits=[workshop for workshop in waits if workshop not in kept],
    )
    if full:
        raise WorkshopsFull(full)
    save_change(registration)
    log(registration, Steps.WORKSHOPS_CHANGED, before=registration.status, by=by)
    tell(registration, "registration_changed")
    give_freed_places(registration.event, by=by)
    return registration


@transaction.atomic
def join_line(registration, *, workshop, by=None):
    """Puts somebody at the end of a workshop's line, whatever else they hold; a place that is free is theirs at once,
    instead of what they hold at the same hours.

    Asked twice it changes nothing. Raises NothingLeftToChange as `change_workshops` does.
    """
    registration = lock_registration(registration)
    _refuse_if_over(registration)
    if registration.bookings.filter(pool__workshop=workshop).exists():
        return registration
    book_workshops(registration, (), waits=[workshop])
    save_change(registration)
    log(registration, Steps.WORKSHOPS_CHANGED, before=registration.status, by=by)
    tell(registration, "registration_changed")
    give_freed_places(registration.event, by=by)
    return registration


def correct_details(registration, *, email, first_name, last_name, organisation, postcode=None, by=None):
    """Corrects what was typed; the mail goes out again, to the corrected address. None keeps the postcode.

    Raises AddressTaken where somebody else is registered with it, NothingLeftToChange as `change_workshops` does.
    """
    fresh = {"email": email, "first_name": first_name, "last_name": last_name, "organisation": organisation}
    if postcode is not None:
        fresh["postcode"] = postcode
    try:
        return _correct(registration, fresh, by=by)
    except IntegrityError as error:  # somebody registers with it at this moment, before another lock
        if ONE_PER_ADDRESS not in str(error):
            raise
        raise AddressTaken from error


@transaction.atomic
def _correct(registration, fresh, *, by):
    registration = lock_details(registration)
    _refuse_if_over(registration)
    if is_known(registration.event, fresh["email"], but=registration):
        raise AddressTaken
    if all(getattr(registration, name) == value for name, value in fresh.items()):
        return registration
    is_elsewhere = registration.email.lower() != fresh["email"].lower()
    for name, value in fresh.items():
        setattr(registration, name, value)
    save_change(registration, *fresh)
    log(registration, Steps.DETAILS_CORRECTED, before=registration.status, by=by)
    tell(registration, "registration_changed")
    if is_elsewhere:
        _write_again_for_companions(registration)
    return registration


def _write_again_for_companions(registration):
    """Colleagues without an address are written to at this one: what went to the wrong mailbox opens nothing now."""
    for companion in registration.companions.active().filter(email=""):
        companion.registered_by = registration
        save_change(companion)
        tell(companion, "registration_changed")


@transaction.atomic
def change_answers(registration, *, answers, by=None):
    """Replaces the answers to these questions. Raises NothingLeftToChange as `change_workshops` does."""
    registration = lock_details(registration)
    _refuse_if_over(registration)
    if save_answers(registration, answers):
        log(registration, Steps.ANSWERS_CHANGED, before=registration.status, by=by)
    return registration


def _refuse_if_over(registration):
    if not registration.is_open_to_change:
        raise NothingLeftToChange(registration)
