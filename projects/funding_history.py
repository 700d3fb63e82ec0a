"""What changed in a funding plan, by whom, when: the latest first."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from .models import FundingLine, FundingPlan

SHOWN = 100
UNSHOWN = {"id", "plan", "project"}


@dataclass(frozen=True)
class Change:
    """One saving of one row: `what` in words, and each field with its value before and after."""

    at: datetime
    by: str
    about: str
    what: str
    fields: list[tuple[str, str, str]]


def changes(plan) -> list[Change]:
    """The last changes of `plan` and its lines, removed ones included. Three queries."""
    rows = [
        *FundingPlan.history.filter(id=plan.pk).select_related("history_user").order_by("-history_date")[:SHOWN],
        *FundingLine.history.filter(plan_id=plan.pk).select_related("history_user").order_by("-history_date")[:SHOWN],
    ]
    rows.sort(key=lambda row: (row.history_date, row.history_id))
    found, last = [], {}
    for row in rows:
        key = type(row), row.id
        found.append(_change(row, last.get(key)))
        last[key] = row
    return [change for change in reversed(found) if change.fields or change.what != WORDS["~"]()][:SHOWN]


WORDS = {
    "+": lambda: pgettext("history", "added"),
    "~": lambda: pgettext("history", "changed"),
    "-": lambda: pgettext("history", "removed"),
}


def _change(row, before):
    is_line = row.instance_type is FundingLine
    return Change(
        at=row.history_date,
        by=str(row.history_user or ""),
        about=row.source if is_line else _("The plan"),
        what=WORDS[row.history_type](),
        fields=[] if row.history_type == "-" else _fields(row, before),
    )


def _fields(row, before):
    found = []
    for field in row.instance_type._meta.concrete_fields:
        if field.name in UNSHOWN or not hasattr(row, field.attname):
            continue
        new, old = _shown(row, field), _shown(before, field) if before else ""
        if new != old:
            found.append((field.verbose_name, old, new))
    return found


def _shown(row, field):
    value = getattr(row, field.attname)
    if value in (None, ""):
        return ""
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if field.get_internal_type() == "DecimalField":
        return number_format(value, 2, use_l10n=True, force_grouping=True)
    return date_format(value) if field.get_internal_type() == "DateField" else str(value)
