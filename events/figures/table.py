"""A figure: a small table that is drawn, shown beside its drawing, and taken away in a workbook."""

from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Row:
    """What is counted, and how many: one number for each column of the table (None: it cannot be known)."""

    label: str
    numbers: tuple
    short: str = ""  # what stands below a drawing, where the label is long


@dataclass(frozen=True)
class Table:
    """`what` heads the first column, `columns` the numbers; `note` says in a sentence what is counted."""

    key: str
    title: str
    what: str
    columns: tuple
    rows: list[Row] = field(default_factory=list)
    note: str = ""

    def __bool__(self):
        return bool(self.rows)

    def sum(self, column=0):
        """The total of one column."""
        return sum(row.numbers[column] or 0 for row in self.rows)

    def renamed(self, key, title, note):
        """The same numbers under another title."""
        return replace(self, key=key, title=title, note=note)


def percent(part, whole):
    """The share of `part` in `whole`, in words; a dash where there is nothing to share."""
    if not whole or part is None:
        return "–"
    return _("%(number)d%%") % {"number": round(100 * part / whole)}
