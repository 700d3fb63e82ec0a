"""The history as a workbook."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from portal.spreadsheets import Column, Sheet

from . import KINDS

COLUMNS = [
    Column(_("When"), kind="datetime"),
    Column(pgettext_lazy("history", "Kind"), width=24),
    Column(_("What"), width=50),
    Column(_("By"), width=26),
    Column(pgettext_lazy("history", "For"), width=26),
    Column(_("Field"), width=22),
    Column(_("Before"), width=34),
    Column(_("After"), width=34),
    Column(_("In their words"), width=60),
]


def sheets(entries):
    """One line an entry, or a field that changed."""
    return [Sheet(gettext("History"), COLUMNS, (row for entry in entries for row in _rows(entry)))]


def _rows(entry):
    told = [entry.at, str(dict(KINDS)[entry.kind]), entry.title, str(entry.by or ""), str(entry.for_person or "")]
    for change in entry.changes or [None]:
        fields = [change.label, change.old, change.new] if change else ["", "", ""]
        yield [*told, *fields, entry.detail]


def file_name(project):
    """What the workbook is called, with the day it was made."""
    names = {"project": project.slug, "day": date_format(timezone.localdate(), "Y-m-d")}
    return pgettext("file name", "history-%(project)s-%(day)s.xlsx") % names
