"""What a mail will look like: written for an invented attendee, for the screen or for the organiser's own mailbox."""

from base64 import b64encode
from dataclasses import replace
from datetime import timedelta

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from portal import notices

from ..enums import MailKinds, RegistrationStatus
from ..models import Event, Registration, Workshop, WorkshopBooking
from .letter import QR_CONTENT_ID, Letter, compose

STATUSES = {
    MailKinds.WAITING: RegistrationStatus.WAITING,
    MailKinds.OFFERED: RegistrationStatus.OFFERED,
    MailKinds.CANCELLED: RegistrationStatus.CANCELLED,
    MailKinds.OFFER_LAPSED: RegistrationStatus.CANCELLED,
}
TEMPLATE = "emails/registration_preview"


@notices.mail("registration_preview")
def registration_preview(notice):
    """Its notice is about "<event>:<kind>:<language>"."""
    pk, kind, language = notice.subject_id.split(":")
    event = Event.objects.filter(pk=pk).first()
    return preview(event, kind, language) if event else None


def preview(event, kind, language, words=None):
    """The mail an invented attendee would get, with these words or else the saved ones; `language` is active."""
    mail = compose(replace(_letter(event, kind, language), words=words))
    subject = _("[Preview] %(subject)s") % {"subject": mail.subject}
    return replace(mail, subject=subject, template=TEMPLATE, context=mail.context | {"subject": mail.subject})


def as_page(mail):
    """The HTML part alone, its code inside, for a sandboxed frame."""
    html = render_to_string(f"{mail.template}.html", {"base_url": settings.BASE_URL, **mail.context})
    for piece in mail.attachments:
        if piece.content_id == QR_CONTENT_ID:
            code = b64encode(piece.content).decode()
            html = html.replace(f"cid:{piece.content_id}", f"data:{piece.content_type};base64,{code}")
    return html


def _letter(event, kind, language):
    status = STATUSES.get(kind, RegistrationStatus.CONFIRMED)
    registration = Registration(
        event=event,
        status=status,
        first_name="Camille",
        last_name=_("Example"),
        organisation=_("Workshop of Examples"),
        email="camille@it77.example",
        language=language,
        created_at=timezone.now(),
        offer_expires_at=timezone.now() + timedelta(hours=event.offer_hours) if kind == MailKinds.OFFERED else None,
    )
    workshop = Workshop.objects.filter(slot__event=event).select_related("slot", "pool").first()
    bookings = []
    if workshop is not None and not registration.is_cancelled:
        seat = 1 if status == RegistrationStatus.CONFIRMED else None
        bookings = [WorkshopBooking(registration=registration, slot=workshop.slot, pool=workshop.pool, seat_id=seat)]
    rank = 3 if status == RegistrationStatus.WAITING else None
    lines = _lines(event, language) if kind == MailKinds.PROGRAMME_CHANGED else []
    return Letter(kind, registration, bookings, rank, lines)


def _lines(event, language):
    """The last change of the programme, or an invented one."""
    change = event.changes.first()
    if change is None:
        return [_("An example of a line: the plenary session begins at 9:45.")]
    return [change.in_words(line) for line in change.lines]
