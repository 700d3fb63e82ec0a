"""A project goes on to another stage; its history keeps when, for the figures of the year."""

from django.db import transaction
from django.utils.translation import gettext as _

from .. import permissions
from ..models import StageChange
from ..refusals import SheetRefusal
from .activity import note_activity
from .ended import still_open


@transaction.atomic
def change_stage(project, stage, *, by):
    """Puts a project at `stage` (one of Stages); returns the StageChange, or None where it stands there already.

    Raises SheetRefusal where it is not for `by` to do.
    """
    fresh = still_open(project)
    if not (permissions.can_change_sheet(by) or permissions.can_change_stage(by, fresh)):
        raise SheetRefusal(_("The stage of this project is not yours to change."))
    before, fresh.stage, fresh._history_user = fresh.stage, stage, by
    fresh.save(update_fields=["stage"])
    return record_stage(fresh, before=before, by=by)


def record_stage(project, *, before, by):
    """Keeps in the history that a project just saved came from stage `before` ("" when it is new), if it changed."""
    if project.stage == before:
        return None
    change = StageChange.objects.create(project=project, from_stage=before, to_stage=project.stage, by=by)
    note_activity(project, at=change.at)
    return change
