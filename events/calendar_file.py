"""The calendar file (.ics) of a registration: it follows changes, since its UID stays and its SEQUENCE grows."""

import icalendar
from django.utils import timezone

from portal import notices
from portal.calendars import new_calendar, uid_of

from .enums import EventStatus
from .moments import place_in_words


def calendar_file(registration, bookings=None):
    """The registration as an RFC 5545 calendar, in the language that is active; `bookings` saves a query."""
    event = registration.event
    is_off = registration.is_cancelled or event.status == EventStatus.CANCELLED
    calendar = new_calendar("Registrations", method="CANCEL" if is_off else "PUBLISH")
    entry = icalendar.Event()
    entry.add("uid", uid_of(registration.public_id))
    entry.add("sequence", _sequence(registration))
    entry.add("dtstamp", timezone.now())
    entry.add("dtstart", timezone.localtime(event.starts_at))
    entry.add("dtend", timezone.localtime(event.ends_at))
    entry.add("summary", event.title)
    entry.add("location", place_in_words(event))
    entry.add("description", _description(registration, bookings))
    entry.add("status", _status(registration, is_off))
    entry.add("transp", "OPAQUE" if registration.is_confirmed and not is_off else "TRANSPARENT")
    if not is_off:
        entry.add("url", notices.absolute(registration.personal_path()))
    calendar.add_component(entry)
    return calendar.to_ical()


def _sequence(registration):
    """Counts what changed about it: the registration itself, the programme, and at last that it is called off."""
    event = registration.event
    return registration.sequence + event.changes.count() + (event.status == EventStatus.CANCELLED)


def _status(registration, is_off):
    if is_off:
        return "CANCELLED"
    return "CONFIRMED" if registration.is_confirmed else "TENTATIVE"


def _description(registration, bookings):
    if bookings is None:
        bookings = registration.bookings.with_workshop()
    lines = [booking.in_words for booking in bookings]
    return "\n".join([*lines, registration.event.directions]).strip()
