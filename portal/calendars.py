"""What calendar files (.ics, RFC 5545) have in common: their head, the identifiers, the time zone.

The time zone is two yearly rules: the shortest form, and one that every calendar reads.

(A list of dates, which icalendar writes by itself, is read to its first date only by vobject and others.)
"""

from urllib.parse import urlsplit

import icalendar
from django.conf import settings

CALENDAR_TYPE = "text/calendar"

# Since 1996 (directive 2000/84/EC): the last Sundays of March and October, at 01:00 UTC.
PARIS = b"""BEGIN:VTIMEZONE
TZID:Europe/Paris
BEGIN:DAYLIGHT
DTSTART:19960331T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
"""


def time_zone():
    """The component to put before what happens."""
    return icalendar.Timezone.from_ical(PARIS.replace(b"\n", b"\r\n"))


def new_calendar(about, *, method="PUBLISH"):
    """An empty calendar `about` something (an English word for its maker's name); `method` "CANCEL" calls off."""
    calendar = icalendar.Calendar()
    calendar.add("prodid", f"-//Portail IT77//{about}//FR")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    calendar.add_component(time_zone())
    return calendar


def uid_of(public_id):
    """The identifier of what happens: the same in every file about it, so that calendars replace what they had."""
    return f"{public_id}@{urlsplit(settings.BASE_URL).hostname}"
