"""Search in the documents of the groups."""

from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from portal.finding import excerpt, marked

from .. import finding
from ..forms.search import SearchForm
from ..models import IndexedText

RESULTS_A_PAGE = 20


@require_safe
@cache_control(private=True)
def search(request):
    """Sections and requirements that hold the words; the code of a single requirement leads straight to it."""
    form = SearchForm(request.GET, person=request.user)
    if not form.is_valid():
        return render(request, "workgroups/search.html", _frame(form), status=422)
    asked = form.cleaned_data
    query, code = asked["q"], finding.code_in(asked["q"].text)
    rows = finding.passages_for(
        request.user,
        group=asked["groupe"],
        document=asked["document"],
        level=asked["niveau"],
        status=asked["statut"],
    )
    if code and (only := _only(rows.filter(code=code))):
        return redirect(only)
    context = _frame(form, _within(request.user, asked["document"])) | {"query": query, "code": code}
    if query.words or code:
        found, context["is_many"] = finding.holding(rows, query.words, code)
        context |= _page(request, found, query.words)
    elif not query.text and (asked["niveau"] or asked["statut"] or asked["groupe"]):
        context |= _page(request, finding.in_order(rows), ())
    return render(request, "workgroups/search.html", context)


def _only(rows):
    """The one requirement there is, with what its address needs; None of none or several."""
    found = list(_with_places(rows)[:2])
    return found[0] if len(found) == 1 else None


def _page(request, rows, words):
    page = Paginator(rows, RESULTS_A_PAGE).get_page(request.GET.get("page"))
    page.object_list = [_result(passage, words) for passage in _with_places(page.object_list)]
    return {"page": page}


def _with_places(rows):
    places = ["text__specification__group", "text__version"]
    return rows.select_related(*places).defer("words", "text__version__content", "text__version__text_folded")


def _result(passage, words):
    text = " ".join(passage.body.split())
    return {
        "passage": passage,
        "url": _address(passage),
        "title": marked(_title(passage), words),
        "excerpt": excerpt(text, words) if text else [],
    }


def _title(passage):
    if passage.code:
        return passage.code
    if passage.level:
        return _("Requirement without a code yet")
    return passage.section or _("Beginning of the text")


def _address(passage):
    text = passage.text
    if text.version:
        text.version.specification = text.specification
    return passage.get_absolute_url()


def _within(person, document):
    """The text of the document one searches in, where the person may read it."""
    if document is None:
        return None
    texts = IndexedText.objects.visible_to(person).filter(specification__document=document)
    places = texts.select_related("specification__group", "version").defer("version__content", "version__text_folded")
    return places.order_by("version").first()


def _frame(form, within=None):
    crumbs = []
    return {"form": form, "within": within, "crumbs": crumbs}
