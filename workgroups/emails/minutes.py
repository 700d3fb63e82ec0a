"""The mails about minutes: read by those who were there, then adopted."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from portal import notices, paper

from ..enums import MinutesStatus
from ..models import Minutes
from ..papers import state_in_words
from ..people import addresses_of_facilitators
from .rules import of_minutes, reading


@notices.mail("group_minutes_read", category=notices.Category.WAITS_FOR_ME, **reading(of_minutes))
def group_minutes_read(notice):
    """To who was there: the minutes, and until when to say what should be otherwise."""
    minutes = _minutes(notice)
    if minutes is None or minutes.status != MinutesStatus.READ or not minutes.is_out:
        return None
    until = date_format(minutes.remarks_until)
    return _letter(
        minutes,
        _("Minutes of the %(day)s to read – %(group)s"),
        [
            _("You were at this meeting: please read its minutes."),
            _("You can say what should be otherwise until %(day)s. They are adopted afterwards.") % {"day": until},
        ],
        _("Read the minutes"),
    )


@notices.mail("group_minutes_adopted", category=notices.Category.EVERYTHING, **reading(of_minutes))
def group_minutes_adopted(notice):
    """To the group's people: the minutes as they are from now on, with their PDF."""
    minutes = _minutes(notice)
    if minutes is None or not minutes.is_adopted:
        return None
    with minutes.pdf.open("rb") as stored:
        attachment = notices.Attachment(_("minutes.pdf"), stored.read(), paper.PDF_TYPE)
    return _letter(
        minutes,
        _("Minutes of the %(day)s adopted – %(group)s"),
        [_("The minutes are %(state)s. They do not change any more; the PDF is attached.") % _state(minutes)],
        _("Open the minutes"),
        facts=[(_("SHA-256 checksum"), minutes.sha256)],
        attachments=[attachment],
    )


def _state(minutes):
    return {"state": state_in_words(minutes)}


def _minutes(notice):
    related = Minutes.objects.select_related("meeting__group", "adopted_in")
    return related.filter(pk=notice.subject_id).first()


def _letter(minutes, subject, lines, button, *, facts=(), attachments=()):
    group, day = minutes.meeting.group, date_format(timezone.localtime(minutes.meeting.starts_at), "DATE_FORMAT")
    return notices.letter(
        subject=subject % {"group": group.name, "day": day},
        lines=lines,
        facts=[(_("Group"), group.name), (_("Meeting"), str(minutes.meeting)), *facts],
        path=minutes.get_absolute_url(),
        button=button,
        attachments=attachments,
        reply_to=addresses_of_facilitators(group),
    )
