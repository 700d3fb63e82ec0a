"""The ticket somebody shows at the entrance."""

from pathlib import Path

from django.utils.translation import gettext as _

from portal.cms.identity import current_identity
from portal.paper import pdf

from .. import qr_codes
from ..moments import place_in_words, when_in_words

TEMPLATE = Path(__file__).with_name("ticket.typ")


def ticket(registration, bookings):
    """The PDF, of postcard size, of somebody who has a place; in the language that is active."""
    event, identity = registration.event, current_identity()
    lines = [booking.in_words for booking in bookings]
    if registration.audience:
        lines.insert(0, registration.audience.name)
    data = {
        "accent": event.accent or identity.accent,
        "association": identity.name,
        "event": event.title,
        "when": when_in_words(event),
        "place": place_in_words(event),
        "name": registration.full_name,
        "organisation": registration.organisation,
        "lines": lines,
        "qr": qr_codes.svg(registration.ticket).decode(),
        "qr_words": _("QR code to show at the entrance"),
        "advice": _("Show this code at the entrance, on paper or on your telephone."),
    }
    title = _("Ticket of %(name)s: %(event)s") % {"name": registration.full_name, "event": event.title}
    return pdf(TEMPLATE, data, title=title, language=registration.language)
