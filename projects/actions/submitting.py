"""Handing in."""

from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext as _

from .. import permissions
from ..corrections import open_items
from ..deposits import waiting_deposits
from ..enums import MilestoneStatus
from ..models import CorrectionAnswer, Deliverable, Deposit, DraftFile, Submission, SubmissionDraft
from ..people import accompaniers_of, leads_of
from ..pieces import last_pieces
from ..previews import make_previews
from ..refusals import MilestoneRefusal
from .answering import record_answers, tie_pieces
from .composing import lay_pieces
from .steps import already, locked, move, tell
from .visa_gate import refuse_without_visa, set_aside


@dataclass(frozen=True)
class Content:
    """What is in a submission, as it is found under the lock."""

    text: str
    base: list[Deliverable]
    carried: list[Deliverable]
    drafts: list[DraftFile]
    deposits: list[Deposit]
    answers: dict = field(default_factory=dict)  # CorrectionItem → what was done

    @property
    def files(self):
        """Everything the pieces are made of."""
        return [*self.carried, *self.drafts, *self.deposits]

    def refuse_nothing(self, milestone):
        """Pieces that are only taken over are something where nothing was returned (after a withdrawal)."""
        new = self.text or self.drafts or self.deposits or self.answers
        if not new and not (self.carried and milestone.status == MilestoneStatus.PENDING):
            raise MilestoneRefusal(_("Write a few words or attach a file: there is nothing to submit yet."))


@transaction.atomic
def submit_milestone(
    milestone,
    *,
    by,
    text,
    pieces=(),
    carried=(),
    deposits=(),
    item_answers=None,
    on_behalf_of=None,
    public_id=None,
    answers=None,
    ties=None,
    visa=None,
):
    """Hands in `text` and files at the milestone; returns the Submission.

    `pieces` are draft files of `by`, `carried` pieces of the submission before that do not change, `deposits` files
    that came through a link here; `item_answers` says for items of the correction request what was done.
    `on_behalf_of` is the lead who sent it by mail, where staff hands it in. `public_id` is the identifier the form
    was given: the same form sent twice returns the first submission. The person's other draft files here go.
    `answers` is what `record_answers` takes: what is left open blocks nothing, the reviewer sees it.
    `ties` says which expected piece a file is, as `tie_pieces` takes it.
    `visa` is the director's, given, where the project asks for one (`actions.visas`).
    Raises MilestoneRefusal when the milestone does not wait for a submission, or when there is nothing in it.
    """
    fresh = locked(milestone)
    if public_id and (done := fresh.submissions.standing().filter(public_id=public_id, submitted_by=by).first()):
        return done
    _refuse_unless_allowed(fresh, by, on_behalf_of)
    if on_behalf_of is None:
        refuse_without_visa(fresh, by=by, visa=visa)
    content = find_content(fresh, by, text, pieces, carried, deposits, item_answers or {})
    content.refuse_nothing(fresh)
    identity = {"public_id": public_id} if public_id and not _is_taken(public_id) else {}
    submission = Submission.objects.create(
        milestone=fresh,
        number=fresh.submissions.count() + 1,
        text=content.text,
        submitted_by=by,
        on_behalf_of=on_behalf_of,
        **identity,
    )
    _write(submission, content)
    DraftFile.objects.filter(milestone=fresh, owner=by).delete()
    SubmissionDraft.objects.filter(milestone=fresh, owner=by).delete()
    record_answers(submission, answers)
    tie_pieces(submission, content.files, ties or {})
    set_aside(fresh, by=by)
    move(fresh, MilestoneStatus.SUBMITTED, by=by, for_person=on_behalf_of, submission=submission)
    make_previews.enqueue(submission.pk)
    for person in {submission.submitted_by, submission.submitted_for}:
        tell("submission_receipt", submission, person)
    for person in accompaniers_of(fresh.project).exclude(pk=by.pk):
        tell("submission_to_review", submission, person)
    return submission


def _refuse_unless_allowed(milestone, by, on_behalf_of):
    allowed = permissions.can_submit_for if on_behalf_of else permissions.can_submit_own
    if not milestone.is_with_lead:
        raise MilestoneRefusal(already(milestone))
    if not allowed(by, milestone):
        raise MilestoneRefusal(_("This milestone is not yours to submit."))
    if on_behalf_of and not leads_of(milestone.project).filter(pk=on_behalf_of.pk).exists():
        raise MilestoneRefusal(_("%(person)s is not a lead of this project.") % {"person": on_behalf_of})


def find_content(milestone, by, text, pieces, carried, deposits, item_answers):
    """What was named, as far as it is of this milestone and of this person: the rest is left out."""
    base, kept = list(last_pieces(milestone, by)), {piece.pk for piece in carried}
    asked = {item.pk: item for item in open_items(milestone)}
    return Content(
        text=text.strip(),
        base=base,
        carried=[piece for piece in base if piece.pk in kept],
        drafts=list(DraftFile.objects.filter(milestone=milestone, owner=by, pk__in=[piece.pk for piece in pieces])),
        deposits=list(waiting_deposits(milestone).filter(pk__in=[one.pk for one in deposits])),
        answers={asked[item.pk]: words for item, words in item_answers.items() if item.pk in asked and words.strip()},
    )


def _write(submission, content):
    lay_pieces(submission, base=content.base, carried=content.carried, files=[*content.drafts, *content.deposits])
    Deposit.objects.filter(pk__in=[one.pk for one in content.deposits]).update(taken_into=submission)
    CorrectionAnswer.objects.bulk_create(
        CorrectionAnswer(item=item, submission=submission, text=words.strip())
        for item, words in content.answers.items()
    )


def _is_taken(public_id):
    return Submission.objects.filter(public_id=public_id).exists()
