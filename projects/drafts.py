"""Files uploaded before the submission: kept at once, so that no refused form loses one."""

from datetime import timedelta

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal import files

from .actions import MilestoneRefusal
from .models import DraftFile, Milestone
from .permissions import can_submit

MAX_BYTES = 50 * files.MB
MOST_FILES = 30
KEPT = timedelta(days=30)


@transaction.atomic
def add_draft_file(milestone, *, owner, upload):
    """Keeps an uploaded file for the submission `owner` is preparing; returns the DraftFile.

    Raises RefusedFile for a file that cannot be taken, MilestoneRefusal when nothing can be submitted now. The same
    content under the same name a second time returns the first one.
    """
    checked = files.check_upload(upload, allowed=files.DELIVERABLES, max_bytes=MAX_BYTES)
    fresh = Milestone.objects.select_for_update(of=("self",)).get(pk=milestone.pk)
    if not can_submit(owner, fresh):
        raise MilestoneRefusal(_("Nothing can be submitted at this milestone at the moment."))
    held = DraftFile.objects.filter(milestone=fresh, owner=owner)
    if same := held.filter(sha256=checked.sha256, name=checked.name).first():
        return same
    if held.count() >= MOST_FILES:
        raise MilestoneRefusal(_("A submission holds up to %(number)s files.") % {"number": MOST_FILES})
    return DraftFile.objects.create(
        milestone=fresh,
        owner=owner,
        file=File(upload, name=checked.name),
        name=checked.name,
        size=checked.size,
        sha256=checked.sha256,
        content_type=checked.content_type,
    )


def remove_draft_file(draft):
    """Takes a file off the submission being prepared; the sweep deletes what was stored."""
    draft.delete()


def forget_old_drafts():
    """Deletes the draft files nobody submitted within 30 days; returns how many."""
    return DraftFile.objects.filter(uploaded_at__lt=timezone.now() - KEPT).delete()[0]
