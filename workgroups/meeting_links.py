"""What a meeting's mail carries: its calendar file and the link that answers without logging in."""

from datetime import timedelta

import icalendar
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from portal import notices, tokens
from portal.calendars import new_calendar, uid_of

PURPOSE = "group-meeting-answer"


def answer_path(row):
    """Where the person of `row` answers; good until the meeting is over."""
    left = max(row.meeting.ends_at - timezone.now(), timedelta())
    token = tokens.sign(PURPOSE, str(row.public_id), days=left.days + 1)
    return reverse("workgroups:meeting-answer", args=[row.meeting.group.slug, token])


def when_in_words(meeting):
    """The day and the hours, in Paris."""
    start, end = timezone.localtime(meeting.starts_at), timezone.localtime(meeting.ends_at)
    return _("%(day)s, %(start)s to %(end)s") % {
        "day": date_format(start, "l j F Y"),
        "start": f"{start:%H:%M}",
        "end": f"{end:%H:%M}" if end.date() == start.date() else f"{date_format(end, 'l j F')} {end:%H:%M}",
    }


def calendar_file(meeting):
    """The bytes of the .ics of `meeting`, in the language that is active."""
    calendar = new_calendar("Meetings", method="CANCEL" if meeting.is_cancelled else "PUBLISH")
    entry = icalendar.Event()
    entry.add("uid", uid_of(meeting.public_id))
    entry.add("sequence", meeting.sequence)
    entry.add("dtstamp", timezone.now())
    entry.add("dtstart", timezone.localtime(meeting.starts_at))
    entry.add("dtend", timezone.localtime(meeting.ends_at))
    entry.add("summary", f"{meeting} – {meeting.group.name}")
    entry.add("location", meeting.place or meeting.link)
    entry.add("description", "\n".join([*meeting.agenda_items, meeting.link]).strip())
    entry.add("status", "CANCELLED" if meeting.is_cancelled else "CONFIRMED")
    if not meeting.is_cancelled:
        entry.add("url", notices.absolute(meeting.get_absolute_url()))
    calendar.add_component(entry)
    return calendar.to_ical()
