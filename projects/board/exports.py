"""The workbooks of the boards, as `portal.exports` makes them: at once when they are small, else in the background."""

from django.http import QueryDict

from portal import exports

from ..models import Milestone, Project
from ..permissions import can_use_board
from . import filters, reminding, sheets

BOARD, REMINDERS = "projects.board", "projects.reminders"


def register():
    """Declares both kinds; called once, at start."""
    exports.register(BOARD, scope_of=scope_of, make=_board)
    exports.register(REMINDERS, scope_of=scope_of, make=_reminders)


def scope_of(person):
    """The projects the person reviews: all of them, or the keys of some."""
    if person.is_active and person.has_perm("projects.review_milestone"):
        return {exports.EVERYTHING}
    if not can_use_board(person):
        return set()
    return {str(pk) for pk in Project.objects.reviewed_by(person).order_by().values_list("pk", flat=True)}


def rows_of(projects):
    """How many rows the board's workbook has: a project or a milestone each."""
    return projects.order_by().count() + Milestone.objects.filter(project__in=projects.order_by().values("pk")).count()


def _board(person, arguments):
    _form, projects = filters.chosen(person, QueryDict(arguments["address"]))
    return sheets.file_name(), sheets.sheets(projects)


def _reminders(person, arguments):
    _form, projects = filters.chosen(person, QueryDict(arguments["address"]))
    milestones = reminding.asked_milestones(projects, arguments["which"])
    return reminding.file_name(), [reminding.sheet(milestones)]
