"""The mails about a group's meetings, with the calendar file; nothing to who has left the group."""

from django.utils.translation import gettext as _

from portal import notices
from portal.calendars import CALENDAR_TYPE
from portal.meetings import calendar_file, numbered, when_in_words

from ..meeting_links import answer_path
from ..models import MeetingAnswer
from ..people import facilitators_of
from ..permissions import takes_part


@notices.mail("group_meeting")
def group_meeting(notice):
    """To the group's people: a meeting, and the link that answers without logging in."""
    row = _row(notice)
    if row is None or row.meeting.is_cancelled or row.meeting.is_past:
        return None
    return _letter(row, _("%(group)s: %(meeting)s"), _("Your group meets. Will you come?"), answer_path(row))


@notices.mail("group_meeting_off")
def group_meeting_off(notice):
    """To the same: it will not be held."""
    row = _row(notice)
    return row and _letter(row, _("Called off – %(group)s: %(meeting)s"), _("This meeting will not be held."), "")


def _row(notice):
    rows = MeetingAnswer.objects.select_related("meeting__group", "person")
    row = rows.filter(pk=notice.subject_id).first()
    return row if row and takes_part(row.person, row.meeting.group) else None


def _letter(row, subject, line, path):
    meeting = row.meeting
    calendar = calendar_file(meeting, of=meeting.group.name)
    return notices.letter(
        subject=subject % {"meeting": str(meeting), "group": meeting.group.name},
        lines=[line],
        facts=[
            (_("Group"), meeting.group.name),
            (_("When"), when_in_words(meeting)),
            (_("Where"), meeting.place),
            (_("To join from afar"), meeting.link if path else ""),
        ],
        quote=numbered(meeting.agenda_items) if path else "",
        path=path,
        button=_("Say whether I come"),
        attachments=[notices.Attachment(_("meeting.ics"), calendar, CALENDAR_TYPE)],
        reply_to=[person.email for person in facilitators_of(meeting.group) if person.email],
    )
