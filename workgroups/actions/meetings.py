"""Meetings of a group: planned, called off, answered."""

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal import notices

from .. import permissions
from ..models import GroupRole, Meeting, MeetingAnswer
from ..refusals import GroupRefusal
from .people import locked


@transaction.atomic
def plan_meeting(group, *, by, **planned):
    """A new meeting (`planned`: starts_at, ends_at, place, link, agenda); the group's people are told by mail."""
    group = locked(group)
    if not permissions.can_manage(by, group):
        raise GroupRefusal(_("Only the group's facilitator plans its meetings."))
    meeting = Meeting.objects.create(group=group, created_by=by, **planned)
    people = GroupRole.objects.current().filter(anchor=group).order_by().values("person_id")
    for person in get_user_model().objects.filter(pk__in=people, is_active=True):
        row = MeetingAnswer.objects.create(meeting=meeting, person=person)
        notices.send("group_meeting", subject_id=row.pk, key=f"group-meeting:{row.pk}", person=person)
    return meeting


@transaction.atomic
def cancel_meeting(meeting, *, by):
    """Calls it off; all who were told are told. Twice does no harm. Raises GroupRefusal where it is over."""
    fresh = _locked(meeting)
    if not permissions.can_manage(by, fresh.group):
        raise GroupRefusal(_("Only the group's facilitator calls its meetings off."))
    if fresh.is_past:
        raise GroupRefusal(_("This meeting is over: it cannot be called off."))
    if fresh.is_cancelled:
        return
    fresh.cancelled_at, fresh.sequence = timezone.now(), fresh.sequence + 1
    fresh.save(update_fields=["cancelled_at", "sequence"])
    for row in fresh.answers.select_related("person"):
        notices.send("group_meeting_off", subject_id=row.pk, key=f"group-meeting-off:{row.pk}", person=row.person)


@transaction.atomic
def answer_meeting(meeting, *, by, answer):
    """`by` says whether they come (one of Answers); again, it replaces what they said. Raises GroupRefusal."""
    fresh = _locked(meeting)
    if not permissions.can_answer(by, fresh):
        raise GroupRefusal(_("This meeting cannot be answered any more."))
    said = {"answer": answer, "answered_at": timezone.now()}
    MeetingAnswer.objects.update_or_create(meeting=fresh, person=by, defaults=said)


def _locked(meeting):
    return Meeting.objects.select_for_update(of=("self",)).select_related("group").get(pk=meeting.pk)
