"""A meeting as a calendar file: it follows changes, since its identifier stays and its sequence grows."""

import icalendar
from django.utils import timezone

from portal import notices
from portal.calendars import new_calendar, uid_of


def calendar_file(meeting):
    """The bytes of the .ics of `meeting`, in the language that is active."""
    calendar = new_calendar("Meetings", method="CANCEL" if meeting.is_cancelled else "PUBLISH")
    entry = icalendar.Event()
    entry.add("uid", uid_of(meeting.public_id))
    entry.add("sequence", meeting.sequence)
    entry.add("dtstamp", timezone.now())
    entry.add("dtstart", timezone.localtime(meeting.starts_at))
    entry.add("dtend", timezone.localtime(meeting.ends_at))
    entry.add("summary", f"{meeting} – {meeting.project.name}")
    entry.add("location", meeting.place or meeting.link)
    entry.add("description", "\n".join([*meeting.agenda_items, meeting.link]).strip())
    entry.add("status", "CANCELLED" if meeting.is_cancelled else "CONFIRMED")
    if not meeting.is_cancelled:
        entry.add("url", notices.absolute(meeting.get_absolute_url()))
    calendar.add_component(entry)
    return calendar.to_ical()
