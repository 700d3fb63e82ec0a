"""The site's search."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from portal.finding import Query

from .search.kinds import KINDS, Search

SHOWN_OF_EACH_KIND = 5
RESULTS_A_PAGE = 10


@require_safe
@cache_control(private=True)
def search(request):
    """What holds every word of `q`: some of each kind, or with `type` the pages of one kind."""
    query = Query.read(request.GET.get("q", ""))
    context = {"query": query}
    if query.words:
        context |= _found(request, query, request.GET.get("type"))
    return render(request, "pages/search.html", context)


def _found(request, query, chosen):
    """The kinds in which something was found, and the results to show: of the chosen kind, else the first of each."""
    wanted = Search(request, query.words)
    counted = [(kind, Paginator(kind.find(wanted), RESULTS_A_PAGE)) for kind in KINDS]
    found = [(kind, pages) for kind, pages in counted if pages.count]
    groups = [{"kind": kind, "count": pages.count} for kind, pages in found]
    context = {"groups": groups, "total": sum(group["count"] for group in groups)}
    for group, (kind, pages) in zip(groups, found, strict=True):
        if kind.name == chosen:
            page = pages.get_page(request.GET.get("page"))
            group["results"] = kind.show(wanted, page.object_list)
            return context | {"chosen": group, "page": page}
    for group, (kind, pages) in zip(groups, found, strict=True):
        group["results"] = kind.show(wanted, pages.object_list[:SHOWN_OF_EACH_KIND])
        group["has_more"] = group["count"] > SHOWN_OF_EACH_KIND
    return context
