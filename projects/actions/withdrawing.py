"""Taking back what was handed in, until somebody has begun to review it."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal import hours, notices

from .. import permissions
from ..models import Deposit, Submission, SubmissionDraft
from ..refusals import MilestoneRefusal
from .steps import already, locked, move


@transaction.atomic
def begin_review(submission, *, by):
    """Notes who looks at a submission first, after which it can no longer be withdrawn. Returns the submission.

    A second reader changes nothing. Raises MilestoneRefusal when it was withdrawn or decided meanwhile.
    """
    milestone = locked(submission.milestone)
    fresh = Submission.objects.get(pk=submission.pk)
    fresh.milestone = milestone
    if fresh.withdrawn_at or not permissions.can_review(by, milestone):
        raise MilestoneRefusal(already(milestone))
    note_reading(fresh, by)
    return fresh


def note_reading(submission, by):
    """Under the lock of the milestone: the first reader, if nobody was before."""
    if submission.first_read_at is None:
        submission.first_read_at, submission.first_read_by = timezone.now(), by
        submission.save(update_fields=["first_read_at", "first_read_by"])


@transaction.atomic
def withdraw_submission(submission, *, by):
    """Takes a submission back: the milestone stands where it stood, words and files are back in the form of `by`.

    Its notice leaves the bells of the accompaniers, who are told. Raises MilestoneRefusal once it is being reviewed.
    """
    milestone = locked(submission.milestone)
    fresh = Submission.objects.select_related("first_read_by").get(pk=submission.pk)
    fresh.milestone = milestone
    if not permissions.can_withdraw(by, fresh):
        raise MilestoneRefusal(_too_late(fresh))
    came = fresh.transitions.get(to_status=milestone.status)
    before = milestone.transitions.filter(to_status=came.from_status, pk__lt=came.pk).last()
    fresh.withdrawn_at, fresh.withdrawn_by = timezone.now(), by
    fresh.save(update_fields=["withdrawn_at", "withdrawn_by"])
    move(milestone, came.from_status, by=by, submission=fresh, since=before.at if before else None)
    Deposit.objects.filter(taken_into=fresh).update(taken_into=None)
    _give_back_words(fresh, by)
    for person in notices.drop("submission_to_review", subject_id=fresh.pk):
        key = f"submission_withdrawn:{fresh.pk}:{person.pk}"
        notices.send("submission_withdrawn", subject_id=fresh.pk, key=key, person=person)
    return fresh


def _too_late(submission):
    if submission.first_read_at and not submission.withdrawn_at:
        return _("%(person)s has begun the review on %(date)s: it can no longer be withdrawn.") % {
            "person": submission.first_read_by,
            "date": hours.moment(submission.first_read_at),
        }
    return already(submission.milestone)


def _give_back_words(submission, by):
    given = submission.correction_answers.select_related("item")
    answers = {f"answer-{answer.item.public_id}": [answer.text] for answer in given}
    values = {"text": [submission.text], **answers}
    key = {"milestone": submission.milestone, "owner": by}
    before = SubmissionDraft.objects.filter(**key).first()  # a form still open from then does not save over this
    newer = {"version": before.version + 1, "saved_at": submission.withdrawn_at} if before else {}
    SubmissionDraft.objects.update_or_create(**key, defaults={"values": values, **newer})
