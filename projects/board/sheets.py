"""The board as a workbook: one line a project, and one line a milestone."""

from itertools import groupby

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from portal.spreadsheets import Column, Sheet

from ..course import names, wording
from ..enums import MilestoneStatus
from ..models import Milestone
from .lines import counted, lines

PROJECT_COLUMNS = [
    Column(_("Project"), width=28),
    Column(_("Holder"), width=34),
    Column(_("Territory"), width=24),
    Column(_("Surroundings"), width=12),
    Column(_("Sector"), width=10),
    Column(_("Stage"), width=14),
    Column(_("Leads"), width=28),
    Column(_("Accompaniers"), width=28),
    Column(_("Current milestone"), width=34),
    Column(_("State"), width=24),
    Column(_("Waits for"), width=28),
    Column(_("Since"), kind="date"),
    Column(_("Due on"), kind="date"),
    Column(_("Milestones accepted"), kind="number"),
    Column(_("Milestones"), kind="number"),
    Column(_("Last activity"), kind="datetime"),
]
MILESTONE_COLUMNS = [
    Column(_("Project"), width=28),
    Column(_("No."), kind="number", width=6),
    Column(_("Milestone"), width=40),
    Column(_("State"), width=24),
    Column(_("Since"), kind="datetime"),
    Column(_("Due on"), kind="date"),
]
AT_ONCE = 2000  # rows in memory


def sheets(projects):
    """The two sheets; the rows are read while they are written, in as many queries whatever their number."""
    return [
        Sheet(gettext("Projects"), PROJECT_COLUMNS, _project_rows(projects)),
        Sheet(gettext("Milestones"), MILESTONE_COLUMNS, milestone_rows(projects)),
    ]


def _project_rows(projects):
    for line in lines(counted(projects).defer("summary", "summary_folded")):
        yield _project_row(line)


def _project_row(line):
    project, shown = line.project, line.step
    return [
        project.name,
        str(project.holder or ""),
        project.territory,
        project.get_surroundings_display(),
        project.get_sector_display(),
        project.get_stage_display(),
        names(line.leads),
        names(line.accompaniers),
        shown.milestone.title if shown else "",
        shown.label if shown else "",
        shown.waits_for if shown else "",
        shown.since if shown else None,
        shown.milestone.due_on if shown else None,
        line.done,
        line.total,
        project.last_activity_at,
    ]


def milestone_rows(projects):
    """Every milestone of `projects` as a row of MILESTONE_COLUMNS, without ever holding them all."""
    today, told = timezone.localdate(), {}
    rows = Milestone.objects.filter(project__in=projects.order_by().values("pk"))
    rows = rows.order_by("project__name_folded", "project_id", "order").values_list(
        "project_id", "project__name", "order", "title", "status", "status_since", "due_on"
    )
    for _key, course in groupby(rows.iterator(chunk_size=AT_ONCE), key=lambda row: row[0]):
        is_before_current = True
        for _project, name, order, title, status, since, due_on in course:
            is_accepted = status == MilestoneStatus.ACCEPTED
            is_upcoming = not is_before_current and status == MilestoneStatus.PENDING
            is_before_current = is_before_current and is_accepted
            known = (status, is_upcoming, due_on is not None and due_on < today)
            if known not in told:
                told[known], _kind = wording(status, due_on=due_on, is_upcoming=is_upcoming, today=today)
            yield [name, order, title, told[known], since, due_on]


def file_name():
    """What the workbook is called, with the day it was made."""
    day = date_format(timezone.localdate(), "Y-m-d")
    return pgettext("file name", "projects-%(day)s.xlsx") % {"day": day}
