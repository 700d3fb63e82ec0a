"""Keeping the model documents."""

from dataclasses import asdict

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal import files

from ..permissions import can_keep_model_documents
from ..refusals import CourseRefusal


def save_model_document(document, *, upload=None, by):
    """Saves a model document, new or changed; `upload` is its file, or the one that replaces it.

    Raises CourseRefusal where it is not for `by` to do or a new one has no file, RefusedFile for a file that cannot
    be taken.
    """
    if not can_keep_model_documents(by):
        raise CourseRefusal(_("The model documents are not yours to keep."))
    if upload is None and document.pk is None:
        raise CourseRefusal(_("Choose the file of the document."))
    if upload is not None:
        checked = files.check_upload(upload)
        for name, value in asdict(checked).items():
            setattr(document, name, value)
        document.file.save(checked.name, File(upload), save=False)  # before the transaction: it holds no lock
        document.kept_by, document.kept_at = by, timezone.now()
    with transaction.atomic():
        document.save()
    return document
