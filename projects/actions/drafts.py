"""Files uploaded before the submission: kept at once, so that no refused form loses one."""

from dataclasses import asdict
from datetime import timedelta

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal import files

from ..enums import VisaStates
from ..models import DraftFile, Milestone
from ..permissions import can_submit
from ..refusals import MilestoneRefusal

MAX_BYTES = 50 * files.MB
MOST_FILES = 30
KEPT = timedelta(days=30)


def add_draft_file(milestone, *, owner, upload):
    """Keeps an uploaded file for the submission `owner` is preparing; returns the DraftFile.

    Raises RefusedFile for a file that cannot be taken, MilestoneRefusal when nothing can be submitted now. The same
    content under the same name a second time returns the first one.
    """
    _refuse_unless_open(milestone, owner)
    checked = files.check_upload(upload, allowed=files.DELIVERABLES, max_bytes=MAX_BYTES)
    draft = DraftFile(milestone=milestone, owner=owner, **asdict(checked))
    draft.file.save(checked.name, File(upload), save=False)  # before the transaction: fifty megabytes hold no lock
    with transaction.atomic():
        fresh = Milestone.objects.select_for_update(of=("self",)).get(pk=milestone.pk)
        _refuse_unless_open(fresh, owner)
        held = DraftFile.objects.filter(milestone=fresh, owner=owner)
        if same := held.filter(sha256=checked.sha256, name=checked.name).first():
            return same
        if held.count() >= MOST_FILES:
            raise MilestoneRefusal(_("A submission holds up to %(number)s files.") % {"number": MOST_FILES})
        draft.save()
    return draft


def _refuse_unless_open(milestone, owner):
    if not can_submit(owner, milestone):
        raise MilestoneRefusal(_("Nothing can be submitted at this milestone at the moment."))


def remove_draft_file(draft):
    """Takes a file off the submission being prepared; the sweep deletes what was stored."""
    draft.delete()


def forget_old_drafts():
    """Deletes the draft files nobody submitted within 30 days and no visa waits on; returns how many."""
    old = DraftFile.objects.filter(uploaded_at__lt=timezone.now() - KEPT)
    return old.exclude(visas__state=VisaStates.PENDING).delete()[0]
