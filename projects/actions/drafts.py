"""Files uploaded before the submission: kept at once, so that no refused form loses one."""

from dataclasses import asdict
from datetime import timedelta

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal import files, hours

from ..enums import VisaStates
from ..models import DraftFile, SubmissionDraft
from ..permissions import can_submit
from ..pieces import last_pieces
from ..refusals import MilestoneRefusal, NewerDraft
from .steps import locked

MAX_BYTES = 50 * files.MB
MOST_FILES = 30
KEPT = timedelta(days=30)
MOST_LETTERS = 200_000


def add_draft_file(milestone, *, owner, upload, replaces=None):
    """Keeps an uploaded file for the submission `owner` is preparing; returns the DraftFile.

    `replaces` is the piece of the submission before of which it is the next version; a file that has the name of one
    is taken for its next version. The draft that replaced the same piece until now goes.
    Raises RefusedFile for a file that cannot be taken, MilestoneRefusal when nothing can be submitted now. The same
    content under the same name a second time returns the first one.
    """
    _refuse_unless_open(milestone, owner)
    checked = files.check_upload(upload, allowed=files.DELIVERABLES, max_bytes=MAX_BYTES)
    draft = DraftFile(milestone=milestone, owner=owner, **asdict(checked))
    draft.file.save(checked.name, File(upload), save=False)  # before the transaction: fifty megabytes hold no lock
    with transaction.atomic():
        fresh = locked(milestone)
        _refuse_unless_open(fresh, owner)
        held = DraftFile.objects.filter(milestone=fresh, owner=owner)
        if same := held.filter(sha256=checked.sha256, name=checked.name).first():
            return same
        draft.replaces = _replaced(fresh, draft, replaces)
        if draft.replaces:
            held.filter(replaces=draft.replaces).delete()
        if held.count() >= MOST_FILES:
            raise MilestoneRefusal(_("A submission holds up to %(number)s files.") % {"number": MOST_FILES})
        draft.save()
    return draft


def _replaced(milestone, draft, wanted):
    pieces = list(last_pieces(milestone, draft.owner))
    if wanted in pieces:
        return wanted
    return next((piece for piece in pieces if piece.name == draft.name), None)


@transaction.atomic
def save_draft(milestone, *, owner, values, version):
    """Keeps the words `values` (field name → list of texts) of the form `owner` is filling; returns the draft.

    `version` is that of the draft the form was opened with (0: none). Raises NewerDraft when another device has saved
    meanwhile, MilestoneRefusal when nothing can be submitted now or the words are too many.
    """
    fresh = locked(milestone)
    _refuse_unless_open(fresh, owner)
    if sum(len(text) for texts in values.values() for text in texts) > MOST_LETTERS:
        raise MilestoneRefusal(_("This draft is too long to be saved: shorten the text, or attach it as a file."))
    draft = SubmissionDraft.objects.filter(milestone=fresh, owner=owner).first()
    if draft is None:
        return SubmissionDraft.objects.create(milestone=fresh, owner=owner, values=values, version=version + 1)
    if draft.version != version and draft.values != values:
        raise NewerDraft(
            _("A newer draft was saved elsewhere on %(date)s. What you see here is not saved yet.")
            % {"date": hours.moment(draft.saved_at)},
            draft,
        )
    draft.values, draft.version, draft.saved_at = values, draft.version + 1, timezone.now()
    draft.save()
    return draft


def _refuse_unless_open(milestone, owner):
    if not can_submit(owner, milestone):
        raise MilestoneRefusal(_("Nothing can be submitted at this milestone at the moment."))


@transaction.atomic
def remove_draft_file(draft):
    """Takes a file off the submission being prepared; the sweep deletes what was stored. What a visa waits on stays."""
    locked(draft.milestone)
    if not draft.visas.filter(state=VisaStates.PENDING).exists():
        draft.delete()


def forget_old_drafts():
    """Deletes the draft files nobody submitted within 30 days and no visa waits on; returns how many."""
    old = DraftFile.objects.filter(uploaded_at__lt=timezone.now() - KEPT)
    return old.exclude(visas__state=VisaStates.PENDING).delete()[0]
