"""The staff's list of projects: which ones, in which state, as a page and as a workbook."""

from datetime import timedelta

from django import forms
from django.db.models import Exists, OuterRef, Prefetch, Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from portal.spreadsheets import Column, Sheet
from portal.text import fold

from .course import current_milestone, names, step
from .enums import ProjectRoles, Stages, Surroundings
from .models import Milestone, Project, ProjectRole

STATES = [
    ("to_review", _("Waits for a decision")),
    ("with_lead", _("Waits for the lead")),
    ("late", _("Late")),
]


class BoardFilter(forms.Form):
    """What the address of the list carries."""

    q = forms.CharField(label=_("Name or territory"), required=False, max_length=100)
    stage = forms.ChoiceField(label=_("Stage"), required=False, choices=[("", _("All stages")), *Stages.choices])
    state = forms.ChoiceField(label=_("State"), required=False, choices=[("", _("All states")), *STATES])
    surroundings = forms.ChoiceField(
        label=_("Surroundings"), required=False, choices=[("", _("All surroundings")), *Surroundings.choices]
    )


def projects_on_board(person, filters: dict):
    """The projects `person` reviews, narrowed by the cleaned values of a BoardFilter."""
    projects = Project.objects.reviewed_by(person)
    if words := fold(filters.get("q", "")).split():
        for word in words:
            projects = projects.filter(Q(name_folded__contains=word) | Q(territory_folded__contains=word))
    for name in ("stage", "surroundings"):
        if filters.get(name):
            projects = projects.filter(**{name: filters[name]})
    own = Milestone.objects.filter(project=OuterRef("pk"))
    found = {"to_review": own.to_review(), "late": own.late(), "with_lead": own.late() | _started(own)}
    if filters.get("state"):
        projects = projects.filter(Exists(found[filters["state"]]))
    return projects


def _started(milestones):
    """Returned or reopened, or due within the month: what a lead is waited for."""
    soon = timezone.localdate() + timedelta(days=30)
    return milestones.with_lead().filter(~Q(status="pending") | Q(due_on__lte=soon))


def with_course(projects):
    """The same projects with what a line shows: three more queries, however many they are."""
    people = ProjectRole.objects.current().select_related("person").order_by("person__name_folded")
    return projects.select_related("holder").prefetch_related(
        Prefetch("milestones", Milestone.objects.order_by("order"), to_attr="course"),
        Prefetch("roles", people, to_attr="current_roles"),
    )


class Line:
    """One project on the board."""

    def __init__(self, project):
        self.project = project
        current = current_milestone(project.course)
        self.leads = [row.person for row in project.current_roles if row.role == ProjectRoles.LEAD]
        self.accompaniers = [row.person for row in project.current_roles if row.role == ProjectRoles.ACCOMPANIER]
        self.step = current and step(current, current, leads=self.leads, accompaniers=self.accompaniers)
        self.done = len([one for one in project.course if one.status == "accepted"])
        self.total = len(project.course)
        self.last_activity = max((one.status_since for one in project.course), default=project.created_at)


def sheets(projects):
    """The workbook: one line a project, and one line a milestone, read once from the database in pieces."""
    lines = [Line(project) for project in with_course(projects).iterator(chunk_size=500)]
    return [
        Sheet(gettext("Projects"), PROJECT_COLUMNS, (_project_row(line) for line in lines)),
        Sheet(gettext("Milestones"), MILESTONE_COLUMNS, (row for line in lines for row in _milestone_rows(line))),
    ]


PROJECT_COLUMNS = [
    Column(_("Project"), width=28),
    Column(_("Holder"), width=34),
    Column(_("Territory"), width=24),
    Column(_("Surroundings"), width=12),
    Column(_("Sector"), width=10),
    Column(_("Stage"), width=14),
    Column(_("Leads"), width=28),
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
        shown.milestone.title if shown else "",
        shown.label if shown else "",
        shown.waits_for if shown else "",
        shown.since if shown else None,
        shown.milestone.due_on if shown else None,
        line.done,
        line.total,
        line.last_activity,
    ]


def _milestone_rows(line):
    current = current_milestone(line.project.course)
    for one in line.project.course:
        label = step(one, current, leads=[], accompaniers=[]).label
        yield [line.project.name, one.order, one.title, label, one.status_since, one.due_on]


def file_name():
    """What the workbook is called, with the day it was made."""
    day = date_format(timezone.localdate(), "Y-m-d")
    return pgettext("file name", "projects-%(day)s.xlsx") % {"day": day}
