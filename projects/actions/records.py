"""Contacts and consultancies: small rows of a project that several people keep."""

from django.db import transaction
from django.utils.translation import gettext as _

from portal.versions import version_of

from ..refusals import ChangedMeanwhile, StudyRefusal
from .activity import note_activity
from .ended import held, still_open


@transaction.atomic
def save_record(record, *, by, may, version):
    """Saves a new or changed row; `may(person, project)` is the right it takes.

    `version` is the mark of the row the form was opened on (empty for a new one). Raises ChangedMeanwhile where it is
    another one now, StudyRefusal where it is not for `by` or was removed meanwhile.
    """
    _allowed(still_open(record.project), by, may)
    if record.pk:
        if not type(record).objects.select_for_update().filter(pk=record.pk).exists():
            raise StudyRefusal(_("Somebody else has removed it meanwhile."))
        if version != version_of(record):
            raise ChangedMeanwhile
    record.save()
    note_activity(record.project)
    return record


@transaction.atomic
def remove_record(record, *, by, may):
    """Takes a row away. Raises StudyRefusal where it is not for `by`.

    After the end of the project too, where `may` says so: a person is taken out of the contacts at any time.
    """
    _allowed(held(record.project), by, may)
    record.delete()


def _allowed(project, by, may):
    if not may(by, project):
        raise StudyRefusal(_("This is not yours to change."))
