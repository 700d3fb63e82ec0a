"""A milestone's step from one status to the next, and whom it is told.

Every change of status locks the project, then the milestone, decides on the fresh rows, and adds a row to the
transition log.
"""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from portal import hours, notices

from ..models import Milestone, Transition
from ..people import leads_of
from .activity import note_activity
from .ended import still_open


def locked(milestone):
    """The milestone as it is now, held until the end of the transaction, its project before it.

    What is done notes its activity on the project: whoever held the milestone alone would wait there for somebody who
    holds the project and waits for the milestone. Raises ProjectEnded where the project has ended.
    """
    project = still_open(milestone.project)
    fresh = Milestone.objects.select_for_update(of=("self",)).get(pk=milestone.pk)
    fresh.project = project
    return fresh


def move(milestone, status, *, by, for_person=None, submission=None, reason="", since=None):
    """The only place where a status changes. `since` is when it began, where a step is taken back."""
    now = timezone.now()
    Transition.objects.create(
        milestone=milestone,
        from_status=milestone.status,
        to_status=status,
        by=by,
        for_person=for_person,
        submission=submission,
        reason=reason,
        at=now,
    )
    milestone.status, milestone.status_since = status, since or now
    # its history is the transition
    Milestone.objects.filter(pk=milestone.pk).update(status=status, status_since=milestone.status_since)
    note_activity(milestone.project, at=now)


def already(milestone):
    """What the person who comes second is told: where the milestone stands, who put it there and when."""
    last = milestone.transitions.select_related("by").last()
    if last is None:
        return _("Nothing has been submitted at this milestone yet.")
    moment = localtime(last.at)
    return _("Meanwhile %(person)s has acted: this milestone is “%(status)s” since %(date)s at %(time)s.") % {
        "person": last.by,
        "status": milestone.get_status_display(),
        "date": date_format(moment, "DATE_FORMAT"),
        "time": hours.hour(moment),
    }


def tell(kind, submission, person):
    """Tells one person of the submission's last step."""
    notices.send(kind, subject_id=submission.pk, key=f"{kind}:{_turn(submission)}:{person.pk}", person=person)


def tell_leads(kind, submission):
    """Tells the leads, and whose submission it is."""
    people = set(leads_of(submission.milestone.project)) | {submission.submitted_for}
    for person in people:
        tell(kind, submission, person)


def _turn(submission):
    """The submission and the last step of its milestone: accepted again after a reopening is told again."""
    return f"{submission.pk}:{submission.milestone.transitions.count()}"
