"""Postponing the reminders of a milestone: somebody has said when they will answer."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from .. import permissions
from ..models import Snooze
from ..refusals import MilestoneRefusal
from .steps import already, locked

LONGEST = timedelta(days=365)


@transaction.atomic
def snooze_reminders(milestone, *, by, until, reason):
    """Holds back the reminders of a milestone, by hand and on schedule, until the day `until`; returns the Snooze.

    One that is in force already is replaced. Raises MilestoneRefusal for a day that is not within the year to come, or
    when nothing is asked from the leads.
    """
    fresh = locked(milestone)
    if not permissions.can_remind(by, fresh):
        raise MilestoneRefusal(already(fresh))
    today = timezone.localdate()
    if not today < until <= today + LONGEST:
        raise MilestoneRefusal(_("Choose a day within the year to come."))
    _end_open(fresh, by)
    return Snooze.objects.create(milestone=fresh, until=until, reason=reason.strip(), by=by)


@transaction.atomic
def end_snooze(milestone, *, by):
    """Lets the reminders of a milestone leave again. Raises MilestoneRefusal when none is postponed any more."""
    fresh = locked(milestone)
    if not permissions.may_review_here(by, fresh):
        raise MilestoneRefusal(_("This milestone is not yours to review."))
    if not fresh.snoozes.in_force().exists():
        raise MilestoneRefusal(_("The reminders of this milestone are no longer postponed."))
    _end_open(fresh, by)


def _end_open(milestone, by):
    milestone.snoozes.filter(ended_at=None).update(ended_at=timezone.now(), ended_by=by)
