"""What meetings of projects and of groups share: what is read off one, its hours in words, its calendar file."""

import icalendar
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from portal import hours, notices
from portal.calendars import new_calendar, uid_of


class ReadOff:
    """For a model with starts_at, ends_at, place, link, agenda (an item a line), cancelled_at, sequence, public_id."""

    @property
    def is_cancelled(self):
        """Whether it was called off."""
        return self.cancelled_at is not None

    @property
    def has_come(self):
        """Whether its day has come, in Paris."""
        return timezone.localdate(self.starts_at) <= timezone.localdate()

    @property
    def is_past(self):
        """Whether it is over."""
        return self.ends_at < timezone.now()

    @property
    def agenda_items(self):
        """The agenda, an item each."""
        return [line.strip() for line in self.agenda.splitlines() if line.strip()]


def when_in_words(meeting):
    """The day and the hours, in Paris."""
    start, end = timezone.localtime(meeting.starts_at), timezone.localtime(meeting.ends_at)
    return _("%(day)s, %(start)s to %(end)s") % {
        "day": date_format(start, "l j F Y"),
        "start": hours.hour(start),
        "end": hours.hour(end) if end.date() == start.date() else f"{date_format(end, 'l j F')} {hours.hour(end)}",
    }


def numbered(items):
    """The items of an agenda, a numbered line each."""
    return "\n".join(f"{number}. {item}" for number, item in enumerate(items, 1))


def calendar_file(meeting, *, of):
    """The bytes of the .ics of `meeting` `of` a project or group (its name), in the language that is active.

    Calendars follow its changes, since its identifier stays and its sequence grows.
    """
    calendar = new_calendar("Meetings", method="CANCEL" if meeting.is_cancelled else "PUBLISH")
    entry = icalendar.Event()
    entry.add("uid", uid_of(meeting.public_id))
    entry.add("sequence", meeting.sequence)
    entry.add("dtstamp", timezone.now())
    entry.add("dtstart", timezone.localtime(meeting.starts_at))
    entry.add("dtend", timezone.localtime(meeting.ends_at))
    entry.add("summary", f"{meeting} – {of}")
    entry.add("location", meeting.place or meeting.link)
    entry.add("description", "\n".join([*meeting.agenda_items, meeting.link]).strip())
    entry.add("status", "CANCELLED" if meeting.is_cancelled else "CONFIRMED")
    if not meeting.is_cancelled:
        entry.add("url", notices.absolute(meeting.get_absolute_url()))
    calendar.add_component(entry)
    return calendar.to_ical()


def headings(items):
    """The text minutes begin with, as the editor keeps it: a heading for each item; None without any."""
    if not items:
        return None
    content = []
    for item in items:
        content.append({"type": "heading", "attrs": {"level": 1}, "content": [{"type": "text", "text": item}]})
        content.append({"type": "paragraph"})
    return {"type": "doc", "content": content}
