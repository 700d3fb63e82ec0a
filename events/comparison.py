"""How a comparison of events is shown and taken away."""

from dataclasses import dataclass

from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from portal.drawing import as_attribute
from portal.spreadsheets import Column, Sheet

from . import charts
from .dashboard import sheet_of
from .figures import Row, Table, percent
from .figures.comparison import curves_table, territories_table


@dataclass(frozen=True)
class Measure:
    """One line of the comparison: what is measured, and a value for each event."""

    label: str
    values: list


def measures(compared):
    """The main table, a line for each measure; a dash where it cannot be known."""

    def line(label, value, *, always=False):
        return Measure(label, [value(one) if always or one.is_known else None for one in compared])

    return [
        line(_("Places"), lambda one: one.standing.places or None, always=True),
        line(pgettext("measure", "Confirmed"), lambda one: one.standing.confirmed),
        line(pgettext("measure", "On the waiting list"), lambda one: one.standing.waiting),
        line(pgettext("measure", "Cancelled"), lambda one: one.standing.cancelled),
        line(pgettext("measure", "Came"), lambda one: one.standing.came, always=True),
        line(_("Rate of attendance"), lambda one: one.standing.came_share),
        line(_("Registrations on the first day"), lambda one: one.first_day),
        line(_("Satisfaction, out of 5"), _mark, always=True),
    ]


def _mark(one):
    return None if one.satisfaction is None else round(one.satisfaction, 1)


def drawings(compared):
    """What is drawn, where there is something to compare."""
    days = curves_table(compared)
    drawn = [
        charts.bars(_confirmed(compared), of=1),
        charts.bars(_came(compared), of=1),
        charts.bars(_satisfaction(compared), of=None, longest=5),
    ]
    timed = [charts.curves(days, is_wide=True)] if days else []
    return timed, [drawing for drawing in drawn if drawing.table]


def _confirmed(compared):
    rows = [_row(one, one.standing.confirmed, one.standing.places) for one in compared if one.is_known]
    columns = (pgettext("table", "Confirmed"), pgettext("table", "Places"))
    return Table("confirmed", _("Places taken"), _("Event"), columns, rows, _("Confirmed, of the places there are."))


def _came(compared):
    rows = [
        _row(one, one.standing.came, one.standing.confirmed)
        for one in compared
        if one.is_known and one.standing.came is not None
    ]
    columns = (pgettext("table", "Came"), pgettext("table", "Confirmed"))
    return Table("came", _("Attendance"), _("Event"), columns, rows, _("Came, of those who were expected."))


def _satisfaction(compared):
    rows = [_row(one, _mark(one)) for one in compared if one.satisfaction is not None]
    columns = (_("Mean mark"),)
    note = _("Mean of the first mark asked for after the event, from three replies.")
    return Table("satisfaction", _("Satisfaction, out of 5"), _("Event"), columns, rows, note)


def _row(one, *numbers):
    return Row(one.event.title, numbers)


@dataclass(frozen=True)
class Cell:
    """How many of an event's people a territory has, and their share, drawn and said."""

    number: int
    length: str
    share: str


def territories(compared):
    """The table of territories and, for each of its rows, the label and a `Cell` for each event."""
    table = territories_table(compared)
    wholes = [table.sum(column) for column in range(len(table.columns))]
    rows = [
        (
            row.label,
            [
                Cell(number, as_attribute(100 * number / whole), percent(number, whole))
                for number, whole in zip(row.numbers, wholes, strict=True)
            ],
        )
        for row in table.rows
    ]
    return table, rows


def sheets(compared):
    """The comparison, a line an event; the curves; the territories."""
    lines = measures(compared)
    shares = [one.standing.came / one.standing.confirmed if _has_rate(one) else None for one in compared]
    columns = [
        Column(_("Event"), width=48),
        Column(pgettext("table", "Day"), kind="date"),
        *(Column(line.label, kind="number") for line in lines),
    ]
    rate = next(number for number, line in enumerate(lines) if line.label == _("Rate of attendance"))
    rows = []
    for place, one in enumerate(compared):
        values = [line.values[place] for line in lines]
        values[rate] = None if shares[place] is None else round(shares[place], 3)
        rows.append([one.event.title, localtime(one.event.starts_at), *values])
    tables = [curves_table(compared), territories_table(compared)]
    return [Sheet(_("Comparison"), columns, rows), *(sheet_of(table) for table in tables if table)]


def _has_rate(one):
    return one.is_known and one.standing.came is not None and one.standing.confirmed
