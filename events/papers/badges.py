"""Badges, ten to a sheet, in the order in which a hand looks for them."""

from pathlib import Path

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal import hours
from portal.cms.identity import current_identity
from portal.paper import pdf

from .. import qr_codes

TEMPLATE = Path(__file__).with_name("badges.typ")


def badges(event, registrations):
    """The PDF of the badges of `registrations`, which brought their workshops along; in the active language."""
    data = {
        "accent": event.accent or current_identity().accent,
        "event": event.title,
        "people": [_badge(event, registration) for registration in registrations],
    }
    return pdf(TEMPLATE, data, title=_("Badges: %(event)s") % {"event": event.title}, language=get_language())


def _badge(event, registration):
    registration.event = event  # the ticket names it: no query for each
    return {
        "first_name": registration.first_name,
        "last_name": registration.last_name,
        "organisation": registration.organisation,
        "lines": [_line(booking) for booking in registration.bookings.all() if booking.is_held],
        "qr": qr_codes.svg(registration.ticket).decode(),
        "qr_words": _("QR code of %(name)s") % {"name": registration.full_name},
    }


def _line(booking):
    workshop = booking.workshop
    words = f"{workshop.title} ({workshop.room})" if workshop.room else workshop.title
    if booking.slot.starts_at is None:
        return words
    return f"{hours.hour(booking.slot.starts_at)} {words}"
