"""The benchmark library: its list, a sheet, the comparison of up to four, the workbook. Open to everybody."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.spreadsheets import workbook_response

from .. import library
from ..models import BenchmarkPlace
from ..permissions import can_keep_library

PER_PAGE = 50


@require_safe
def references(request):
    """One line a sheet; the filters and the places chosen for comparison stay in the address."""
    form, places = _found(request)
    page = Paginator(places, PER_PAGE).get_page(request.GET.get("page"))
    chosen = library.chosen(BenchmarkPlace.objects.visible_to(request.user), request.GET.getlist("lieu"))
    shown = {place.pk for place in page}
    context = {
        "crumbs": [(_("Accompanied projects"), "/projets/")],
        "form": form,
        "page": page,
        "chosen": {place.pk for place in chosen},
        "chosen_elsewhere": [place for place in chosen if place.pk not in shown],
        "is_filtered": any(form.cleaned_data.values()),
        "most": library.MOST_COMPARED,
        "can_keep": can_keep_library(request.user),
    }
    return render(request, "projects/reference_list.html", context)


@require_safe
def references_export(request):
    """What the list shows with its filters, all pages."""
    return workbook_response(library.file_name(), library.sheets(_found(request)[1]))


@require_safe
def reference_detail(request, slug):
    """One sheet."""
    places = BenchmarkPlace.objects.visible_to(request.user).select_related("photo", "project")
    place = get_object_or_404(places, slug=slug)
    context = {
        "place": place,
        "facts": library.facts(place),
        "sources": place.sources.all(),
        "crumbs": _crumbs(),
        "can_keep": can_keep_library(request.user),
    }
    return render(request, "projects/reference_detail.html", context)


@require_safe
def references_compared(request):
    """Up to four sheets side by side; a fifth is refused, and said."""
    asked = library.chosen(BenchmarkPlace.objects.visible_to(request.user), request.GET.getlist("lieu"))
    places, refused = asked[: library.MOST_COMPARED], asked[library.MOST_COMPARED :]
    slugs = [place.slug for place in places]
    context = {
        "places": [(place, _without(place.slug, slugs)) for place in places],
        "criteria": library.compared(places),
        "refused": refused,
        "most": library.MOST_COMPARED,
        "can_add": len(places) < library.MOST_COMPARED,
        "crumbs": _crumbs(),
    }
    return render(request, "projects/reference_comparison.html", context, status=422 if refused else 200)


def _without(slug, slugs):
    """The values of `lieu` once this place is taken away."""
    return [other for other in slugs if other != slug]


def _crumbs():
    return [(_("Benchmark library"), reverse("projects:references"))]


def _found(request):
    places = BenchmarkPlace.objects.visible_to(request.user)
    form = library.LibraryFilter(request.GET, places=places)
    form.is_valid()  # a value nobody offers filters nothing
    return form, library.narrowed(places, form.cleaned_data)
