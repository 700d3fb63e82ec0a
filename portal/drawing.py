"""What drawings made by the server have in common: numbers as attributes, scales and their words, months, map shapes.

Widths are in percent of the drawing and heights in pixels, so that letters keep their size on a telephone. Numbers that
go into attributes are texts, which no language formats. What matters differs in shape or filling, not by colour alone;
`templates/components/hatch.html` has the filling of hatched pieces.
"""

from dataclasses import dataclass
from datetime import date
from math import ceil, floor, log10

from django.utils.formats import date_format

MOST_LABELS = 4


@dataclass(frozen=True)
class Tick:
    """A line across and its number, or a mark below and its words."""

    at: str
    label: str
    anchor: str = "middle"


def as_attribute(value):
    """A number as the attribute of a drawing, the same in every language."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def scale(highest, height):
    """A round top at or above `highest`, and up to five lines across a drawing `height` pixels high."""
    if highest <= 0:
        return 1, [Tick(str(height), "0")]
    rough = highest / 4
    size = 10 ** floor(log10(rough)) if rough >= 1 else 1
    step = max(1, next(size * factor for factor in (1, 2, 5, 10) if size * factor >= rough))
    top = step * ceil(highest / step)
    return top, [Tick(as_attribute(height - height * value / top), str(value)) for value in range(0, top + 1, step)]


def some_labels(labels, position):
    """Some of the labels, evenly spread, the first and the last among them; the outer ones keep inside.

    `position(place)` is where the label of this place stands, in percent.
    """
    last = len(labels) - 1
    if last < 0:
        return []
    shown = sorted({round(last * number / (MOST_LABELS - 1)) for number in range(MOST_LABELS)})
    if len(labels) <= MOST_LABELS:
        shown = range(len(labels))
    anchors = {0: "start", last: "end"} if last and position(0) < 10 else {}
    return [Tick(as_attribute(position(place)), labels[place], anchors.get(place, "middle")) for place in shown]


@dataclass(frozen=True)
class Months:
    """A time scale of whole months: from the first of a month to the first of another."""

    first: date
    end: date

    @classmethod
    def around(cls, first: date, number: int):
        """The scale of `number` months that begins with the month of `first`."""
        return cls(first.replace(day=1), add_months(first, number))

    def holds(self, day: date) -> bool:
        """Whether `day` is on the scale."""
        return self.first <= day < self.end

    def place(self, day: date) -> float:
        """Where the middle of `day` is, in percent; a day outside is at the nearer end."""
        within = min(max((day - self.first).days + 0.5, 0), (self.end - self.first).days)
        return 100 * within / (self.end - self.first).days

    def ticks(self, every=3) -> list[Tick]:
        """The beginning of each month, every third with its words."""
        found, month, number = [], self.first, 0
        while month < self.end:
            words = date_format(month, "N Y") if number % every == 0 else ""
            place = 100 * (month - self.first).days / (self.end - self.first).days
            found.append(Tick(as_attribute(place), words, "start"))
            month, number = add_months(month, 1), number + 1
        return found


def add_months(day: date, number: int) -> date:
    """The first day of the month `number` months after (or before) that of `day`."""
    months = day.year * 12 + day.month - 1 + number
    return date(months // 12, months % 12 + 1, 1)
