"""The documents of a group: added, replaced by a new version, named otherwise, published, removed."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal import files
from portal.versions import version_of

from .. import permissions
from ..models import FileVersion, GroupFile
from ..refusals import ChangedMeanwhile, GroupRefusal

MAX_BYTES = 50 * files.MB


@transaction.atomic
def add_file(group, *, by, upload, title, subject="", note=""):
    """A new document with its first version. Raises GroupRefusal, RefusedFile."""
    if not permissions.can_add_file(by, group):
        raise GroupRefusal(_("Documents are added by the group's editors."))
    checked = files.check_upload(upload, max_bytes=MAX_BYTES)
    document = GroupFile.objects.create(group=group, title=title.strip() or checked.name, subject=subject.strip())
    _keep(document, 1, checked, upload, note, by)
    return document


@transaction.atomic
def add_version(document, *, by, upload, note=""):
    """A new version in place of the last one, which stays. Raises GroupRefusal, RefusedFile."""
    fresh = _locked(document, by)
    checked = files.check_upload(upload, max_bytes=MAX_BYTES)
    last = fresh.versions.first()
    if last.sha256 == checked.sha256:
        raise GroupRefusal(_("This is the very file that is there already."))
    return _keep(fresh, last.number + 1, checked, upload, note, by)


@transaction.atomic
def change_file(document, *, by, version, title, subject, is_published):
    """Its title, its subject, and whether visitors may download it. Raises ChangedMeanwhile, GroupRefusal."""
    fresh = _locked(document, by)
    if version != version_of(fresh):
        raise ChangedMeanwhile
    if is_published != fresh.is_published and not permissions.can_manage(by, fresh.group):
        raise GroupRefusal(_("Documents are published by the group's facilitator."))
    fresh.title, fresh.subject, fresh.is_published = title.strip(), subject.strip(), is_published
    fresh.save()
    return fresh


@transaction.atomic
def remove_file(document, *, by):
    """Nobody finds it any more; it is kept. Twice does no harm. Raises GroupRefusal."""
    fresh = GroupFile.objects.select_for_update(of=("self",)).select_related("group").get(pk=document.pk)
    if not permissions.can_manage(by, fresh.group):
        raise GroupRefusal(_("Documents are removed by the group's facilitator."))
    if fresh.removed_at is None:
        fresh.removed_at, fresh.removed_by = timezone.now(), by
        fresh.save(update_fields=["removed_at", "removed_by"])


def _locked(document, by):
    fresh = GroupFile.objects.select_for_update(of=("self",)).select_related("group").get(pk=document.pk)
    if not permissions.can_add_file(by, fresh.group):
        raise GroupRefusal(_("Documents are added by the group's editors."))
    if fresh.removed_at is not None:
        raise GroupRefusal(_("This document was removed meanwhile."))
    return fresh


def _keep(document, number, checked, upload, note, by):
    return FileVersion.objects.create(
        of=document,
        number=number,
        file=upload,
        name=checked.name,
        size=checked.size,
        sha256=checked.sha256,
        content_type=checked.content_type,
        note=note.strip(),
        by=by,
    )
