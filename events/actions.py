"""Everything one can do to a registration. Mails are enqueued in the transaction of what they tell."""

from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone

from portal import notices

from .enums import EventStatus, RegistrationStatus, Steps
from .models import Registration, RegistrationTransition
from .places import book_workshops, free_seat, hold_wishes, lock_event, next_in_line, resize
from .refusals import AddressTaken, RegistrationClosed, WorkshopsFull

MINUTES_BETWEEN_REMINDERS_OF_THE_LINK = 10


@dataclass(frozen=True)
class Outcome:
    """What `register` did. `is_theirs` is False where the address was already registered from another form: the
    screen then says no more than that a mail is on its way."""

    registration: Registration
    is_theirs: bool = True
    full_workshops: list = field(default_factory=list)


@transaction.atomic
def register(event, *, email, first_name, last_name, organisation="", workshops=(), language, form_key="", person=None):
    """Registers somebody who gave their consent: confirmed while there are places, else at the end of the line.

    A workshop that filled meanwhile does not cost the place at the event; it comes back in `full_workshops`. An
    address that is already registered gets its personal link again by mail. Raises RegistrationClosed.
    """
    event = lock_event(event)
    if not event.is_registration_open:
        raise RegistrationClosed
    earlier = event.registrations.active().filter(email__iexact=email).exclude(email="").first()
    if earlier is not None:
        if form_key and form_key == earlier.form_key:
            return Outcome(earlier)
        send_link_again(earlier)
        return Outcome(earlier, is_theirs=False)
    seat = None if event.registrations.waiting().exists() else free_seat(event)
    registration = Registration.objects.create(
        event=event,
        status=RegistrationStatus.CONFIRMED if seat else RegistrationStatus.WAITING,
        seat=seat,
        waiting_number=None if seat else next_in_line(event),
        email=email,
        first_name=first_name,
        last_name=last_name,
        organisation=organisation,
        language=language,
        person=person,
        consent_at=timezone.now(),
        form_key=form_key,
    )
    full = book_workshops(registration, workshops)
    _log(registration, Steps.REGISTERED, by=person)
    _tell(registration, "registration_confirmed" if seat else "registration_waiting")
    return Outcome(registration, full_workshops=full)


def send_link_again(registration):
    """Mails the personal link once more, at most every few minutes."""
    window = int(timezone.now().timestamp()) // (60 * MINUTES_BETWEEN_REMINDERS_OF_THE_LINK)
    _tell(registration, "registration_link", occasion=f"link-{window}")


@transaction.atomic
def cancel_registration(registration, *, by=None):
    """Gives the place back and, in the same transaction, to the first in line. Asked twice it changes nothing."""
    event, registration = _locked(registration)
    if registration.is_cancelled:
        return registration
    before = registration.status
    registration.bookings.all().delete()
    registration.status, registration.seat, registration.waiting_number = RegistrationStatus.CANCELLED, None, None
    _save_change(registration, "status", "seat", "waiting_number")
    _log(registration, Steps.CANCELLED, before=before, by=by)
    _tell(registration, "registration_cancelled")
    promote_waiting(event, by=by)
    return registration


@transaction.atomic
def change_workshops(registration, *, workshops, by=None):
    """Gives up the workshops that are not in `workshops` and takes those that are new.

    Raises WorkshopsFull, with nothing changed, where one of them has no place left; RegistrationClosed once the
    registration is cancelled or the event has begun.
    """
    _, registration = _locked(registration)
    _refuse_if_over(registration)
    held = set(registration.bookings.values_list("workshop_id", flat=True))
    wanted = {workshop.pk for workshop in workshops}
    if held == wanted:
        return registration
    registration.bookings.exclude(workshop__in=wanted).delete()
    full = book_workshops(registration, [workshop for workshop in workshops if workshop.pk not in held])
    if full:
        raise WorkshopsFull(full)
    _save_change(registration)
    _log(registration, Steps.WORKSHOPS_CHANGED, before=registration.status, by=by)
    _tell(registration, "registration_changed")
    return registration


@transaction.atomic
def correct_details(registration, *, email, first_name, last_name, organisation, by=None):
    """Corrects what was typed; the mail goes out again, to the corrected address.

    Raises AddressTaken where somebody else is registered with it, RegistrationClosed as `change_workshops` does.
    """
    event, registration = _locked(registration)
    _refuse_if_over(registration)
    others = event.registrations.active().exclude(pk=registration.pk).exclude(email="")
    if others.filter(email__iexact=email).exists():
        raise AddressTaken
    fresh = {"email": email, "first_name": first_name, "last_name": last_name, "organisation": organisation}
    if all(getattr(registration, name) == value for name, value in fresh.items()):
        return registration
    for name, value in fresh.items():
        setattr(registration, name, value)
    _save_change(registration, *fresh)
    _log(registration, Steps.DETAILS_CORRECTED, before=registration.status, by=by)
    _tell(registration, "registration_changed")
    return registration


@transaction.atomic
def set_capacity(event, *, places, by=None):
    """Makes the event have `places` places and confirms at once those in line who now fit. Raises TooFewPlaces."""
    event = lock_event(event)
    resize(event, places, held_by="registration")
    promote_waiting(event, by=by)
    return event


@transaction.atomic
def set_workshop_capacity(workshop, *, places):
    """Makes the workshop have `places` places. Raises TooFewPlaces."""
    lock_event(workshop.slot.event)
    resize(workshop, places, held_by="booking")
    return workshop


@transaction.atomic
def set_places(event, *, places, workshops, by=None):
    """The event's places and those of its workshops, given as (workshop, places), together or not at all.

    Raises TooFewPlaces.
    """
    for workshop, number in workshops:
        set_workshop_capacity(workshop, places=number)
    return set_capacity(event, places=places, by=by)


def promote_waiting(event, *, by=None):
    """Gives the free places of a locked event to the first in line, until it has begun or been called off."""
    if event.status != EventStatus.PUBLISHED or event.starts_at <= timezone.now():
        return
    for registration in event.registrations.waiting():
        seat = free_seat(event)
        if seat is None:
            return
        registration.status, registration.seat, registration.waiting_number = RegistrationStatus.CONFIRMED, seat, None
        _save_change(registration, "status", "seat", "waiting_number")
        hold_wishes(registration)
        _log(registration, Steps.PROMOTED, before=RegistrationStatus.WAITING, by=by)
        _tell(registration, "registration_promoted")


def _locked(registration):
    event = lock_event(registration.event)
    registration = Registration.objects.get(pk=registration.pk)
    registration.event = event
    return event, registration


def _refuse_if_over(registration):
    if not registration.is_open_to_change:
        raise RegistrationClosed


def _save_change(registration, *fields):
    registration.sequence += 1
    registration.save(update_fields=[*fields, "sequence"])


def _log(registration, step, *, before="", by=None):
    RegistrationTransition.objects.create(
        registration=registration, step=step, from_status=before, to_status=registration.status, by=by
    )


def _tell(registration, kind, occasion=None):
    if not registration.email:
        return
    notices.send(
        kind,
        subject_id=registration.pk,
        key=f"{kind}:{registration.pk}:{occasion or registration.sequence}",
        to=registration.email,
        language=registration.language,
    )
