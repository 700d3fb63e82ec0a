"""One mail about a registration, complete by itself: words, facts, link, code, ticket, calendar file."""

from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.translation import gettext as _

from portal import notices, paper
from portal.calendars import CALENDAR_TYPE

from .. import papers, qr_codes, wording
from ..calendar_file import calendar_file
from ..enums import MailKinds, QuestionPurpose
from ..models import Registration, WorkshopBooking
from ..moments import moment_in_words, when_in_words

TEMPLATE = "emails/registration_base"
QR_CONTENT_ID = "qr-code"


@dataclass
class Letter:
    """What there is to tell. `rank` in the line of the event; `lines`: changes of the programme, in words; `words`
    stand for those of the event's texts (a preview)."""

    kind: str
    registration: Registration
    bookings: list[WorkshopBooking]
    rank: int | None = None
    lines: list[str] = field(default_factory=list)
    words: wording.Words | None = None

    @property
    def is_over(self):
        """Whether the mail speaks of a day that is past, or will not come."""
        return self.kind in (MailKinds.THANKS, MailKinds.EVENT_CANCELLED) or self.registration.is_cancelled

    @property
    def shows_ticket(self):
        return self.registration.is_confirmed and not self.is_over


def compose(letter):
    """The mail, in the language that is active."""
    registration, event = letter.registration, letter.registration.event
    words = letter.words or wording.words_for(event, letter.kind, registration.language)
    words = wording.fill(words, registration, rank=letter.rank)
    token = registration.sign_link()
    path = registration.personal_path(token)
    context = {
        "registration": registration,
        "event": event,
        "when": when_in_words(event),
        "bookings": letter.bookings,
        "opening": words.body,
        "rank": letter.rank,
        "lines": letter.lines,
        "is_over": letter.is_over,
        "shows_ticket": letter.shows_ticket,
        "personal_url": notices.absolute(path),
        "event_url": notices.absolute(event.get_absolute_url()),
        "qr_content_id": QR_CONTENT_ID,
        **_of_kind(letter, token),
    }
    return notices.Mail(
        subject=wording.subject_for(registration, words.subject),
        template=TEMPLATE,
        context=context,
        attachments=_attachments(letter),
        path=path,
    )


def _of_kind(letter, token):
    """What only one kind of mail says."""
    registration, event = letter.registration, letter.registration.event
    match letter.kind:
        case MailKinds.PROMOTED:
            path = reverse("events:registration-cancel", args=[event.slug, token])
            return {"decline_url": notices.absolute(path)}
        case MailKinds.OFFERED:
            return {"offered_until": moment_in_words(registration.offer_expires_at)}
        case MailKinds.EVENT_CANCELLED:
            return {"reason": event.cancelled_because}
        case MailKinds.THANKS:
            return _after_the_event(registration, token)
    return {}


def _after_the_event(registration, token):
    event, found = registration.event, {}
    if event.questions.filter(purpose=QuestionPurpose.FEEDBACK).exists():
        found["feedback_url"] = notices.absolute(registration.feedback_path(token))
    if event.gives_certificates:
        found["certificate_url"] = notices.absolute(reverse("events:certificate", args=[event.slug, token]))
    return found


def _attachments(letter):
    registration, found = letter.registration, []
    if letter.shows_ticket:
        code = qr_codes.png(registration.ticket)
        found.append(notices.Attachment("qr-code.png", code, "image/png", content_id=QR_CONTENT_ID))
        ticket = papers.ticket(registration, letter.bookings)
        found.append(notices.Attachment(_("ticket.pdf"), ticket, paper.PDF_TYPE))
    if letter.kind != MailKinds.THANKS:
        entry = calendar_file(registration, letter.bookings)
        found.append(notices.Attachment(_("event.ics"), entry, CALENDAR_TYPE))
    elif registration.event.gives_certificates:
        certificate = papers.certificate(registration)
        found.append(notices.Attachment(_("certificate.pdf"), certificate, paper.PDF_TYPE))
    return found
