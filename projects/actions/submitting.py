"""Handing in."""

from django.db import transaction
from django.utils.translation import gettext as _

from .. import permissions
from ..enums import MilestoneStatus
from ..models import Deliverable, DraftFile, Submission
from ..people import accompaniers_of, leads_of
from ..refusals import MilestoneRefusal
from .steps import already, locked, move, tell
from .visa_gate import refuse_without_visa, set_aside


@transaction.atomic
def submit_milestone(milestone, *, by, text, pieces=(), on_behalf_of=None, public_id=None, visa=None):
    """Hands in `text` and `pieces` (draft files of `by`) at the milestone; returns the Submission.

    `on_behalf_of` is the lead who sent it by mail, where staff hands it in. `public_id` is the identifier the form
    was given: the same form sent twice returns the first submission. The person's other draft files here go.
    `visa` is the director's, given, where the project asks for one (`actions.visas`).
    Raises MilestoneRefusal when the milestone does not wait for a submission, or when there is nothing in it.
    """
    fresh = locked(milestone)
    if public_id and (done := fresh.submissions.filter(public_id=public_id, submitted_by=by).first()):
        return done
    allowed = permissions.can_submit_for if on_behalf_of else permissions.can_submit_own
    if not fresh.is_with_lead:
        raise MilestoneRefusal(already(fresh))
    if not allowed(by, fresh):
        raise MilestoneRefusal(_("This milestone is not yours to submit."))
    if on_behalf_of is None:
        refuse_without_visa(fresh, by=by, visa=visa)
    if on_behalf_of and not leads_of(fresh.project).filter(pk=on_behalf_of.pk).exists():
        raise MilestoneRefusal(_("%(person)s is not a lead of this project.") % {"person": on_behalf_of})
    drafts = list(DraftFile.objects.filter(milestone=fresh, owner=by, pk__in=[piece.pk for piece in pieces]))
    if not text.strip() and not drafts:
        raise MilestoneRefusal(_("Write a few words or attach a file: there is nothing to submit yet."))
    identity = {"public_id": public_id} if public_id and not _is_taken(public_id) else {}
    submission = Submission.objects.create(
        milestone=fresh,
        number=fresh.submissions.count() + 1,
        text=text.strip(),
        submitted_by=by,
        on_behalf_of=on_behalf_of,
        **identity,
    )
    Deliverable.objects.bulk_create(
        Deliverable(
            submission=submission,
            file=draft.file.name,
            name=draft.name,
            size=draft.size,
            sha256=draft.sha256,
            content_type=draft.content_type,
        )
        for draft in drafts
    )
    DraftFile.objects.filter(milestone=fresh, owner=by).delete()
    set_aside(fresh, by=by)
    move(fresh, MilestoneStatus.SUBMITTED, by=by, for_person=on_behalf_of, submission=submission)
    for person in {submission.submitted_by, submission.submitted_for}:
        tell("submission_receipt", submission, person)
    for person in accompaniers_of(fresh.project).exclude(pk=by.pk):
        tell("submission_to_review", submission, person)
    return submission


def _is_taken(public_id):
    return Submission.objects.filter(public_id=public_id).exists()
