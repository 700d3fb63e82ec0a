"""The list of registrations as a workbook: at once when it is small, else prepared in the background."""

from django.http import QueryDict
from django.utils.translation import gettext as _

from portal import exports, roles
from portal.spreadsheets import Column, Sheet

from .columns import bring_along, with_ranks
from .listing import Listing

AT_ONCE = 1000  # rows in memory
REGISTRATIONS = "events.registrations"


def register():
    """Declares the kind of workbook; called once, at start."""
    exports.register(REGISTRATIONS, scope_of=scope_of, make=_workbook)


def exportable_by(person):
    """The events whose list `person` may take away; agrees with `permissions.can_export_registrations`."""
    return roles.objects_for(person, "events.export_registrations")


def scope_of(person):
    """The events whose list the person may take away: all of them, or the keys of some."""
    if person.is_active and person.has_perm("events.export_registrations"):
        return {exports.EVERYTHING}
    return {str(pk) for pk in exportable_by(person).order_by().values_list("pk", flat=True)}


def _workbook(person, arguments):
    event = exportable_by(person).get(pk=arguments["event"])
    listing = Listing(event, QueryDict(arguments["address"]), shows_addresses=True)
    sheet = registrations_sheet(event, listing.found, listing.chosen_columns or listing.every_column)
    return f"inscriptions-{event.slug}.xlsx", [sheet]


def registrations_sheet(event, registrations, columns):
    """`registrations` of `event`, in their order; moments are real dates, a text is never a formula."""
    headers = [Column(column.label, kind=column.kind, width=column.width) for column in columns]
    rows = _rows(event, registrations, columns)
    return Sheet(_("Registrations"), [Column(_("Last name")), Column(_("First name")), *headers], rows)


def _rows(event, registrations, columns):
    found = bring_along(registrations, columns).iterator(chunk_size=AT_ONCE)
    for registration in with_ranks(found, event):
        yield [registration.last_name, registration.first_name, *(column.value(registration) for column in columns)]
