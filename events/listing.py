"""The organiser's list as its address says it: filters, columns, order."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import prefetch_related_objects
from django.http import QueryDict
from django.utils.translation import gettext as _

from .columns import USUAL, bring_along, chosen, columns_of, with_ranks
from .forms.filters import OF_ONE_EVENT, ListFilterForm

# What filters and columns ask of the event.
READ_WITH_IT = ("slots__workshops", "audiences", "questions__options", "consents")
A_PAGE = 50
BY_NAME = "name"
LATEST_FIRST = "-created"


class Listing:
    """`address` is the query of the list's address (a QueryDict); what makes no sense in it is passed over."""

    def __init__(self, event, address, *, shows_addresses):
        self.event = event
        prefetch_related_objects([event], *READ_WITH_IT)
        self.filters = ListFilterForm(address, event=event, shows_addresses=shows_addresses)
        self.every_column = columns_of(event, shows_addresses=shows_addresses)
        self.chosen_columns = chosen(self.every_column, address.getlist("columns"))
        self.columns = self.chosen_columns or chosen(self.every_column, USUAL)
        self._orders = {BY_NAME: ("search_folded",)} | {c.key: c.order for c in self.every_column if c.order}
        asked = address.get("sort", "")
        self.sort = asked if asked.removeprefix("-") in self._orders else LATEST_FIRST

    @property
    def found(self):
        """The registrations the filters leave, in the order asked for."""
        order = self._orders[self.sort.removeprefix("-")]
        if self.sort.startswith("-"):
            order = [_backwards(term) for term in order]
        return self.filters.narrow(self.event.registrations.all()).order_by(*order, *self._ending)

    @property
    def _ending(self):
        return ("-pk",) if self.sort == LATEST_FIRST else ("search_folded", "pk")

    def page(self, number):
        """A page of the keys found; sorting keys alone is ten times as quick as sorting whole rows."""
        return Paginator(self.found.values_list("pk", flat=True), A_PAGE).get_page(number)

    def rows(self, page):
        """(registration, its cells as pairs of column and words) of each registration of a page."""
        keys = list(page.object_list)
        brought = bring_along(self.event.registrations.filter(pk__in=keys), self.columns)
        registrations = sorted(brought, key=lambda registration: keys.index(registration.pk))
        if any(column.key == "rank" for column in self.columns):
            registrations = with_ranks(registrations, self.event)
        return [(row, [(column, column.shown(row)) for column in self.columns]) for row in registrations]

    @property
    def headings(self):
        """Of each column, that of the names first: its label, the order a click asks for, how it is sorted now."""
        return [self._heading(BY_NAME, _("Name")), *(self._heading(c.key, c.label) for c in self.columns)]

    def _heading(self, key, label):
        now = {key: "ascending", f"-{key}": "descending"}.get(self.sort, "")
        asks = (f"-{key}" if now == "ascending" else key) if key in self._orders else ""
        return {"key": key, "label": label, "asks": asks, "now": now}

    @property
    def query(self):
        """The same list as an address, without what makes no sense."""
        pairs = [("columns", column.key) for column in self.chosen_columns]
        if self.sort != LATEST_FIRST:
            pairs.append(("sort", self.sort))
        return "&".join(filter(None, [self.filters.query, urlencode(pairs)]))


def for_every_event(query):
    """The query of a list without what belongs to one event: its workshops, questions, audiences."""
    address = QueryDict(query, mutable=True)
    for name in OF_ONE_EVENT:
        address.pop(name, None)
    if "columns" in address:
        address.setlist("columns", [key for key in address.getlist("columns") if "-" not in key])
    if "-" in address.get("sort", "")[1:]:
        del address["sort"]
    return address.urlencode()


def _backwards(term):
    return f"-{term}" if isinstance(term, str) else term.desc()
