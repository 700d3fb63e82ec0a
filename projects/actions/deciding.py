"""What is answered to a submission: accept, return, reopen."""

from django.db import transaction
from django.utils.translation import gettext as _

from .. import permissions
from ..enums import MilestoneStatus
from ..models import CorrectionRequest
from ..refusals import MilestoneRefusal
from .steps import already, locked, move, tell_leads


@transaction.atomic
def accept_submission(milestone, *, by, number, remark=""):
    """Accepts submission `number`, the one the person has read. Raises MilestoneRefusal when it no longer waits."""
    submission = _submission_to_decide(milestone, by, number)
    move(submission.milestone, MilestoneStatus.ACCEPTED, by=by, submission=submission, reason=remark)
    tell_leads("milestone_accepted", submission)


@transaction.atomic
def return_submission(milestone, *, by, number, reason, text):
    """Returns submission `number` with a correction request (`reason`: CorrectionReasons), which is returned.

    Raises MilestoneRefusal when that submission no longer waits for a decision.
    """
    submission = _submission_to_decide(milestone, by, number)
    request = CorrectionRequest.objects.create(submission=submission, reason=reason, text=text, requested_by=by)
    move(submission.milestone, MilestoneStatus.RETURNED, by=by, submission=submission, reason=text)
    tell_leads("milestone_returned", submission)
    return request


@transaction.atomic
def reopen_milestone(milestone, *, by, reason):
    """Takes back an acceptance: the lead is asked for a new submission, and told why."""
    fresh = locked(milestone)
    if not permissions.can_reopen(by, fresh):
        raise MilestoneRefusal(already(fresh))
    submission = fresh.submissions.last()
    move(fresh, MilestoneStatus.REOPENED, by=by, submission=submission, reason=reason)
    tell_leads("milestone_reopened", submission)


def _submission_to_decide(milestone, by, number):
    fresh = locked(milestone)
    submission = fresh.submissions.last()
    if fresh.status != MilestoneStatus.SUBMITTED:
        raise MilestoneRefusal(already(fresh))
    if submission.number != number:
        raise MilestoneRefusal(_("A newer submission has come in: read it before you decide."))
    if not permissions.can_review(by, fresh):
        raise MilestoneRefusal(_("This milestone is not yours to review."))
    submission.milestone = fresh
    return submission
