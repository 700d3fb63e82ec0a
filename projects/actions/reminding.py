"""Reminding the referent of what is asked, by mail or otherwise; never twice the same day."""

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from portal import notices

from .. import permissions
from ..enums import ReminderKinds
from ..models import Reminder
from ..people import leads_of, reminded_of
from ..refusals import MilestoneRefusal
from .steps import already, locked


@transaction.atomic
def send_reminder(milestone, *, by=None, today=None):
    """Reminds the referent (or else the leads) of what is asked; `by` is None when the schedule does it.

    Returns the people reminded. Raises MilestoneRefusal when there is nobody to remind, nothing is asked from them,
    the reminders are postponed, or somebody has been reminded today, by mail or otherwise.
    """
    fresh = locked(milestone)
    if by is not None and not permissions.can_remind(by, fresh):
        raise MilestoneRefusal(already(fresh))
    today = today or timezone.localdate()
    people = list(reminded_of(fresh.project))
    if not people:
        raise MilestoneRefusal(_("This project has no lead to remind: give the role to somebody first."))
    if snooze := fresh.snoozes.in_force(today).first():
        day = date_format(snooze.until, "DATE_FORMAT")
        raise MilestoneRefusal(_("The reminders of this milestone are postponed until %(date)s.") % {"date": day})
    if fresh.reminders.filter(sent_on=today).exists():
        raise MilestoneRefusal(_("The reminder has already been sent today."))
    for person in people:
        reminder = Reminder.objects.create(milestone=fresh, person=person, by=by, sent_on=today)
        notices.send(
            "milestone_reminder", subject_id=reminder.pk, key=f"milestone-reminder:{reminder.pk}", person=person
        )
    return people


def send_reminders(milestones, *, by):
    """Reminds of several milestones, each for itself: what is refused holds nothing back.

    Returns (people reminded of each, as pairs (milestone, people); refusals, as pairs (milestone, MilestoneRefusal)).
    """
    sent, refused = [], []
    for milestone in milestones:
        try:
            sent.append((milestone, send_reminder(milestone, by=by)))
        except MilestoneRefusal as refusal:
            refused.append((milestone, refusal))
    return sent, refused


@transaction.atomic
def log_reminder(milestone, *, by, person, kind, note="", on=None):
    """Notes that a lead was reminded outside of the portal (`kind`: ReminderKinds) on a day, today by default.

    It counts as the reminder of that day. Raises MilestoneRefusal when there is one already, when nothing is asked
    from the leads, when the day is still to come, or when `person` is no lead.
    """
    fresh = locked(milestone)
    if not permissions.can_remind(by, fresh):
        raise MilestoneRefusal(already(fresh))
    today = timezone.localdate()
    on = on or today
    if on > today:
        raise MilestoneRefusal(_("This day is still to come: note the reminder once it is made."))
    if kind == ReminderKinds.PORTAL:
        raise MilestoneRefusal(_("What the portal sends is noted by itself."))
    if not leads_of(fresh.project).filter(pk=person.pk).exists():
        raise MilestoneRefusal(_("%(person)s is not a lead of this project.") % {"person": person})
    if fresh.reminders.filter(sent_on=on).exists():
        raise MilestoneRefusal(_("A reminder of this milestone has already been made on that day."))
    return Reminder.objects.create(milestone=fresh, person=person, by=by, kind=kind, note=note.strip(), sent_on=on)
