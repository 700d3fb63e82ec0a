"""What is answered to a submission: accept, return, reopen."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from .. import permissions
from ..enums import MilestoneStatus
from ..models import CorrectionItem, CorrectionRequest, Deliverable
from ..refusals import MilestoneRefusal
from ..working_days import is_working_day, on_or_after
from .steps import already, locked, move, tell_leads
from .withdrawing import note_reading


@transaction.atomic
def accept_submission(milestone, *, by, number, remark=""):
    """Accepts submission `number`, the one the person has read. Raises MilestoneRefusal when it no longer waits."""
    submission = _submission_to_decide(milestone, by, number)
    move(submission.milestone, MilestoneStatus.ACCEPTED, by=by, submission=submission, reason=remark)
    tell_leads("milestone_accepted", submission)


@dataclass(frozen=True)
class Asked:
    """One thing to correct (`reason`: CorrectionReasons): in `piece`, a deliverable, or in the whole."""

    reason: str
    text: str
    piece: Deliverable | None = None

    def __str__(self):
        return f"{self.piece.name}: {self.text}" if self.piece else self.text


@transaction.atomic
def return_submission(milestone, *, by, number, items, due_on=None):
    """Returns submission `number` with a correction request, which is returned; `items` are Asked, at least one.

    `due_on`, a working day, is the milestone's date from now on. Raises MilestoneRefusal when that submission no
    longer waits for a decision, when an item is about a piece of another one, or for a day nobody can be asked for.
    """
    submission = _submission_to_decide(milestone, by, number)
    fresh = submission.milestone
    _refuse_items(submission, items)
    request = CorrectionRequest.objects.create(
        submission=submission, requested_by=by, due_on=due_on, due_before=fresh.due_on
    )
    CorrectionItem.objects.bulk_create(
        CorrectionItem(request=request, piece=item.piece, reason=item.reason, text=item.text) for item in items
    )
    if due_on:
        refuse_unworkable(due_on)
        fresh.due_on, fresh._history_user = due_on, by
        fresh.save(update_fields=["due_on"])
    reason = "\n\n".join(map(str, items))
    move(fresh, MilestoneStatus.RETURNED, by=by, submission=submission, reason=reason)
    tell_leads("milestone_returned", submission)
    return request


def refuse_unworkable(day):
    """Raises MilestoneRefusal for a day that is past or on which nobody works, naming the one to take instead."""
    if day < timezone.localdate():
        raise MilestoneRefusal(_("This date has passed: choose today or a later day."))
    if not is_working_day(day):
        raise MilestoneRefusal(
            _("%(day)s is not a working day; the next one is %(next)s.")
            % {"day": _in_words(day), "next": _in_words(on_or_after(day))}
        )


def _in_words(day):
    return date_format(day, "l j F Y")


def _refuse_items(submission, items):
    pieces = set(submission.deliverables.all())
    if not items or any(item.piece and item.piece not in pieces for item in items):
        raise MilestoneRefusal(_("Say what has to be corrected, in the whole or in one of its files."))


@transaction.atomic
def reopen_milestone(milestone, *, by, reason):
    """Takes back an acceptance: the lead is asked for a new submission, and told why."""
    fresh = locked(milestone)
    if not permissions.can_reopen(by, fresh):
        raise MilestoneRefusal(already(fresh))
    submission = fresh.submissions.standing().last()
    move(fresh, MilestoneStatus.REOPENED, by=by, submission=submission, reason=reason)
    tell_leads("milestone_reopened", submission)


def _submission_to_decide(milestone, by, number):
    fresh = locked(milestone)
    submission = fresh.submissions.standing().last()
    if fresh.status != MilestoneStatus.SUBMITTED:
        raise MilestoneRefusal(already(fresh))
    if submission.number != number:
        raise MilestoneRefusal(_("A newer submission has come in: read it before you decide."))
    if not permissions.can_review(by, fresh):
        raise MilestoneRefusal(_("This milestone is not yours to review."))
    submission.milestone = fresh
    note_reading(submission, by)
    return submission
