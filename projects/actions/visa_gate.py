"""What the visa means to a submission: none without it where one is asked; set aside where overtaken."""

from django.utils import timezone
from django.utils.translation import gettext as _

from ..enums import VisaStates
from ..models import DraftFile, Milestone, SubmissionDraft, Visa
from ..permissions import needs_visa
from ..refusals import MilestoneRefusal


def refuse_without_visa(milestone, *, by, visa):
    """Raises MilestoneRefusal where `by` hands in their own and the project's director has not said yes."""
    if visa is None and needs_visa(by, milestone):
        raise MilestoneRefusal(_("In this project a submission waits for the director’s visa first."))


def set_aside(milestone, *, by):
    """A pending visa of the milestone, if any, waits no longer; what was prepared stays with its author."""
    if milestone.visa_since is None:
        return
    for visa in Visa.objects.pending().filter(milestone=milestone):
        settle(visa, milestone, VisaStates.WITHDRAWN, by=by)


def settle(visa, milestone, state, *, by, word=""):
    """The only place where a visa leaves its waiting. The pieces' thirty days begin anew.

    Unless it was given, the words are its author's draft again.
    """
    visa.state, visa.decided_by, visa.decided_at, visa.word = state, by, timezone.now(), word
    visa.save()
    DraftFile.objects.filter(visas=visa).update(uploaded_at=timezone.now())
    if state != VisaStates.GIVEN:
        _give_back_words(visa)
    milestone.visa_since = None
    Milestone.objects.filter(pk=milestone.pk).update(visa_since=None)


def _give_back_words(visa):
    """A form still open from before is older than this draft, and is told so when it is saved."""
    key = {"milestone_id": visa.milestone_id, "owner_id": visa.prepared_by_id}
    before = SubmissionDraft.objects.filter(**key).first()
    given = {"values": visa.words(), "version": (before.version if before else 0) + 1, "saved_at": timezone.now()}
    SubmissionDraft.objects.update_or_create(**key, defaults=given)
