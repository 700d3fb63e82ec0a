"""The mails of a steering committee meeting, each with its calendar file; a guest known by name only gets no link."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from portal import notices
from portal.calendars import CALENDAR_TYPE
from portal.meetings import calendar_file, numbered, when_in_words
from portal.notices import letter

from .. import permissions
from ..models import Decision, MeetingGuest
from .milestone import reply_to
from .rules import following, of_decision


@notices.mail("meeting_invitation")
def meeting_invitation(notice):
    """To a guest: when, where, about what. Nothing once it was called off."""
    guest = _guest(notice)
    if guest is None or guest.meeting.is_cancelled or _has_left(guest):
        return None
    return _letter(
        guest,
        _("%(meeting)s — %(project)s"),
        _("You are invited to the steering committee of the project. The calendar file is attached."),
    )


@notices.mail("meeting_moved")
def meeting_moved(notice):
    """To a guest: the new hour or place. Nothing once it was called off."""
    guest = _guest(notice)
    if guest is None or guest.meeting.is_cancelled or _has_left(guest):
        return None
    return _letter(
        guest,
        _("Changed: %(meeting)s — %(project)s"),
        _("The meeting has changed: here are its hour and place now. The calendar file replaces the first one."),
    )


@notices.mail("meeting_cancelled")
def meeting_cancelled(notice):
    """To a guest: it will not be held."""
    guest = _guest(notice)
    return guest and _letter(
        guest, _("Called off: %(meeting)s — %(project)s"), _("The meeting will not be held."), is_off=True
    )


@notices.mail("decision_charged", category=notices.Category.WAITS_FOR_ME, **following(of_decision))
def decision_charged(notice):
    """To who is in charge of a decision. Nothing once it is done."""
    decisions = Decision.objects.select_related("meeting__project", "person")
    decision = decisions.filter(pk=notice.subject_id, done_at=None).first()
    if decision is None or not permissions.can_follow(decision.person, decision.meeting.project):
        return None
    project = decision.meeting.project
    return letter(
        subject=_("You are in charge of a decision — %(project)s") % {"project": project.name},
        lines=[_("The steering committee has put you in charge of this:")],
        quote=decision.text,
        facts=[
            (_("Project"), project.name),
            (_("Meeting"), str(decision.meeting)),
            (_("For"), date_format(decision.due_on) if decision.due_on else ""),
        ],
        path=decision.meeting.get_absolute_url(),
        button=_("Follow it up"),
        reply_to=reply_to(project),
    )


def _letter(guest, subject, line, *, is_off=False):
    meeting = guest.meeting
    project = meeting.project
    follows = guest.person is not None and not _has_left(guest)
    attachment = notices.Attachment(_("meeting.ics"), calendar_file(meeting, of=project.name), CALENDAR_TYPE)
    return letter(
        subject=subject % {"meeting": str(meeting), "project": project.name},
        lines=[line],
        facts=[
            (_("Project"), project.name),
            (_("When"), when_in_words(meeting)),
            (_("Where"), meeting.place),
            (_("To join from afar"), "" if is_off else meeting.link),
            (_("Why"), meeting.cancelled_why),
        ],
        quote="" if is_off else numbered(meeting.agenda_items),
        path=meeting.get_absolute_url() if follows else "",
        button=_("Open the meeting"),
        attachments=[attachment],
        reply_to=reply_to(project),
    )


def _has_left(guest):
    return guest.person is not None and not permissions.can_follow(guest.person, guest.meeting.project)


def _guest(notice):
    return MeetingGuest.objects.select_related("meeting__project", "person").filter(pk=notice.subject_id).first()
