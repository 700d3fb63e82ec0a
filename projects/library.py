"""The benchmark library as it is read: its filters, the lines of a sheet, the comparison, the workbook."""

from dataclasses import dataclass

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from portal.spreadsheets import Column, Sheet
from portal.text import fold

from .enums import PlaceKinds, PlaceModels
from .models import BenchmarkPlace

MOST_COMPARED = 4


class LibraryFilter(forms.Form):
    """What the address of the list carries; `lieu`, the places chosen for comparison, is read beside it."""

    q = forms.CharField(label=_("Name or town"), required=False, max_length=100)
    country = forms.ChoiceField(label=_("Country"), required=False)
    kind = forms.ChoiceField(
        label=pgettext_lazy("benchmark", "Kind"), required=False, choices=[("", _("All kinds")), *PlaceKinds.choices]
    )
    model = forms.ChoiceField(label=_("Model"), required=False, choices=[("", _("All models")), *PlaceModels.choices])

    def __init__(self, *args, places, **kwargs):
        super().__init__(*args, **kwargs)
        countries = places.order_by("country").values_list("country", flat=True).distinct()
        self.fields["country"].choices = [("", _("All countries")), *((name, name) for name in countries)]


def narrowed(places, filters: dict):
    """`places` narrowed by the cleaned values of a LibraryFilter."""
    for word in fold(filters.get("q", "")).split():
        places = places.filter(Q(name_folded__contains=word) | Q(town_folded__contains=word))
    for name in ("country", "kind", "model"):
        if filters.get(name):
            places = places.filter(**{name: filters[name]})
    return places


def chosen(places, slugs) -> list[BenchmarkPlace]:
    """Those of `places` that the address names, each once, in its order; what makes no sense in it is passed over."""
    found = {place.slug: place for place in places.filter(slug__in=slugs).select_related("photo")}
    return [found[slug] for slug in dict.fromkeys(slugs) if slug in found]


@dataclass(frozen=True)
class Fact:
    """One line of a sheet; `value` is empty where it is not known."""

    label: str
    value: str


@dataclass(frozen=True)
class Criterion:
    """One row of the comparison: pairs of (place, value)."""

    label: str
    values: list


def facts(place) -> list[Fact]:
    """The comparable lines of a sheet, the same for all, in the words of the screen."""
    is_one = place.kind == PlaceKinds.PLACE
    return [Fact(str(label), shown(place)) for label, shown in FACTS if not (is_one and shown is _count)]


def compared(places) -> list[Criterion]:
    """The same lines side by side."""
    return [Criterion(str(label), [(place, shown(place)) for place in places]) for label, shown in FACTS]


def _count(place):
    return _number(place.places_count)


def _number(value):
    return "" if value is None else number_format(value, force_grouping=True)


def _euros(value):
    if value is None:
        return ""
    decimals = 0 if value == value.to_integral_value() else 2
    return gettext("€%(amount)s") % {"amount": number_format(value, decimal_pos=decimals, force_grouping=True)}


def _square_metres(place):
    return (place.surface is not None and gettext("%(number)s m²") % {"number": _number(place.surface)}) or ""


FACTS = [
    (pgettext_lazy("benchmark", "Kind"), lambda place: place.get_kind_display()),
    (_("Town or region"), lambda place: place.town),
    (_("Country"), lambda place: place.country),
    (_("Opened in"), lambda place: str(place.opened_year or "")),
    (_("Number of places"), _count),
    (_("Surface"), _square_metres),
    (_("Seats"), lambda place: _number(place.seats)),
    (_("Price for a day"), lambda place: _euros(place.price_day)),
    (_("Price for a month"), lambda place: _euros(place.price_month)),
    (_("Model"), lambda place: place.get_model_display()),
    (_("Operator"), lambda place: place.operator),
    (_("Funding"), lambda place: place.funding),
]
COLUMNS = [
    Column(_("Name"), width=34),
    Column(pgettext_lazy("benchmark", "Kind"), width=18),
    Column(_("Town or region"), width=24),
    Column(_("Country"), width=16),
    Column(_("Opened in"), kind="number"),
    Column(_("Number of places"), kind="number"),
    Column(_("Surface (m²)"), kind="number"),
    Column(_("Seats"), kind="number"),
    Column(_("Price for a day (€)"), kind="number"),
    Column(_("Price for a month (€)"), kind="number"),
    Column(_("Model"), width=18),
    Column(_("Operator"), width=28),
    Column(_("Funding"), width=40),
    Column(_("What it is"), width=50),
    Column(_("What was learnt"), width=50),
    Column(_("Sources"), width=60),
]


def sheets(places):
    """The workbook: one line a sheet, its sources in the last column. Two queries."""
    return [Sheet(gettext("Benchmark library"), COLUMNS, (_row(place) for place in places.prefetch_related("sources")))]


def _row(place):
    return [
        place.name,
        place.get_kind_display(),
        place.town,
        place.country,
        place.opened_year,
        place.places_count,
        place.surface,
        place.seats,
        place.price_day,
        place.price_month,
        place.get_model_display(),
        place.operator,
        place.funding,
        place.description,
        place.lessons,
        "\n".join(source_in_words(source) for source in place.sources.all()),
    ]


def source_in_words(source) -> str:
    """Title, address and the day it was read, on one line."""
    parts = [source.title, source.url]
    if source.consulted_on:
        parts.append(gettext("consulted on %(date)s") % {"date": date_format(source.consulted_on)})
    return ", ".join(filter(None, parts))


def file_name():
    """What the workbook is called, with the day it was made."""
    day = date_format(timezone.localdate(), "Y-m-d")
    return pgettext("file name", "benchmark-%(day)s.xlsx") % {"day": day}
