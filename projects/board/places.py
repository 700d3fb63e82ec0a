"""The map of the projects: where each is, at which stage, what is late; and the same as a table.

Longitudes are narrowed by the cosine of the middle latitude, which keeps shapes true over a department or a country.
"""

from dataclasses import dataclass
from math import cos, hypot, radians

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.drawing import as_attribute

from ..enums import Stages
from ..models import Milestone, ProjectSettings
from ..models.settings import rings_of

STAGES = Stages.choices
MOST = 500  # projects on one map
WIDTH, HIGHEST, MARGIN = 400, 520, 24  # units of the drawing: about a pixel on a telephone
APART = 32  # units; points nearer than this are one, so that a finger finds each
SMALLEST = 0.05  # degrees that a map shows at least


@dataclass(frozen=True)
class Point:
    """One mark on the map: a project, or several that are too near each other to be drawn apart."""

    number: int
    x: str
    y: str
    projects: list

    @property
    def single(self):
        """The project, where it stands alone."""
        return self.projects[0] if len(self.projects) == 1 else None

    @property
    def is_late(self):
        """Whether anything of this point waits for its leads since its date."""
        return any(project.is_late for project in self.projects)

    @property
    def words(self):
        """The mark in a sentence, project by project; it begins with the number that is drawn."""
        told = "; ".join(_told(project) for project in self.projects)
        return told if self.single else f"{self.title} – {told}"

    @property
    def title(self):
        """How many projects stand here."""
        number = len(self.projects)
        return ngettext("%(number)d project here", "%(number)d projects here", number) % {"number": number}


@dataclass(frozen=True)
class Map:
    """The drawing (`outline` is the path of the territory, nothing without one) and those of whom no place is known."""

    width: str
    height: str
    outline: str
    credit: str
    points: list[Point]
    unplaced: list
    drawn: int
    left_out: int  # projects beyond MOST


def map_of(projects) -> Map:
    """The map of some projects: two queries and the setting, whatever their number."""
    late = Milestone.objects.filter(project=OuterRef("pk"), project__closed_on=None).late()
    found = list(projects.annotate(is_late=Exists(late)).defer("summary", "summary_folded")[: MOST + 1])
    left_out = projects.order_by().count() - MOST if len(found) > MOST else 0
    placed = [one for one in found[:MOST] if one.latitude is not None]
    settings = ProjectSettings.load()
    rings = rings_of(settings.outline)
    frame = _Frame([*(point for ring in rings for point in ring), *(_at(project) for project in placed)])
    path = "".join(f"M{' '.join(','.join(map(as_attribute, frame.place(*at))) for at in ring)}Z" for ring in rings)
    return Map(
        as_attribute(frame.width),
        as_attribute(frame.height),
        path,
        settings.outline_credit if rings else "",
        _points(placed, frame),
        [one for one in found[:MOST] if one.latitude is None],
        len(placed),
        left_out,
    )


class _Frame:
    """From longitudes and latitudes to the units of the drawing, which holds all `points` with a margin."""

    def __init__(self, points):
        longitudes, latitudes = [x for x, _y in points] or [0], [y for _x, y in points] or [0]
        self.west, east = _wide_enough(min(longitudes), max(longitudes))
        south, self.north = _wide_enough(min(latitudes), max(latitudes))
        self.narrowing = max(cos(radians((south + self.north) / 2)), 0.01)
        across, down = (east - self.west) * self.narrowing, self.north - south
        self.unit = min((WIDTH - 2 * MARGIN) / across, (HIGHEST - 2 * MARGIN) / down)
        self.width, self.height = across * self.unit + 2 * MARGIN, down * self.unit + 2 * MARGIN

    def place(self, longitude, latitude):
        """Where this place is drawn: across and down."""
        across = (longitude - self.west) * self.narrowing * self.unit
        return MARGIN + across, MARGIN + (self.north - latitude) * self.unit


def _wide_enough(least, most):
    spare = max(SMALLEST - (most - least), 0) / 2
    return least - spare, most + spare


def _at(project):
    return float(project.longitude), float(project.latitude)


def _points(projects, frame):
    """Each project joins the first point that is too near; points stay in the order of the list."""
    groups = []
    for project in projects:
        x, y = frame.place(*_at(project))
        near = next((group for group in groups if hypot(group[0] - x, group[1] - y) < APART), None)
        if near:
            near[2].append(project)
        else:
            groups.append((x, y, [project]))
    return [
        Point(number, as_attribute(x), as_attribute(y), members) for number, (x, y, members) in enumerate(groups, 1)
    ]


def _told(project):
    told = [project.name, project.get_stage_display(), *([_("late")] if project.is_late else [])]
    return " – ".join(told)
