"""The workbench of reminders: what is asked from leads and was not answered, when they were last reminded of it."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import F, OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from portal.spreadsheets import Column, Sheet

from ..course import names, wording
from ..enums import MilestoneStatus, ProjectRoles
from ..models import Milestone, Reminder, Snooze
from .lines import people_of

SOON = timedelta(days=30)
WHICH = [
    ("", _("All")),
    ("late", _("Late")),
    ("never", _("Never reminded")),
    ("snoozed", _("Postponed")),
]


@dataclass(frozen=True)
class Row:
    """One milestone that waits for its leads."""

    milestone: Milestone
    people: list  # whom a reminder goes to
    label: str
    kind: str
    since: date | None  # since when nothing has come: the date it was due, or the day it was returned
    last: Reminder | None
    snooze: Snooze | None
    today: date

    @property
    def is_done_today(self):
        """Whether somebody was reminded of it today: nobody is a second time."""
        return self.last is not None and self.last.sent_on == self.today

    @property
    def can_be_sent(self):
        return bool(self.people) and not self.is_done_today and not self.snooze


def asked_milestones(projects, which=""):
    """What is asked from the leads of `projects` now: late, returned, reopened, or due within the month."""
    today = timezone.localdate()
    asked = ~Q(status=MilestoneStatus.PENDING) | Q(due_on__lte=today + SOON)
    found = Milestone.objects.asked_of_lead().filter(asked, project__in=projects.order_by().values("pk"))
    of_milestone = {"milestone": OuterRef("pk")}
    found = found.annotate(
        last_id=Subquery(Reminder.objects.filter(**of_milestone).order_by("-sent_on", "-pk").values("pk")[:1]),
        snooze_id=Subquery(Snooze.objects.filter(**of_milestone).in_force().order_by().values("pk")[:1]),
    )
    if which == "late":
        found = found.filter(due_on__lt=today)
    if which == "never":
        found = found.filter(last_id=None)
    found = found.filter(snooze_id__isnull=which != "snoozed")
    return found.order_by(F("due_on").asc(nulls_last=True), "project__name_folded", "order")


def rows(milestones):
    """A Row for each of `milestones` (made by `asked_milestones`): four queries beside theirs."""
    milestones = list(milestones.select_related("project__holder").defer("instructions"))
    today = timezone.localdate()
    leads = people_of({one.project_id: one.project for one in milestones}.values(), (ProjectRoles.LEAD,))
    last = _found(Reminder, {one.last_id for one in milestones})
    snoozes = _found(Snooze, {one.snooze_id for one in milestones})
    found = []
    for one in milestones:
        of_project = leads[one.project_id][ProjectRoles.LEAD]
        referent = [person for person in of_project if person.pk == one.project.referent_id]
        label, kind = wording(one.status, due_on=one.due_on, is_upcoming=False, today=today)
        since = one.due_on if one.is_late else None
        if one.status != MilestoneStatus.PENDING and since is None:
            since = timezone.localtime(one.status_since).date()
        found.append(
            Row(
                one,
                referent or of_project,
                label,
                kind,
                since,
                last.get(one.last_id),
                snoozes.get(one.snooze_id),
                today,
            )
        )
    return found


def _found(model, keys):
    return {one.pk: one for one in model.objects.filter(pk__in=keys - {None}).select_related("by").order_by()}


COLUMNS = [
    Column(_("Project"), width=28),
    Column(_("Milestone"), width=34),
    Column(_("State"), width=24),
    Column(_("Waits for"), width=28),
    Column(_("Due on"), kind="date"),
    Column(_("No answer since"), kind="date"),
    Column(_("Last reminder"), kind="date"),
    Column(_("How"), width=18),
    Column(_("Note"), width=40),
    Column(_("Postponed until"), kind="date"),
    Column(_("Reason"), width=40),
]


def sheet(milestones):
    """The workbench as a sheet."""
    return Sheet(pgettext("workbench", "Reminders"), COLUMNS, (_cells(row) for row in rows(milestones)))


def _cells(row):
    last, snooze = row.last, row.snooze
    return [
        row.milestone.project.name,
        row.milestone.title,
        row.label,
        names(row.people),
        row.milestone.due_on,
        row.since,
        last and last.sent_on,
        last.get_kind_display() if last else "",
        last.note if last else "",
        snooze and snooze.until,
        snooze.reason if snooze else "",
    ]


def file_name():
    """What the workbook is called."""
    return pgettext("file name", "reminders-%(day)s.xlsx") % {"day": timezone.localdate().isoformat()}
