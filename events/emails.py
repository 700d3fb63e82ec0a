"""The mails about a registration. Each says when and where in its text, so that it is enough by itself."""

from django.utils.translation import gettext as _

from portal import notices

from . import qr_codes
from .calendar_file import CALENDAR_TYPE, calendar_file
from .models import Registration

QR_CONTENT_ID = "qr-code"


@notices.mail("registration_confirmed")
def registration_confirmed(notice):
    return _active_mail(notice, _("Your place is booked: %(event)s"))


@notices.mail("registration_promoted")
def registration_promoted(notice):
    return _active_mail(notice, _("A place was freed, it is yours: %(event)s"))


@notices.mail("registration_waiting")
def registration_waiting(notice):
    return _active_mail(notice, _("You are on the waiting list: %(event)s"))


@notices.mail("registration_changed")
def registration_changed(notice):
    return _active_mail(notice, _("Your registration was changed: %(event)s"))


@notices.mail("registration_link")
def registration_link(notice):
    return _active_mail(notice, _("Your registration: %(event)s"))


@notices.mail("registration_cancelled")
def registration_cancelled(notice):
    registration = _registration(notice)
    if registration is None or not registration.is_cancelled:
        return None
    return _mail(notice, registration, _("Your registration is cancelled: %(event)s"))


def _active_mail(notice, subject):
    registration = _registration(notice)
    if registration is None or registration.is_cancelled:
        return None
    if notice.kind in ("registration_confirmed", "registration_promoted") and not registration.is_confirmed:
        return None
    if notice.kind == "registration_waiting" and not registration.is_waiting:
        return None
    return _mail(notice, registration, subject)


def _registration(notice):
    return Registration.objects.select_related("event").filter(pk=notice.subject_id).first()


def _mail(notice, registration, subject):
    event, path = registration.event, registration.personal_path()
    attachments = [notices.Attachment("evenement.ics", calendar_file(registration), CALENDAR_TYPE)]
    if registration.is_confirmed:
        code = qr_codes.png(registration.ticket)
        attachments.append(notices.Attachment("qr-code.png", code, "image/png", content_id=QR_CONTENT_ID))
    return notices.Mail(
        subject=subject % {"event": event.title},
        template=f"emails/{notice.kind}",
        context={
            "registration": registration,
            "event": event,
            "bookings": list(registration.bookings.select_related("slot", "workshop")),
            "personal_url": notices.absolute(path),
            "event_url": notices.absolute(event.get_absolute_url()),
            "qr_content_id": QR_CONTENT_ID,
        },
        attachments=attachments,
        path=path,
    )
