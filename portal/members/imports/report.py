"""A plan in plain lines, for a terminal."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from .plan import CREATED, REFUSED, UNCHANGED, UPDATED, Plan, PlannedRow


def outcome_names() -> dict[str, str]:
    """What an outcome is called on the screen."""
    return {
        CREATED: pgettext("row", "created"),
        UPDATED: pgettext("row", "updated"),
        UNCHANGED: pgettext("row", "unchanged"),
        REFUSED: pgettext("row", "refused"),
    }


def lines(plan: Plan) -> Iterator[str]:
    """The table found, one line a row, then the sums."""
    yield _("Sheet “%(sheet)s”, header on row %(number)d.") % {"sheet": plan.sheet, "number": plan.header_row}
    yield from remarks(plan)
    names = outcome_names()
    for row in plan.rows:
        yield f"{row.number:>6}  {names[row.outcome]:<10}  {_told(row)}"
    yield summary(plan)


def remarks(plan: Plan) -> list[str]:
    """What of the workbook is not imported, in sentences."""
    told = []
    if plan.left_aside:
        told.append(_("Columns left aside: %(names)s.") % {"names": ", ".join(plan.left_aside)})
    if plan.ignored:
        rows = ", ".join(map(str, plan.ignored[:20]))
        told.append(_("Rows passed over (totals, headings): %(rows)s.") % {"rows": rows})
    if plan.amounts:
        told.append(
            ngettext(
                "%(count)d amount was read and not imported: dues are not kept here yet.",
                "%(count)d amounts were read and not imported: dues are not kept here yet.",
                plan.amounts,
            )
            % {"count": plan.amounts}
        )
    return told


def summary(plan: Plan) -> str:
    """The sums in one line."""
    return _("%(created)d created, %(updated)d updated, %(unchanged)d unchanged, %(refused)d refused.") % plan.counts


def _told(row: PlannedRow) -> str:
    who = f" ({row.who})" if row.who else ""
    details = "; ".join([*row.reasons] if row.outcome == REFUSED else [*row.steps, *row.notes])
    return f"{row.name or '—'}{who}" + (f" – {details}" if details else "")
