"""Files that become texts: kept when they come, read in the background a few at a time, written whole or not at all."""

import dataclasses
import time
from datetime import timedelta
from pathlib import Path

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from portal.refusals import Refusal
from portal.schedule.services import wake_worker

from .. import importing, permissions
from ..enums import SpecificationKinds, TextImportStates
from ..models import TextImport
from ..refusals import GroupRefusal
from .importing import create_from_file, forget_images, prepared_images, replace_by_file

MOST_EACH, MOST_AT_ONCE = 2, 20  # files waiting or being read, of one person and of all
SECONDS_FOR_IMAGES = 60
LOST_AFTER = timedelta(minutes=3)  # reading takes a minute at most, its images one more, writing seconds
KEPT = timedelta(days=1)


@transaction.atomic
def send_file(group, upload, *, by, given=None, specification=None, epoch=None):
    """Keeps an uploaded file and has it read in the background; returns the TextImport.

    It becomes a new text of `group` (`given`: title, kind, code_prefix), or takes the place of that of `specification`.
    Raises GroupRefusal, or RefusedDocument where the first bytes say that it is no text.
    """
    from ..tasks import read_text  # the task calls back into this module

    if specification is None and not permissions.can_create_specification(by, group):
        raise GroupRefusal(_("Only the group's editors can begin a document."))
    if specification is not None and not permissions.can_keep_version(by, specification):
        raise GroupRefusal(_("Nobody writes in this text now: it cannot be replaced."))
    importing.check_beginning(upload)
    _refuse_too_many(by)
    kept = TextImport(
        group=group,
        specification=specification,
        epoch=epoch,
        given=given or {},
        file_name=Path(upload.name).name[:255],
        language=(translation.get_language() or "fr")[:2],
        sent_by=by,
    )
    kept.source.save(kept.file_name, upload, save=False)
    kept.save()
    read_text.enqueue(kept.pk)
    transaction.on_commit(wake_worker)
    return kept


def _refuse_too_many(by):
    get_user_model().objects.select_for_update().get(pk=by.pk)  # two windows at once count each other
    waiting = TextImport.objects.filter(state=TextImportStates.READING)
    if waiting.filter(sent_by=by).count() >= MOST_EACH:
        raise GroupRefusal(_("Two of your files are being read already. Wait until one is done, then send this one."))
    if waiting.count() >= MOST_AT_ONCE:
        raise GroupRefusal(_("Many files are being read at this moment. Please send yours again in a few minutes."))


def read_file(kept):
    """Reads a file that was sent and makes it a text, or says why not. Twice does no harm."""
    begun = timezone.now()
    if not TextImport.objects.filter(pk=kept.pk, state=TextImportStates.READING).update(started_at=begun):
        return
    kept.refresh_from_db()
    with translation.override(kept.language):
        try:
            _read(kept)
        except Refusal as refusal:
            _refuse(kept, str(refusal))
        except Exception:  # said to whoever looks at it, then raised again
            _refuse(kept, _("Something went wrong on our side: nothing of the file was written. Please send it again."))
            raise


def _read(kept):
    kind = kept.specification.kind if kept.specification else kept.given["kind"]
    title = kept.specification.title if kept.specification else kept.given["title"]
    with kept.source.open("rb") as upload:
        imported = importing.read_document(upload, title=title, with_requirements=kind != SpecificationKinds.GUIDE)
    images = prepared_images(imported, by=kept.sent_by, until=time.monotonic() + SECONDS_FOR_IMAGES)
    try:
        is_written = _write(kept, imported, images)
    except BaseException:
        forget_images(images)
        raise
    if not is_written:
        forget_images(images)


@transaction.atomic
def _write(kept, imported, images):
    """Returns whether it was written: not where it was given up meanwhile."""
    fresh = _locked(kept)
    if fresh.state != TextImportStates.READING or fresh.started_at != kept.started_at:
        return False
    told = {"by": fresh.sent_by, "images": images}
    if fresh.specification:
        taken = replace_by_file(fresh.specification, imported, epoch=fresh.epoch, **told)
    else:
        fresh.specification, taken = create_from_file(fresh.group, imported, **fresh.given, **told)
    fresh.taken, fresh.state = dataclasses.asdict(taken), TextImportStates.DONE
    _let_go(fresh)
    return True


@transaction.atomic
def _refuse(kept, problem):
    fresh = _locked(kept)
    if fresh.state == TextImportStates.READING and fresh.started_at == kept.started_at:
        fresh.problem, fresh.state = problem[:500], TextImportStates.REFUSED
        _let_go(fresh)


def give_up_lost():
    """Says of files whose reading was cut off, by a server that ended, that nothing of them was written."""
    lost = TextImport.objects.filter(state=TextImportStates.READING, started_at__lt=timezone.now() - LOST_AFTER)
    for kept in lost:
        with translation.override(kept.language):
            problem = _(
                "Reading was cut off, by a server that was restarted or a file that is too large: nothing of it was "
                "written. Please send it again."
            )
            _refuse(kept, problem)


def forget_old_files():
    """Forgets what was sent more than a day ago; the texts stay."""
    TextImport.objects.filter(sent_at__lt=timezone.now() - KEPT).delete()


def _locked(kept):
    rows = TextImport.objects.select_for_update(of=("self",)).select_related("group", "specification", "sent_by")
    return rows.get(pk=kept.pk)


def _let_go(kept):
    """Saves, and lets the file go with the transaction."""
    transaction.on_commit(lambda name=kept.source.name: kept.source.storage.delete(name))
    kept.source = ""
    kept.save()
