"""How the results of the feedback are shown and taken away."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from portal.spreadsheets import Column, Sheet

from . import charts
from .figures import percent, standings


@dataclass(frozen=True)
class Summary:
    """How many replied, of how many who could."""

    replies: int
    came: int
    share: str


def summary(event, results):
    """The rate of replies; `event` comes with its places."""
    [standing] = standings([event])
    return Summary(results.replies, standing.checked_in, percent(results.replies, standing.checked_in))


def charts_of(results):
    """(drawing, mean mark or None) for each question that can be counted."""
    return [(charts.bars(table, shares=True), results.means.get(table.key)) for table in results.tables if table]


def sheets(event, results):
    """One sheet of numbers and one of texts; neither says which answers were given together."""
    numbers = [
        [table.title, row.label, row.numbers[0], results.means.get(table.key)]
        for table in results.tables
        for row in table.rows
    ]
    texts = [[question.label, text] for question, found in results.texts for text in found]
    return [
        Sheet(
            pgettext("sheet", "Results"),
            [
                Column(_("Question"), width=48),
                Column(_("Answer"), width=32),
                Column(pgettext("table", "Answers"), kind="number"),
                Column(_("Mean mark"), kind="number"),
            ],
            [[_("Replies"), "", results.replies, None], *numbers],
        ),
        Sheet(
            pgettext("sheet", "In their words"),
            [Column(_("Question"), width=48), Column(_("Answer"), width=100)],
            texts,
        ),
    ]
