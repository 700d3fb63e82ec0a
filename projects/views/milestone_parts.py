"""What the page of a milestone shows of its submissions, each part a dictionary for the template."""

from django.db.models import Prefetch, Q

from .. import permissions, retention
from ..corrections import open_request
from ..deposits import address_of
from ..enums import MilestoneStatus
from ..forms import AnswersForm, DepositLinkForm, SubmissionForm
from ..models import CorrectionAnswer, CorrectionItem, SubmissionDraft, Transition
from ..pieces import versions
from ..previews import can_be_shown


def handed_in(person, milestone):
    """Every submission with what was answered, the versions of its files, and why another one is asked for."""
    history = _history(person, milestone)
    last = next((one for one in history if not one.withdrawn_at), None)
    can_review = permissions.can_review(person, milestone)
    return {
        "history": history,
        "versions": [chain for chain in versions(milestone) if len(chain) > 1],
        "asked_again": _asked_again(milestone),
        "request_open": open_request(milestone),
        "withdrawable": last if last and permissions.can_withdraw(person, last) else None,
        "to_begin": last if last and can_review and not last.first_read_at else None,
        "begins_by_itself": bool(last) and last.submitted_by_id != person.pk,
    }


def to_hand_in(person, milestone, *, given=None):
    """The form, with the words kept before, unless one was `given`."""
    draft = SubmissionDraft.objects.filter(milestone=milestone, owner=person).first()
    form = given or SubmissionForm(milestone=milestone, person=person, draft=draft)
    links = list(milestone.deposit_links.select_related("made_by").filter(revoked_at=None))
    for link in links:
        link.address = address_of(link) if link.is_open else ""
    return {
        "submission_form": form,
        "answers_form": AnswersForm(milestone=milestone, draft=draft),
        "draft": draft,
        "kept_for": retention.in_words(milestone.project),
        "answers_below": bool(form.items) and not form.is_for_somebody,
        "links": links,
        "link_form": DepositLinkForm(),
    }


def _asked_again(milestone):
    """The reopening that asks for a new submission, where one does; a return has its request."""
    if milestone.status != MilestoneStatus.REOPENED:
        return None
    reopenings = milestone.transitions.filter(from_status=MilestoneStatus.ACCEPTED, to_status=MilestoneStatus.REOPENED)
    return reopenings.select_related("by").last()


def _history(person, milestone):
    """The latest first. A withdrawn one is shown to those who hand in, and to who did so."""
    decisions = Transition.objects.exclude(to_status=MilestoneStatus.SUBMITTED).filter(submission__withdrawn_at=None)
    answers = CorrectionAnswer.objects.select_related("item__piece")
    answered = CorrectionAnswer.objects.filter(submission__withdrawn_at=None).select_related("submission")
    items = CorrectionItem.objects.select_related("piece").prefetch_related(
        Prefetch("answers", answered, to_attr="given")
    )
    submissions = milestone.submissions.select_related(
        "submitted_by", "on_behalf_of", "withdrawn_by", "first_read_by", "visa__decided_by"
    )
    if not person.has_perm("projects.submit_milestone", milestone.project):
        submissions = submissions.filter(Q(withdrawn_at=None) | Q(submitted_by=person))
    history = list(
        submissions.prefetch_related(
            "deliverables__stands_for",
            "checklist_answers",
            Prefetch("correction_requests__items", items),
            Prefetch("correction_answers", answers),
            Prefetch("transitions", decisions.select_related("by"), to_attr="answers"),
        ).order_by("-number")
    )
    for submission in history:
        for piece in submission.deliverables.all():
            piece.can_be_shown = can_be_shown(piece)
    return history
