"""The mails about a registration: which are still worth sending when their turn comes."""

from django.utils import timezone

from portal import notices

from ..changes import lines_for
from ..enums import EventStatus
from ..models import ProgrammeChange, Registration
from .letter import Letter, compose


@notices.mail("registration_confirmed")
def registration_confirmed(notice):
    return _mail(notice, lambda registration: registration.is_confirmed)


@notices.mail("registration_waiting")
def registration_waiting(notice):
    return _mail(notice, lambda registration: registration.is_waiting)


@notices.mail("registration_promoted")
def registration_promoted(notice):
    return _mail(notice, lambda registration: registration.is_confirmed)


@notices.mail("registration_offered")
def registration_offered(notice):
    return _mail(
        notice, lambda registration: registration.is_offered and registration.offer_expires_at > timezone.now()
    )


@notices.mail("registration_offer_lapsed")
def registration_offer_lapsed(notice):
    return _mail(notice, lambda registration: registration.is_cancelled)


@notices.mail("registration_workshop_promoted")
def registration_workshop_promoted(notice):
    return _mail(notice, lambda registration: not registration.is_cancelled)


@notices.mail("registration_changed")
def registration_changed(notice):
    return _mail(notice, lambda registration: not registration.is_cancelled)


@notices.mail("registration_link")
def registration_link(notice):
    return _mail(notice, lambda registration: not registration.is_cancelled)


@notices.mail("registration_cancelled")
def registration_cancelled(notice):
    return _mail(notice, lambda registration: registration.is_cancelled)


@notices.mail("registration_reminder")
def registration_reminder(notice):
    return _mail(
        notice, lambda registration: registration.is_confirmed and registration.event.starts_at > timezone.now()
    )


@notices.mail("registration_event_cancelled")
def registration_event_cancelled(notice):
    registration = registration_of(notice)
    if registration is None or registration.event.status != EventStatus.CANCELLED:
        return None
    return compose(Letter(notice.kind, registration, []))


@notices.mail("registration_thanks")
def registration_thanks(notice):
    return _mail(notice, lambda registration: registration.check_ins.standing().exists())


@notices.mail("registration_programme_changed")
def registration_programme_changed(notice):
    """Its notice is about "<registration>:<change>": the lines of the change that touch the registration."""
    registration = registration_of(notice)
    change = ProgrammeChange.objects.filter(pk=notice.subject_id.partition(":")[2]).first()
    if registration is None or change is None or not registration.is_open_to_change:
        return None
    bookings = _bookings(registration)
    lines = lines_for(registration, change)
    if not lines:
        return None
    return compose(Letter(notice.kind, registration, bookings, _rank(registration), lines))


def registration_of(notice):
    """The registration a notice is about, if its words may still go to the notice's address.

    Where the address was corrected meanwhile, the mail would carry a link that opens to whoever has the wrong mailbox.
    """
    found = Registration.objects.select_related("event", "registered_by", "audience")
    registration = found.filter(pk=notice.subject_id.partition(":")[0]).first()
    if registration is None or registration.mail_address.lower() != notice.address.lower():
        return None
    return registration


def _mail(notice, is_true):
    """The mail where what it says is still true."""
    registration = registration_of(notice)
    if registration is None or not is_true(registration):
        return None
    if registration.event.status == EventStatus.CANCELLED and not registration.is_cancelled:
        return None  # the mail that calls the event off says all
    return compose(Letter(notice.kind, registration, _bookings(registration), _rank(registration)))


def _bookings(registration):
    return list(registration.bookings.with_workshop())


def _rank(registration):
    return registration.rank if registration.is_waiting else None
