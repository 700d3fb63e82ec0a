"""The mails about a group's meetings, with the calendar file; nothing to who has left the group."""

from django.utils.translation import gettext as _

from portal import notices
from portal.calendars import CALENDAR_TYPE
from portal.hours import hour
from portal.meetings import calendar_file, numbered, when_in_words

from ..meeting_links import answer_path
from ..models import MeetingAnswer
from ..people import addresses_of_facilitators
from ..permissions import takes_part


@notices.mail("group_meeting")
def group_meeting(notice):
    """To the group's people: a meeting, and the link that answers without logging in."""
    row = _row_to_come(notice)
    return row and _letter(row, _("%(meeting)s – %(group)s"), [_("Your group meets. Will you come?")], answer_path(row))


@notices.mail("group_meeting_changed")
def group_meeting_changed(notice):
    """To those who were told: how it stands now; asked again where their answer does not hold any more."""
    row = _row_to_come(notice)
    if row is None:
        return None
    lines = [_("This meeting has changed: here is how it stands now. The calendar file replaces the former one.")]
    if row.answer:
        lines.append(_("Your answer stays: %(answer)s.") % {"answer": row.get_answer_display()})
    else:
        lines.append(_("Please say whether you come."))
    return _letter(row, _("Changed: %(meeting)s – %(group)s"), lines, answer_path(row))


@notices.mail("group_meeting_off")
def group_meeting_off(notice):
    """To the same: it will not be held."""
    row = _row(notice)
    return row and _letter(row, _("Called off: %(meeting)s – %(group)s"), [_("This meeting will not be held.")], "")


def _row(notice):
    rows = MeetingAnswer.objects.select_related("meeting__group", "person")
    row = rows.filter(pk=notice.subject_id).first()
    return row if row and takes_part(row.person, row.meeting.group) else None


def _row_to_come(notice):
    row = _row(notice)
    return None if row is None or row.meeting.is_cancelled or row.meeting.is_past else row


def _letter(row, subject, lines, path):
    meeting = row.meeting
    begins = _("%(meeting)s at %(hour)s") % {"meeting": meeting, "hour": hour(meeting.starts_at)}
    calendar = calendar_file(meeting, of=meeting.group.name)
    return notices.letter(
        subject=subject % {"meeting": begins, "group": meeting.group.name},
        lines=lines,
        facts=[
            (_("Group"), meeting.group.name),
            (_("When"), when_in_words(meeting)),
            (_("Where"), meeting.place),
            (_("To join from afar"), meeting.link if path else ""),
        ],
        quote=numbered(meeting.agenda_items) if path else "",
        path=path,
        button=_("Say whether I come"),
        asks_who=False,
        attachments=[notices.Attachment(_("meeting.ics"), calendar, CALENDAR_TYPE)],
        reply_to=addresses_of_facilitators(meeting.group),
    )
