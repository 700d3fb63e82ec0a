"""What changed on the sheet of a project and in its course, field by field."""

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from portal.members.models import Organisation

from ..models import Milestone, Project
from .entries import Change, Entry

ON_SHEET = (
    "name",
    "slug",
    "holder_id",
    "territory",
    "latitude",
    "longitude",
    "surroundings",
    "sector",
    "stage",
    "summary",
    "is_public",
    "outcome",
    "closed_on",
)
IN_COURSE = ("title", "instructions", "due_on")
CREATED, DELETED = "+", "-"


def sheet(project, seen):
    """The project's own rows of history."""
    rows = list(Project.history.filter(id=project.pk).select_related("history_user").order_by("history_id"))
    holders = Organisation.objects.in_bulk({row.holder_id for row in rows if row.holder_id})
    for before, row in _pairs(rows):
        changes = _changes(Project, ON_SHEET, before, row, holders)
        if before is None and row.history_type == CREATED:
            yield Entry(row.history_date, "sheet", _("Sheet made"), by=row.history_user)
        elif changes:
            yield Entry(row.history_date, "sheet", _("Sheet changed"), by=row.history_user, changes=changes)


def milestones(project, seen):
    """The milestones that came, changed and went."""
    rows = Milestone.history.filter(project_id=project.pk).select_related("history_user").order_by("id", "history_id")
    for before, row in _pairs(rows):
        names = {"milestone": row.title}
        if row.history_type == DELETED:
            title, changes = _("Milestone taken away: %(milestone)s") % names, ()
        elif before is None:
            title, changes = _("Milestone added: %(milestone)s") % names, ()
        else:
            title = _("Milestone changed: %(milestone)s") % names
            changes = _changes(Milestone, IN_COURSE, before, row)
            if not changes:
                continue
        yield Entry(row.history_date, "sheet", title, by=row.history_user, changes=changes)


def _pairs(rows):
    """(the row before of the same thing or None, the row), in order."""
    before = None
    for row in rows:
        yield (before if before is not None and before.id == row.id else None), row
        before = row


def _changes(model, names, before, row, holders=None):
    if before is None:
        return ()
    found = []
    for name in names:
        old, new = getattr(before, name), getattr(row, name)
        if old != new:
            label = capfirst(str(model._meta.get_field(name.removesuffix("_id")).verbose_name))
            found.append(Change(label, _shown(before, name, holders), _shown(row, name, holders)))
    return tuple(found)


def _shown(row, name, holders):
    value = getattr(row, name)
    if name == "holder_id":
        return str(holders.get(value, "")) if value else ""
    if display := getattr(row, f"get_{name}_display", None):
        return str(display())
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if value is None:
        return ""
    return date_format(value) if hasattr(value, "year") else str(value)
