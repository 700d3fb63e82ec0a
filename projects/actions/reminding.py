"""Reminding the leads of what is asked."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal import notices

from .. import permissions
from ..models import Reminder
from ..people import leads_of
from ..refusals import MilestoneRefusal
from .steps import already, locked


@transaction.atomic
def send_reminder(milestone, *, by=None, today=None):
    """Reminds the leads of what is asked; `by` is None when the schedule does it. Returns the people reminded.

    Nobody is reminded of the same milestone twice the same day. Raises MilestoneRefusal when there is nobody to
    remind, nothing is asked from them, or all have been reminded today.
    """
    fresh = locked(milestone)
    if by is not None and not permissions.can_remind(by, fresh):
        raise MilestoneRefusal(already(fresh))
    today = today or timezone.localdate()
    people = list(leads_of(fresh.project, with_contributors=False))
    if not people:
        raise MilestoneRefusal(_("This project has no lead to remind: give the role to somebody first."))
    reminded = set(fresh.reminders.filter(sent_on=today).values_list("person_id", flat=True))
    people = [person for person in people if person.pk not in reminded]
    if not people:
        raise MilestoneRefusal(_("The reminder has already been sent today."))
    for person in people:
        reminder = Reminder.objects.create(milestone=fresh, person=person, by=by, sent_on=today)
        notices.send(
            "milestone_reminder", subject_id=reminder.pk, key=f"milestone-reminder:{reminder.pk}", person=person
        )
    return people
