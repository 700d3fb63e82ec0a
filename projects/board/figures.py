"""The figures of a year over the projects, as the funders' annual report asks for them, beside the year before.

Ten queries, however many projects there are. A year is a calendar year in Paris; the present one runs until now.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from statistics import median

from django.db.models import Count, DurationField, ExpressionWrapper, F, Min, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from ..enums import WITH_LEAD, MilestoneStatus, Outcomes, Sector, Stages, Surroundings
from ..models import Milestone, Reminder, StageChange, Transition

FIRST_YEAR = 1990
DAY = 24 * 3600  # seconds


@dataclass(frozen=True)
class Figure:
    """One line: what is counted, in the year and in the year before; None where nothing can be said."""

    label: str
    now: float | None
    before: float | None


@dataclass(frozen=True)
class Table:
    """Some figures under a title; `note` says how they are counted."""

    key: str
    title: str
    figures: list[Figure]
    note: str = ""


@dataclass(frozen=True)
class Year:
    """The moments between which something counts: [start, end)."""

    number: int

    @property
    def start(self):
        return timezone.make_aware(datetime(self.number, 1, 1))

    @property
    def end(self):
        return timezone.make_aware(datetime(self.number + 1, 1, 1))

    @property
    def last_moment(self):
        """Until when this year is known: its end, or now."""
        return min(self.end, timezone.now())


def figures_of(projects, number: int) -> list[Table]:
    """The tables of the year `number` for these projects."""
    years = (Year(number), Year(number - 1))
    known = _Projects(projects)
    pairs = [(known.accompanied(year), year) for year in years]
    return [
        _accompanied(known, pairs),
        _by(
            "stages",
            _("At which stage they stood at the end of the year"),
            pairs,
            lambda one, year: known.stage_at(one, year.last_moment),
            Stages,
        ),
        _by("territories", _("By territory"), pairs, lambda one, year: one.territory),
        _by("sectors", _("By sector"), pairs, lambda one, year: one.sector, Sector),
        _by("surroundings", _("By surroundings"), pairs, lambda one, year: one.surroundings, Surroundings),
        _milestones(projects, years),
    ]


class _Projects:
    """The projects and the history of their stages, read once."""

    def __init__(self, projects):
        fields = ("pk", "created_at", "stage", "territory", "sector", "surroundings", "outcome", "closed_on")
        self.all = list(projects.order_by().only(*fields))
        self.changes = defaultdict(list)
        rows = StageChange.objects.filter(project__in=projects.order_by().values("pk")).order_by("at", "pk")
        for change in rows.only("project_id", "from_stage", "to_stage", "at"):
            self.changes[change.project_id].append(change)

    def stage_at(self, project, moment):
        """Where a project stood; one that has no history stood where it stands."""
        changes = self.changes[project.pk]
        past = [change for change in changes if change.at < moment]
        if past:
            return past[-1].to_stage
        return (changes[0].from_stage or changes[0].to_stage) if changes else project.stage

    def opened_in(self, project, year):
        return any(
            one.to_stage == Stages.OPENED and year.start <= one.at < year.end for one in self.changes[project.pk]
        )

    def accompanied(self, year):
        """Those made before the end of the year that had neither opened nor ended before it began."""
        return [
            one
            for one in self.all
            if one.created_at < year.last_moment
            and (one.created_at >= year.start or self.stage_at(one, year.start) != Stages.OPENED)
            and (one.closed_on is None or one.closed_on.year >= year.number)
        ]


def _accompanied(known, pairs):
    def counted(test):
        return [sum(test(one, year) for one in found) for found, year in pairs]

    def ended_as(outcome):
        return lambda one, year: one.outcome == outcome and one.closed_on.year == year.number

    rows = [
        (_("Projects accompanied during the year"), counted(lambda one, year: True)),
        (_("among them, new ones"), counted(lambda one, year: one.created_at >= year.start)),
        (_("among them, opened during the year"), counted(known.opened_in)),
        (_("among them, handed over during the year"), counted(ended_as(Outcomes.HANDED_OVER))),
        (_("among them, abandoned during the year"), counted(ended_as(Outcomes.ABANDONED))),
    ]
    return Table("projects", _("Accompanied projects"), [Figure(label, *numbers) for label, numbers in rows])


def _by(key, title, pairs, value_of, choices=None):
    """How many of the accompanied projects have each value; those of `choices` in their order, the untold last."""
    counters = [Counter(value_of(one, year) for one in found) for found, year in pairs]
    values = list(choices.values) if choices else sorted({value for counter in counters for value in counter} - {""})
    if any(counter[""] for counter in counters):
        values.append("")
    labels = dict(choices.choices) if choices else {}
    figures = [
        Figure(str(labels.get(value, value)) or _("Not said"), *(counter[value] for counter in counters))
        for value in values
    ]
    return Table(key, title, figures)


def _milestones(projects, years):
    of_projects = projects.order_by().values("pk")
    moves = [_moves(of_projects, year) for year in years]
    rows = [
        (_("Submissions received"), [one[MilestoneStatus.SUBMITTED] for one in moves]),
        (_("Milestones accepted"), [one[MilestoneStatus.ACCEPTED] for one in moves]),
        (_("Correction requests"), [one[MilestoneStatus.RETURNED] for one in moves]),
        (_("Milestones reopened"), [one[MilestoneStatus.REOPENED] for one in moves]),
        (_("Days from submission to decision (median)"), [_days_to_decide(of_projects, year) for year in years]),
        (_("Milestones not handed in by their date"), [_late(of_projects, year) for year in years]),
        (pgettext("workbench", "Reminders"), [_reminders(of_projects, year) for year in years]),
    ]
    note = _("Days are counted from each submission to the answer to it, accepted or returned.")
    return Table("milestones", _("Milestones"), [Figure(label, *numbers) for label, numbers in rows], note)


def _moves(of_projects, year):
    """What was withdrawn counts neither as received, nor as asked again when the milestone went back."""
    found = Transition.objects.filter(milestone__project__in=of_projects, at__gte=year.start, at__lt=year.end)
    found = found.filter(submission__withdrawn_at=None)
    return Counter(dict(found.order_by().values_list("to_status").annotate(Count("pk"))))


def _days_to_decide(of_projects, year):
    """To a tenth of a day; None where nothing was decided."""
    answers = Transition.objects.filter(
        milestone__project__in=of_projects,
        from_status=MilestoneStatus.SUBMITTED,
        submission__isnull=False,
        submission__withdrawn_at=None,
        at__gte=year.start,
        at__lt=year.end,
    ).order_by()
    waited = ExpressionWrapper(F("at") - F("submission__submitted_at"), output_field=DurationField())
    found = [one.total_seconds() / DAY for one in answers.values_list(waited, flat=True).iterator(chunk_size=5000)]
    return round(median(found), 1) if found else None


def _late(of_projects, year):
    """Due in the year, the date is past, and the first submission came after it or has not come."""
    last = min(date(year.number, 12, 31), timezone.localdate())
    due = Milestone.objects.filter(
        project__in=of_projects, due_on__gte=date(year.number, 1, 1), due_on__lte=last
    ).exclude(due_on=timezone.localdate())
    first = due.annotate(first=Min("submissions__submitted_at", filter=Q(submissions__withdrawn_at=None))).order_by()
    missing = Q(first=None, status__in=WITH_LEAD)
    return first.filter(missing | Q(first__date__gt=F("due_on"))).count()


def _reminders(of_projects, year):
    return Reminder.objects.filter(
        milestone__project__in=of_projects, sent_on__gte=date(year.number, 1, 1), sent_on__lte=date(year.number, 12, 31)
    ).count()
