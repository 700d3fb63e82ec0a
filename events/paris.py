"""The time zone of calendar files, as two yearly rules: the shortest form, and one that every calendar reads.

(A list of dates, which icalendar writes by itself, is read to its first date only by vobject and others.)
"""

import icalendar

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
