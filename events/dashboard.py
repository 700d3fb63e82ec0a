"""The live dashboard of one event: which figures it shows, how each is drawn, and all of them as sheets."""

from django.utils.translation import gettext as _

from portal.spreadsheets import Column, Sheet

from . import charts
from .enums import QuestionPurpose
from .figures import answer_tables, arrivals, registrations, standings

TOTAL = "total"  # the curve: the same numbers as day by day, so no sheet of its own


def standing_of(event):
    """The main figures of `event`, which comes with its places."""
    [standing] = standings([event])
    return standing


def timed_charts(event, standing):
    """What happened when: arrivals once there are some, registrations day by day and adding up."""
    days = registrations.by_day(event)
    limit = {"limit": standing.places, "limit_label": _("%(number)d places") % {"number": standing.places}}
    drawn = [
        charts.columns(arrivals.by_quarter(event), is_wide=True),
        charts.columns(days, drawn=(0, 1)),
        charts.curves(_adding_up(days), drawn=(2,), is_filled=True, **(limit if standing.places else {})),
    ]
    return [drawing for drawing in drawn if drawing.table]


def counted_charts(event, standing):
    """How many of each kind, where there are any."""
    kinds = registrations.kinds_of(event)
    drawn = [
        charts.bars(registrations.by_workshop(event), of=1),
        charts.bars(registrations.by_audience(event, kinds), drawn=(0, 1)),
        charts.bars(registrations.by_attendance(standing), shares=True),
        charts.bars(registrations.by_status(standing), shares=True),
        charts.bars(registrations.by_source(kinds), shares=True),
        charts.bars(registrations.by_territory(event), shares=True),
        *(charts.bars(table, shares=True) for table in answer_tables(event, QuestionPurpose.REGISTRATION)),
    ]
    return [drawing for drawing in drawn if drawing.table]


def _adding_up(days):
    return days.renamed(TOTAL, _("Registrations adding up"), _("Those that still count, against the places."))


def sheets(event, standing):
    """What the dashboard shows, a sheet for each figure."""
    drawn = [*timed_charts(event, standing), *counted_charts(event, standing)]
    tables = [drawing.table for drawing in drawn if drawing.table.key != TOTAL]
    return [sheet_of(table) for table in tables or [registrations.by_status(standing)]]


def sheet_of(table):
    """One figure as a sheet."""
    columns = [Column(table.what, width=36), *(Column(header, kind="number") for header in table.columns)]
    return Sheet(table.title, columns, [[row.label, *row.numbers] for row in table.rows])
