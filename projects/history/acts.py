"""What people did: submissions and decisions, reminders, visas, the end of the project."""

from django.utils.translation import gettext as _

from ..enums import MilestoneStatus, VisaStates
from ..models import Closing, Reminder, Transition, Visa
from ..permissions import can_read_closing, can_read_submission
from .entries import Entry


def steps(project, seen):
    """Every step of every milestone; what was written goes with it for who reads submissions."""
    rows = Transition.objects.filter(milestone__project=project)
    rows = rows.select_related("milestone", "by", "for_person", "submission")
    for row in rows:
        row.milestone.project = project
        submission = row.submission
        if submission:
            submission.milestone = row.milestone
        is_handed_in = row.to_status == MilestoneStatus.SUBMITTED
        is_read = submission and can_read_submission(seen.person, submission)
        is_taken_back = row.from_status == MilestoneStatus.SUBMITTED and submission and submission.withdrawn_at
        words = _("Submission withdrawn: %(milestone)s") if is_taken_back else _step_words()[row.to_status]
        yield Entry(
            row.at,
            "milestones",
            words % {"milestone": row.milestone.title},
            by=row.by,
            for_person=row.for_person,
            detail=row.reason if seen.submissions else "",
            url=submission.get_absolute_url() if is_read and is_handed_in else row.milestone.get_absolute_url(),
        )


def _step_words():
    return {
        MilestoneStatus.PENDING: _("Asked: %(milestone)s"),
        MilestoneStatus.SUBMITTED: _("Submitted: %(milestone)s"),
        MilestoneStatus.RETURNED: _("Returned to be corrected: %(milestone)s"),
        MilestoneStatus.ACCEPTED: _("Accepted: %(milestone)s"),
        MilestoneStatus.REOPENED: _("Reopened: %(milestone)s"),
    }


def reminders(project, seen):
    """Reminders that were sent, by hand or on schedule; an observer is not told of them."""
    if not seen.submissions:
        return
    for row in Reminder.objects.filter(milestone__project=project).select_related("milestone", "person", "by"):
        title = _("Reminder sent: %(milestone)s") % {"milestone": row.milestone.title}
        yield Entry(row.sent_at, "reminders", title, by=row.by, for_person=row.person)


def visas(project, seen):
    """Visas asked, given, refused; the director's word for those who prepare submissions."""
    rows = Visa.objects.filter(milestone__project=project)
    for row in rows.select_related("milestone", "prepared_by", "decided_by"):
        row.milestone.project = project
        names = {"milestone": row.milestone.title}
        url = row.get_absolute_url() if seen.preparations else ""
        yield Entry(row.asked_at, "visas", _("Visa asked: %(milestone)s") % names, by=row.prepared_by, url=url)
        if row.decided_at:
            words = {
                VisaStates.GIVEN: _("Visa given: %(milestone)s"),
                VisaStates.REFUSED: _("Visa not given: %(milestone)s"),
                VisaStates.WITHDRAWN: _("Visa no longer asked: %(milestone)s"),
            }
            detail = row.word if seen.preparations else ""
            yield Entry(row.decided_at, "visas", words[row.state] % names, by=row.decided_by, detail=detail, url=url)


def closings(project, seen):
    """The balance sheets of the project's end; their words for who may read them."""
    related = ("prepared_by", "submitted_by", "returned_by", "decided_by", "reopened_by")
    for row in Closing.objects.filter(project=project).select_related(*related):
        row.project = project
        may_read = can_read_closing(seen.person, row)
        ended = _("Project closed: %(outcome)s") % {"outcome": row.get_outcome_display()}
        told = [
            (row.prepared_at, _("Balance sheet begun"), row.prepared_by, ""),
            (row.submitted_at, _("Balance sheet handed in"), row.submitted_by, ""),
            (row.returned_at, _("Balance sheet returned"), row.returned_by, row.return_reason),
            (row.decided_at, ended, row.decided_by, ""),
            (row.reopened_at, _("Project reopened"), row.reopened_by, row.reopen_reason),
        ]
        for at, title, by, detail in told:
            if at:
                url = row.get_absolute_url() if may_read else ""
                yield Entry(at, "closing", title, by=by, detail=detail if may_read else "", url=url)
