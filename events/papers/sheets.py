"""Sign-in sheets in alphabetical order: for the whole event, or one for each workshop."""

from pathlib import Path

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal import hours
from portal.cms.identity import current_identity
from portal.paper import pdf

from ..models import Workshop
from ..moments import when_in_words

TEMPLATE = Path(__file__).with_name("sheets.typ")
EMPTY_LINES = 5  # for those who come without being on the list


def sign_in_sheet(event, registrations):
    """The PDF everybody signs; `registrations` by name; in the active language."""
    return _sheets(event, [_section(_("Sign-in sheet"), "", registrations)])


def workshop_sheets(event, registrations):
    """The PDF with a sheet for each workshop; `registrations` by name, with their workshops."""
    people = {}
    for registration in registrations:
        for booking in registration.bookings.all():
            if booking.is_held:
                people.setdefault(booking.workshop.pk, []).append(registration)
    workshops = Workshop.objects.filter(slot__event=event).select_related("slot")
    return _sheets(event, [_section(w.title, _detail(w), people.get(w.pk, [])) for w in workshops])


def _sheets(event, sections):
    identity = current_identity()
    data = {
        "accent": event.accent or identity.accent,
        "association": identity.name,
        "event": event.title,
        "when": when_in_words(event),
        "columns": [_("No."), _("Name"), _("Organisation"), _("Signature")],
        "sections": sections,
    }
    return pdf(TEMPLATE, data, title=_("Sign-in sheet: %(event)s") % {"event": event.title}, language=get_language())


def _section(title, detail, registrations):
    nobody = {"first_name": "", "last_name": "", "organisation": ""}
    people = [{name: getattr(registration, name) for name in nobody} for registration in registrations]
    return {"title": title, "detail": detail, "people": people + [nobody] * EMPTY_LINES}


def _detail(workshop):
    """The hours, the room and the speaker, as far as they are known."""
    slot, span = workshop.slot, ""
    if slot.starts_at:
        span = f"{hours.hour(slot.starts_at)} – {hours.hour(slot.ends_at)}"
    return " · ".join(filter(None, [span, workshop.room, workshop.speaker]))
