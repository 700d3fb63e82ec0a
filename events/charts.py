"""Charts, drawn by the server: a `Table` becomes the geometry that the templates `events/_chart_….html` write as SVG.

`portal.drawing` says in which units. Series differ by how they are filled, not by colour alone: full, hatched, hollow.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from portal.drawing import Tick, as_attribute, scale, some_labels

from .figures import percent

FILLS = ("full", "hatched", "hollow")
LINES = ("solid", "dashed", "dotted", "long", "dot-dash", "fine")
HEIGHT = 180
WIDEST_COLUMN = 8.0  # percent: three columns aren't a wall


@dataclass(frozen=True)
class Part:
    """A piece of a bar: where it begins and how long it is."""

    start: str
    length: str
    fill: str


@dataclass(frozen=True)
class Bar:
    """One row of a table with its bar."""

    label: str
    numbers: tuple
    parts: list[Part]
    share: str


@dataclass(frozen=True)
class Bars:
    """A table with a bar in each row."""

    table: object
    rows: list[Bar]
    legend: list
    has_shares: bool = False
    template: str = "events/_chart_bars.html"


def bars(table, *, drawn=(0,), of=None, longest=None, shares=False):
    """Bars of the columns `drawn`, one after the other; within the column `of`, where that is the whole of each.

    The longest is the highest number, unless the scale has an end of its own (`longest`).
    """
    longest = longest or max((_longest(row, drawn, of) for row in table.rows), default=0) or 1
    whole = table.sum(drawn[0])
    rows = []
    for row in table.rows:
        start, parts = 0.0, []
        for number, column in enumerate(drawn):
            length = 100 * (row.numbers[column] or 0) / longest
            if length:
                parts.append(Part(as_attribute(start), as_attribute(length), FILLS[number % len(FILLS)]))
            start += length
        if of is not None and row.numbers[of]:
            parts.insert(0, Part("0", as_attribute(100 * row.numbers[of] / longest), "track"))
        share = percent(row.numbers[drawn[0]], whole) if shares else ""
        rows.append(Bar(row.label, row.numbers, parts, share))
    legend = _legend(table, drawn) if len(drawn) > 1 else []
    return Bars(table, rows, legend, has_shares=shares)


def _longest(row, drawn, of):
    most = sum(row.numbers[column] or 0 for column in drawn)
    return max(most, row.numbers[of] or 0) if of is not None else most


def _legend(table, drawn):
    return [(FILLS[number % len(FILLS)], table.columns[column]) for number, column in enumerate(drawn)]


@dataclass(frozen=True)
class Column:
    """One column: what is said of it, and its pieces from the ground up."""

    x: str
    width: str
    parts: list[Part]
    words: str


@dataclass(frozen=True)
class Columns:
    """Columns side by side on a common ground."""

    table: object
    columns: list[Column]
    across: list[Tick]
    below: list[Tick]
    legend: list
    description: str
    height: int = HEIGHT
    is_wide: bool = False
    template: str = "events/_chart_columns.html"


def columns(table, *, drawn=None, is_wide=False):
    """A column for each row, one piece on another for each of the columns `drawn` (all)."""
    drawn = tuple(range(len(table.columns))) if drawn is None else drawn
    totals = [sum(row.numbers[column] or 0 for column in drawn) for row in table.rows]
    top, across = scale(max(totals, default=0), HEIGHT)
    room = 100 / max(len(table.rows), 1)
    width = min(room * 0.78, WIDEST_COLUMN)
    found = []
    for place, row in enumerate(table.rows):
        ground, parts = float(HEIGHT), []
        for number, column in enumerate(drawn):
            height = HEIGHT * (row.numbers[column] or 0) / top
            ground -= height
            if height:
                parts.append(Part(as_attribute(ground), as_attribute(height), FILLS[number % len(FILLS)]))
        words = ", ".join(f"{table.columns[column]} {row.numbers[column] or 0}" for column in drawn)
        x = room * place + (room - width) / 2
        found.append(Column(as_attribute(x), as_attribute(width), parts, f"{row.label} – {words}"))
    below = some_labels([row.short or row.label for row in table.rows], lambda place: room * (place + 0.5))
    legend = _legend(table, drawn) if len(drawn) > 1 else []
    return Columns(table, found, across, below, legend, _most(table, totals), is_wide=is_wide)


def _most(table, totals):
    if not totals:
        return ""
    most = max(totals)
    return _("From %(first)s to %(last)s: %(total)d in all; most: %(label)s, %(most)d.") % {
        "first": table.rows[0].label,
        "last": table.rows[-1].label,
        "total": sum(totals),
        "label": table.rows[totals.index(most)].label,
        "most": most,
    }


@dataclass(frozen=True)
class Curve:
    """One line through points of a square of 1000 by `HEIGHT`."""

    label: str
    points: str
    line: str
    number: int
    last: str


@dataclass(frozen=True)
class Curves:
    """Lines over a common scale, with a limit across or without."""

    table: object
    curves: list[Curve]
    across: list[Tick]
    below: list[Tick]
    limit: Tick | None
    description: str
    height: int = HEIGHT
    is_filled: bool = False
    is_wide: bool = False
    template: str = "events/_chart_curves.html"


def curves(table, *, drawn=None, limit=None, limit_label="", is_filled=False, is_wide=False):
    """A line for each of the columns `drawn` (all) through the rows; a gap (None) ends it. `limit` is drawn across."""
    drawn = tuple(range(len(table.columns))) if drawn is None else drawn
    highest = max((row.numbers[column] or 0 for row in table.rows for column in drawn), default=0)
    top, across = scale(max(highest, limit or 0), HEIGHT)
    steps = max(len(table.rows) - 1, 1)
    found = []
    for number, column in enumerate(drawn):
        known = [
            (place, row.numbers[column]) for place, row in enumerate(table.rows) if row.numbers[column] is not None
        ]
        points = " ".join(
            f"{as_attribute(1000 * place / steps)},{as_attribute(HEIGHT - HEIGHT * n / top)}" for place, n in known
        )
        last = str(known[-1][1]) if known else "–"
        found.append(Curve(str(table.columns[column]), points, LINES[number % len(LINES)], number + 1, last))
    below = some_labels([row.short or row.label for row in table.rows], lambda place: 100 * place / steps)
    across_limit = Tick(as_attribute(HEIGHT - HEIGHT * limit / top), limit_label) if limit else None
    said = [_("%(series)s: %(number)s at the end") % {"series": curve.label, "number": curve.last} for curve in found]
    return Curves(
        table, found, across, below, across_limit, "; ".join(said) + ".", is_filled=is_filled, is_wide=is_wide
    )
