"""The list of registrations as a workbook."""

from django.utils.translation import gettext as _

from portal.spreadsheets import Column, Sheet

from .columns import bring_along, with_ranks

AT_ONCE = 1000  # rows in memory


def registrations_sheet(event, registrations, columns):
    """`registrations` of `event`, in their order; moments are real dates, a text is never a formula."""
    headers = [Column(column.label, kind=column.kind, width=column.width) for column in columns]
    rows = _rows(event, registrations, columns)
    return Sheet(_("Registrations"), [Column(_("Last name")), Column(_("First name")), *headers], rows)


def _rows(event, registrations, columns):
    found = bring_along(registrations, columns).iterator(chunk_size=AT_ONCE)
    for registration in with_ranks(found, event):
        yield [registration.last_name, registration.first_name, *(column.value(registration) for column in columns)]
