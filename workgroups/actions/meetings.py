"""Meetings of a group: planned, changed, called off, answered; who was there.

Every act locks the meeting and decides on the fresh row.
"""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal import notices
from portal.versions import version_of

from .. import permissions
from ..enums import MinutesStatus, Presences
from ..models import Attendance, Meeting, MeetingAnswer, Minutes
from ..people import people_of
from ..refusals import ChangedMeanwhile, GroupRefusal
from .people import locked

HOURS = ("starts_at", "ends_at")
PLANNED = (*HOURS, "place", "link", "agenda")


@transaction.atomic
def plan_meeting(group, *, by, **planned):
    """A new meeting (`planned`: the fields of PLANNED); the group's people are told by mail."""
    group = locked(group)
    if not permissions.can_manage(by, group):
        raise GroupRefusal(_("Only the group's facilitator plans its meetings."))
    meeting = Meeting.objects.create(group=group, created_by=by, **planned)
    _invite(meeting)
    return meeting


@transaction.atomic
def change_meeting(meeting, *, by, version, **planned):
    """Changes what was planned; everybody told of it is told again, with a calendar file that replaces the first.

    Other hours ask everybody again. `version` is the mark of the row the form was opened on.
    Raises ChangedMeanwhile, GroupRefusal.
    """
    fresh = _locked(meeting)
    if not permissions.can_change_meeting(by, fresh):
        raise GroupRefusal(_("This meeting cannot be changed any more, or is not yours to change."))
    if version != version_of(fresh):
        raise ChangedMeanwhile
    changed = {name for name in PLANNED if getattr(fresh, name) != planned[name]}
    if not changed:
        return fresh
    for name in changed:
        setattr(fresh, name, planned[name])
    fresh.sequence, fresh.changed_at = fresh.sequence + 1, timezone.now()
    fresh.save()
    if changed & set(HOURS):
        fresh.answers.update(answer="", answered_at=None)
    _tell_all("group_meeting_changed", fresh)
    _invite(fresh)
    return fresh


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
    _tell_all("group_meeting_off", fresh)


@transaction.atomic
def answer_meeting(meeting, *, by, answer):
    """`by` says whether they come (one of MeetingAnswers); again, it replaces what they said. Raises GroupRefusal."""
    fresh = _locked(meeting)
    if not permissions.can_answer(by, fresh):
        raise GroupRefusal(_("This meeting cannot be answered any more."))
    said = {"answer": answer, "answered_at": timezone.now()}
    MeetingAnswer.objects.update_or_create(meeting=fresh, person=by, defaults=said)


@transaction.atomic
def note_attendance(meeting, *, by, people=(), guests=(), name=""):
    """Who was there: `people` maps keys of people, `guests` keys of attendance rows without one, to Presences.

    What they do not name stays, so that two can tick at once; `name` adds somebody who came without being expected.
    Raises GroupRefusal.
    """
    fresh = _locked(meeting)
    if not permissions.can_note_attendance(by, fresh):
        raise GroupRefusal(_("The attendance cannot be noted now, or is not yours to note."))
    if Minutes.objects.filter(meeting=fresh, status=MinutesStatus.ADOPTED).exists():
        raise GroupRefusal(_("The minutes are adopted: the attendance stays as it is in them."))
    noted = {"noted_by": by, "noted_at": timezone.now()}
    for key, presence in dict(people).items():
        Attendance.objects.update_or_create(meeting=fresh, person_id=key, defaults={"presence": presence, **noted})
    for key, presence in dict(guests).items():
        Attendance.objects.filter(meeting=fresh, person=None, pk=key).update(presence=presence, **noted)
    if name.strip():
        Attendance.objects.create(meeting=fresh, name=name.strip(), presence=Presences.PRESENT, **noted)


def _locked(meeting):
    return Meeting.objects.select_for_update(of=("self",)).select_related("group").get(pk=meeting.pk)


def _invite(meeting):
    """Tells those of the group who were not told yet."""
    for person in people_of(meeting.group).exclude(pk__in=meeting.answers.values("person_id")):
        _tell("group_meeting", MeetingAnswer.objects.create(meeting=meeting, person=person), meeting)


def _tell_all(kind, meeting):
    for row in meeting.answers.select_related("person"):
        _tell(kind, row, meeting)


def _tell(kind, row, meeting):
    notices.send(kind, subject_id=row.pk, key=f"{kind}:{row.pk}:{meeting.sequence}", person=row.person)
