"""Meetings of the steering committee: planned, changed, called off; who was there, what was decided.

Every change locks the project, which has not ended, then the meeting, and decides on the fresh rows.
"""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal import coediting, notices
from portal.meetings import headings
from portal.versions import version_of

from .. import permissions
from ..models import Decision, MeetingGuest, SteeringMeeting
from ..refusals import ChangedMeanwhile, StudyRefusal
from .activity import note_activity
from .ended import still_open

WHEN_AND_WHERE = ("starts_at", "ends_at", "place", "link")
PLANNED = (*WHEN_AND_WHERE, "agenda")


@transaction.atomic
def plan_meeting(project, *, by, people=(), contacts=(), **planned):
    """A new meeting of `project` (`planned`: the fields of PLANNED); those invited get a mail with a calendar file."""
    project = still_open(project)
    if not permissions.can_write_study(by, project):
        raise StudyRefusal(_("The meetings of this project are not yours to plan."))
    meeting = SteeringMeeting(project=project, created_by=by, **planned)
    meeting.save()
    _invite(meeting, people, contacts)
    note_activity(project)
    return meeting


@transaction.atomic
def change_meeting(meeting, *, by, version, people=(), contacts=(), **planned):
    """Changes what was planned and invites more people. A new hour or place is told to all who were invited.

    `version` is the mark of the row the form was opened on. Raises ChangedMeanwhile, StudyRefusal.
    """
    fresh = _open(meeting, by)
    if version != version_of(fresh):
        raise ChangedMeanwhile
    is_moved = any(getattr(fresh, name) != planned[name] for name in WHEN_AND_WHERE)
    for name in PLANNED:
        setattr(fresh, name, planned[name])
    fresh.sequence += is_moved
    fresh.save()
    if is_moved:
        _tell_all("meeting_moved", fresh)
    _invite(fresh, people, contacts)
    return fresh


@transaction.atomic
def cancel_meeting(meeting, *, by, why=""):
    """Calls it off; all who were invited are told. Raises StudyRefusal where it is over or called off already."""
    fresh = _open(meeting, by)
    if fresh.is_past:
        raise StudyRefusal(_("This meeting is over: it cannot be called off."))
    fresh.cancelled_at, fresh.cancelled_why, fresh.sequence = timezone.now(), why, fresh.sequence + 1
    fresh.save()
    _tell_all("meeting_cancelled", fresh)


@transaction.atomic
def note_attendance(meeting, *, by, presences, name=""):
    """Who came: `presences` maps keys of guests to Presences; `name` adds somebody who came without invitation."""
    fresh = _open(meeting, by)
    for guest in fresh.guests.all():
        if guest.pk in presences and guest.presence != presences[guest.pk]:
            guest.presence = presences[guest.pk]
            guest.save(update_fields=["presence"])
    if name:
        MeetingGuest.objects.create(meeting=fresh, name=name, presence="present")


@transaction.atomic
def begin_minutes(meeting, *, by):
    """Makes the minutes, a heading for each item of the agenda as it stands; twice, the first ones stay."""
    fresh = _open(meeting, by)
    if fresh.minutes_id is None:
        fresh.minutes = coediting.create_document("minutes", by=by, content=headings(fresh.agenda_items))
        fresh.save(update_fields=["minutes"])
    return fresh


@transaction.atomic
def note_decision(meeting, *, by, text, person=None, charged_name="", due_on=None):
    """Notes what was decided, and who is in charge of it; somebody with a role is told by mail."""
    fresh = _open(meeting, by)
    decision = Decision.objects.create(
        meeting=fresh, text=text, person=person, charged_name="" if person else charged_name, due_on=due_on
    )
    note_activity(fresh.project)
    if person and person != by:
        notices.send("decision_charged", subject_id=decision.pk, key=f"decision-charged:{decision.pk}", person=person)
    return decision


@transaction.atomic
def settle_decision(decision, *, by, is_done):
    """Says that it is carried out, or (`is_done` false) not after all. Twice does no harm. Raises StudyRefusal.

    The end of a project does not forbid it: what was decided is carried out later too.
    """
    fresh = Decision.objects.select_for_update(of=("self",)).select_related("meeting__project").get(pk=decision.pk)
    if not permissions.can_settle(by, fresh):
        raise StudyRefusal(_("This decision is not yours to follow up."))
    if is_done != (fresh.done_at is not None):
        fresh.done_at, fresh.done_by = (timezone.now(), by) if is_done else (None, None)
        fresh.save(update_fields=["done_at", "done_by"])
        note_activity(fresh.meeting.project)


def _open(meeting, by):
    project = still_open(meeting.project)
    fresh = SteeringMeeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    fresh.project = project
    if not permissions.can_write_study(by, fresh.project):
        raise StudyRefusal(_("The meetings of this project are not yours to change."))
    if fresh.is_cancelled:
        raise StudyRefusal(_("This meeting was called off meanwhile."))
    return fresh


def _invite(meeting, people, contacts):
    """Makes guests of those who are none yet, and tells them where the meeting is still to come."""
    known = set(meeting.guests.values_list("person_id", flat=True))
    named = set(meeting.guests.filter(person=None).values_list("name", "email"))
    new = [MeetingGuest(meeting=meeting, person=person) for person in people if person.pk not in known]
    new += [
        MeetingGuest(meeting=meeting, name=contact.name, email=contact.email)
        for contact in contacts
        if (contact.name, contact.email) not in named
    ]
    for guest in new:
        guest.save()
        _tell("meeting_invitation", meeting, guest)


def _tell_all(kind, meeting):
    for guest in meeting.guests.select_related("person"):
        _tell(kind, meeting, guest)


def _tell(kind, meeting, guest):
    if meeting.is_past or not (guest.person or guest.email):
        return
    notices.send(
        kind,
        subject_id=guest.pk,
        key=f"{kind}:{guest.pk}:{meeting.sequence}",
        person=guest.person,
        to="" if guest.person else guest.email,
    )
