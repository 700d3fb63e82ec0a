"""What "Mon espace" shows of a group's meetings: to answer, to do, to read, to adopt."""

from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from portal.roles import WaitingItem

from . import permissions
from .enums import MinutesStatus
from .models import Attendance, GroupAction, GroupRole, Meeting, Minutes


def waiting_for(person):
    """What meetings ask of `person`; at a constant cost."""
    return [*_meetings(person), *_actions(person), *_to_read(person), *_to_adopt(person)]


def _meetings(person):
    groups = GroupRole.objects.current().filter(person=person).order_by().values("anchor_id")
    told = Meeting.objects.to_come().filter(answers__person=person, answers__answer="", group__in=groups)
    return [
        WaitingItem(
            title=str(meeting),
            detail=meeting.group.name,
            url=meeting.get_absolute_url(),
            action=_("Say whether I come"),
            due=meeting.starts_at,
        )
        for meeting in told.select_related("group")
    ]


def _actions(person):
    """What they are to do, in the groups they still see."""
    actions = GroupAction.objects.visible_to(person).to_do().filter(person=person).select_related("group")
    return [
        WaitingItem(
            title=Truncator(action.text).chars(120),
            detail=action.group.name,
            url=action.get_absolute_url(),
            action=_("See the action"),
            due=action.due_on,
            is_late=action.is_late,
        )
        for action in actions
    ]


def _to_read(person):
    """Minutes of meetings at which they were, until the last day for remarks."""
    groups = GroupRole.objects.current().filter(person=person).order_by().values("anchor_id")
    there = Attendance.objects.there().filter(person=person).values("meeting_id")
    out = Minutes.objects.filter(
        status=MinutesStatus.READ, remarks_until__gte=timezone.localdate(), meeting__in=there, meeting__group__in=groups
    ).exclude(notes__by=person)
    return [
        _minutes_item(minutes, _("Read the minutes"), minutes.remarks_until)
        for minutes in out.select_related("meeting__group")
    ]


def _to_adopt(person):
    """Minutes whose time for remarks is over, for who runs the group."""
    groups = permissions.managed_by(person).values("pk")
    over = Minutes.objects.to_adopt().filter(meeting__group__in=groups)
    return [
        _minutes_item(minutes, _("Adopt the minutes"), None, f"{minutes.meeting.get_absolute_url()}#minutes")
        for minutes in over.select_related("meeting__group")
    ]


def _minutes_item(minutes, action, due, url=""):
    return WaitingItem(
        title=str(minutes),
        detail=minutes.meeting.group.name,
        url=url or minutes.get_absolute_url(),
        action=action,
        due=due,
    )
