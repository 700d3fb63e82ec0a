"""Asking for a workbook, preparing it, letting it go."""

import tempfile
from datetime import timedelta

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone, translation

from portal import notices
from portal.spreadsheets import write_workbook

from .models import Export, ExportStates
from .registry import kind_named

KEPT = timedelta(days=7)


@transaction.atomic
def ask_export(kind, *, by, arguments, language):
    """Has a workbook prepared in the background; returns the Export. What is being prepared already is not twice."""
    from .tasks import prepare_export  # the task calls this module

    same = {"kind": kind, "arguments": arguments, "person": by, "language": language}
    if waiting := Export.objects.filter(state=ExportStates.WAITING, **same).first():
        return waiting
    export = Export.objects.create(**same)
    prepare_export.enqueue(export.pk)
    return export


def prepare(export):
    """Writes the workbook of an Export and tells its person. One that is there already, or failed, stays."""
    if export.state != ExportStates.WAITING:
        return
    kind = kind_named(export.kind)
    scope = kind.scope_of(export.person)
    if not scope:
        _fail(export)
        return
    try:
        with translation.override(export.language), tempfile.TemporaryFile() as kept:
            name, made = kind.make(export.person, export.arguments)
            if isinstance(made, bytes):
                kept.write(made)
            else:
                write_workbook(kept, made)
            kept.seek(0)
            export.file.save(name, File(kept), save=False)
    except Exception:
        _fail(export)
        raise
    with transaction.atomic():
        export.name, export.scope, export.state = name, sorted(scope), ExportStates.READY
        export.expires_at = timezone.now() + KEPT
        export.save()
        notices.send("export_ready", subject_id=export.pk, key=f"export-ready:{export.pk}", person=export.person)


def _fail(export):
    export.state = ExportStates.FAILED
    export.save(update_fields=["state"])


def forget_expired():
    """Lets go of what has expired, and of what failed or never ended; the sweep deletes the files."""
    now = timezone.now()
    Export.objects.filter(expires_at__lt=now).delete()
    Export.objects.exclude(state=ExportStates.READY).filter(asked_at__lt=now - KEPT).delete()
