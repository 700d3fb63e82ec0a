"""What an import would do, row by row. Planning writes nothing to the event."""

from collections import Counter

from django.db.models.functions import Lower
from django.utils.translation import gettext as _

from portal.spreadsheets import UnreadableWorkbook, read_table

from ..enums import RegistrationStatus, RowOutcomes
from ..models import ImportRow, Registration
from .cells import RowReader
from .columns import recognised

SHOWN_CELL = 300  # characters of a refused row that are kept


def read_workbook(kept):
    """The table of the workbook of an import. Raises UnreadableWorkbook."""
    with kept.workbook.open("rb") as opened:
        table = read_table(opened, recognise=recognised(kept.event))
    if not table.columns.keys() & {"last_name", "full_name"}:
        raise UnreadableWorkbook(_("No column with the names was found: at least “Nom” (or “Name”) is needed."))
    if not table.rows:
        raise UnreadableWorkbook(_("There is no row under the header: nothing to import."))
    return table


def plan_rows(kept, table):
    """An unsaved `ImportRow` for each row of the table, in its order."""
    reader = RowReader(kept.event, language=kept.language)
    known, above = identities_of(kept.event.registrations), {}
    for row in table.rows:
        values, reasons = reader.read(row)
        planned = ImportRow(parent=kept, number=row.number, values=values, reasons=reasons)
        identity = None if reasons else identity_of(values)
        if not reasons and identity in above:
            reasons.append(_same_as(above[identity], values))
        if reasons:
            planned.outcome = RowOutcomes.REFUSED
            planned.values = {n: str(v)[:SHOWN_CELL] for n, v in row.values.items() if v is not None}
        elif identity in known:
            planned.outcome = RowOutcomes.KNOWN
            if known[identity] == RegistrationStatus.CANCELLED:
                reasons.append(_("cancelled since: not registered again"))
        else:
            planned.outcome = RowOutcomes.NEW
        above.setdefault(identity, row.number)
        yield planned


def _same_as(number, values):
    if values["email"]:
        text = _("row %(number)d has this address already: leave the cell blank for who has none of their own")
    else:
        text = _("row %(number)d is the same person")
    return text % {"number": number}


def identity_of(values):
    """What makes two rows one person: the address, else name and organisation."""
    return values["email"] or registration_of(values).search_folded


def identities_of(registrations):
    """{identity: status} of these registrations; an active one counts before one that was cancelled."""
    rows = registrations.values_list(Lower("email"), "search_folded", "status")
    known = {email or folded: status for email, folded, status in rows if status == RegistrationStatus.CANCELLED}
    return known | {email or folded: s for email, folded, s in rows if s != RegistrationStatus.CANCELLED}


def registration_of(values):
    """The unsaved registration a row would become; what it is searched by is filled in."""
    fields = ("last_name", "first_name", "email", "organisation", "postcode", "language")
    registration = Registration(**{name: values[name] for name in fields}, audience_id=values["audience"])
    registration.fold_words()
    return registration


def counted(rows):
    """{outcome: how many}, and under "audiences" how many are new in each, as the preview needs it."""
    new = Counter(str(row.values["audience"] or "") for row in rows if row.outcome == RowOutcomes.NEW)
    return Counter(row.outcome for row in rows) | {"audiences": new}
