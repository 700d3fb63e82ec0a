"""The calendar of the projects: for each a strip of its milestones over the same months, and the same as a table."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from portal.drawing import Months, add_months, as_attribute

from ..course import wording
from ..enums import WITH_LEAD, MilestoneStatus
from ..models import Milestone

BEFORE, SHOWN = 5, 18  # months: those before the present one, and all
STEP = 6  # months that one goes back or forth
EARLIEST, LATEST = date(1990, 1, 1), date(2100, 1, 1)
# The shape of each state, drawn around its date (templates/projects/_mark.html) and explained in the legend.
SHAPES = [
    ("accepted", gettext_lazy("Accepted")),
    ("submitted", gettext_lazy("Being reviewed")),
    ("asked", gettext_lazy("Asked from the leads")),
    ("late", gettext_lazy("Late, since its date")),
]


@dataclass(frozen=True)
class Mark:
    """One milestone on the strip of its project, and its row in the table."""

    milestone: Milestone
    day: date
    shape: str
    words: str
    kind: str
    at: str
    late_width: str = ""  # of the hatched bar from its date until today, in percent


@dataclass(frozen=True)
class Strip:
    """One project: its marks in the order of their dates, and what a drawing would tell."""

    project: object
    marks: list[Mark]
    late: int
    first: str
    length: str

    @property
    def words(self):
        """The drawing in a sentence."""
        marks = len(self.marks)
        shown = ngettext("%(number)d milestone in these months", "%(number)d milestones in these months", marks)
        late = ngettext("%(number)d of them late", "%(number)d of them late", self.late)
        told = [shown % {"number": marks}, *([late % {"number": self.late}] if self.late else [])]
        return f"{self.project.name} – {', '.join(told)}"


@dataclass(frozen=True)
class Calendar:
    """The strips of some projects over the same months."""

    months: Months
    strips: list[Strip]
    today: str  # where today is, in percent; nothing where it is not among these months

    @property
    def ticks(self):
        return self.months.ticks()

    @property
    def earlier(self):
        """The parameter of the address that goes back."""
        return f"{add_months(self.months.first, -STEP):%Y-%m}"

    @property
    def later(self):
        return f"{add_months(self.months.first, STEP):%Y-%m}"

    @property
    def period(self):
        last = add_months(self.months.end, -1)
        return _("%(first)s to %(last)s") % {
            "first": date_format(self.months.first, "F Y"),
            "last": date_format(last, "F Y"),
        }


def months_of(parameter: str) -> Months:
    """The months that the address asks for ("2026-11"); without a sensible one, those around today."""
    try:
        first = date.fromisoformat(f"{parameter}-01")
    except ValueError:
        first = add_months(timezone.localdate(), -BEFORE)
    if not EARLIEST <= first < LATEST:
        first = add_months(timezone.localdate(), -BEFORE)
    return Months.around(first, SHOWN)


def calendar(projects, months: Months) -> Calendar:
    """The calendar of some projects: one query whatever their number."""
    today = timezone.localdate()
    courses = {project.pk: [] for project in projects}
    for milestone in Milestone.objects.filter(project__in=courses).order_by("order").defer("instructions"):
        courses[milestone.project_id].append(milestone)
    strips = [_strip(project, courses[project.pk], months, today) for project in projects]
    return Calendar(months, strips, as_attribute(months.place(today)) if months.holds(today) else "")


def _strip(project, course, months, today):
    marks, current = [], next((one for one in course if one.status != MilestoneStatus.ACCEPTED), None)
    for milestone in course:
        milestone.project = project
        mark = _mark(milestone, milestone == current, months, today)
        if mark:
            marks.append(mark)
    marks.sort(key=lambda mark: mark.day)
    first, last = (months.place(marks[0].day), months.place(marks[-1].day)) if marks else (0, 0)
    late = sum(mark.shape == "late" for mark in marks)
    return Strip(project, marks, late, as_attribute(first), as_attribute(last - first))


def _mark(milestone, is_current, months, today):
    """None for a milestone without a date, or whose date (and being late until today) is outside of these months."""
    day, shape = milestone.due_on, "asked"
    if milestone.status not in WITH_LEAD:
        day, shape = localtime(milestone.status_since).date(), milestone.status
    elif milestone.is_late:
        shape = "late"
    reaches_in = shape == "late" and day and day < months.first <= today
    if day is None or not (months.holds(day) or reaches_in):
        return None
    is_upcoming = milestone.status == MilestoneStatus.PENDING and not is_current
    words, kind = wording(milestone.status, due_on=milestone.due_on, is_upcoming=is_upcoming, today=today)
    at, width = months.place(day), ""
    if shape == "late":
        width = as_attribute(months.place(today) - at)
    return Mark(milestone, day, shape, words, kind, as_attribute(at), width)
