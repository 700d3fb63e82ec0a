"""Files that no row names any more: what a rolled back transaction or a deleted row leaves behind."""

import logging
from datetime import timedelta

from django.apps import apps
from django.utils import timezone

from .fields import PrivateFileField, private_storage

logger = logging.getLogger(__name__)
GRACE = timedelta(hours=24)  # a file is written before the row that names it is committed


def sweep() -> int:
    """Deletes the private files older than a day that no PrivateFileField names; returns how many."""
    storage, swept = private_storage(), 0
    oldest_kept = timezone.now() - GRACE
    for folder, names in _files(storage):
        paths = [f"{folder}/{name}".lstrip("/") for name in names]
        for path in set(paths) - _named(paths):
            if storage.get_modified_time(path) < oldest_kept:
                storage.delete(path)
                swept += 1
    if swept:
        logger.info("swept %s orphaned private files", swept)
    return swept


def _files(storage, folder=""):
    if folder and not storage.exists(folder):
        return
    if not folder and not storage.exists("."):
        return
    folders, names = storage.listdir(folder)
    if names:
        yield folder, names
    for inner in folders:
        yield from _files(storage, f"{folder}/{inner}".lstrip("/"))


def _named(paths: list[str]) -> set[str]:
    named: set[str] = set()
    for model in apps.get_models():
        for field in model._meta.fields:
            if isinstance(field, PrivateFileField):
                rows = model._base_manager.filter(**{f"{field.name}__in": paths})
                named.update(rows.values_list(field.name, flat=True))
    return named
