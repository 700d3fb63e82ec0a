"""The calendar file (.ics) of a registration: it follows changes, since its UID stays and its SEQUENCE grows."""

from datetime import timedelta
from urllib.parse import urlsplit

import icalendar
from django.conf import settings
from django.utils import timezone

from portal import notices

CALENDAR_TYPE = "text/calendar"
A_YEAR = timedelta(days=366)  # around the event: the rules of the time zone that are written into the file


def calendar_file(registration):
    """The registration as an RFC 5545 calendar, in the language that is active."""
    event = registration.event
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//Portail IT77//Registrations//FR")
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if registration.is_cancelled else "PUBLISH")
    entry = icalendar.Event()
    entry.add("uid", f"{registration.public_id}@{urlsplit(settings.BASE_URL).hostname}")
    entry.add("sequence", registration.sequence)
    entry.add("dtstamp", timezone.now())
    entry.add("dtstart", timezone.localtime(event.starts_at))
    entry.add("dtend", timezone.localtime(event.ends_at))
    entry.add("summary", event.title)
    entry.add("location", ", ".join(filter(None, [event.venue, event.address])))
    entry.add("description", _description(registration))
    entry.add("status", _status(registration))
    entry.add("transp", "OPAQUE" if registration.is_confirmed else "TRANSPARENT")
    if not registration.is_cancelled:
        entry.add("url", notices.absolute(registration.personal_path()))
    calendar.add_component(entry)
    calendar.add_missing_timezones(first_date=event.starts_at.date() - A_YEAR, last_date=event.ends_at.date() + A_YEAR)
    return calendar.to_ical()


def _status(registration):
    if registration.is_cancelled:
        return "CANCELLED"
    return "CONFIRMED" if registration.is_confirmed else "TENTATIVE"


def _description(registration):
    lines = [booking.in_words for booking in registration.bookings.select_related("slot", "workshop")]
    return "\n".join([*lines, registration.event.access]).strip()
