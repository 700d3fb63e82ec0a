"""Importing a list of people: the workbook, its preview row by row, its progress, the rows that were refused."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django_htmx.http import HttpResponseClientRefresh

from portal.refusals import Refusal
from portal.spreadsheets import workbook_response

from .. import permissions
from ..actions import importing
from ..enums import ImportStates, RowOutcomes
from ..forms.importing import ConfirmImportForm, ImportForm
from ..imports.answers import AnswerReader
from ..imports.report import places_for, refused_sheet
from .fetching import event_for

A_PAGE = 100


@login_required
@never_cache
def registration_imports(request, slug):
    """Takes a workbook and leads to its preview; below, the imports of before."""
    event = event_for(request, slug, permissions.can_add_registrations)
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            kept = importing.keep_workbook(
                event, form.cleaned_data["workbook"], language=form.cleaned_data["language"], by=request.user
            )
        except Refusal as refusal:
            form.add_error("workbook", str(refusal))
        else:
            return redirect("events:registration-import", slug, kept.public_id)
    past = event.imports.exclude(state=ImportStates.DROPPED).select_related("uploaded_by")[:20]
    return render(request, "events/registration_imports.html", {"event": event, "form": form, "past": past})


@login_required
@never_cache
def registration_import(request, slug, public_id):
    """How far it is: being read, the preview to confirm, being written, or done. Asked by htmx: only that."""
    event = event_for(request, slug, permissions.can_add_registrations)
    kept = get_object_or_404(event.imports.select_related("uploaded_by"), public_id=public_id)
    if request.htmx:
        if not kept.is_at_work:
            return HttpResponseClientRefresh()
        return render(request, "events/_import_progress.html", {"kept": kept} | _progress(kept))
    form = ConfirmImportForm(request.POST or None)
    if request.method == "POST":
        if "drop" in request.POST:
            importing.drop_import(kept)
            messages.info(request, _("The workbook is dropped: nobody was registered."))
            return redirect("events:registration-imports", slug)
        if form.is_valid():
            try:
                importing.confirm_import(kept, sends_mails=form.cleaned_data["sends_mails"], by=request.user)
            except Refusal as refusal:
                messages.error(request, str(refusal))
            return redirect("events:registration-import", slug, public_id)
    context = {"event": event, "kept": kept, "form": form}
    return render(request, "events/registration_import.html", context | _progress(kept) | _rows(request, event, kept))


def _progress(kept):
    written = kept.rows.filter(outcome__in=[RowOutcomes.CONFIRMED, RowOutcomes.WAITING]).count()
    return {"written": written, "left": kept.counts.get(RowOutcomes.NEW, 0) - written}


def _rows(request, event, kept):
    if kept.is_at_work:
        return {}
    outcomes = [(value, label, kept.counts[value]) for value, label in RowOutcomes.choices if kept.counts.get(value)]
    chosen = request.GET.get("outcome", "")
    rows = kept.rows.select_related("registration")
    if chosen in RowOutcomes.values:
        rows = rows.filter(outcome=chosen)
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    answers = AnswerReader(event)
    for row in page:
        row.answers = answers.in_words(row.values) if row.outcome != RowOutcomes.REFUSED else []
    places = places_for(kept) if kept.state == ImportStates.PREVIEWED else None
    return {"outcomes": outcomes, "chosen": chosen, "page": page, "places": places}


@login_required
@require_safe
def import_refused(request, slug, public_id):
    """The rows that were refused, as a workbook to correct and send again, with the reason beside each."""
    event = event_for(request, slug, permissions.can_add_registrations)
    kept = get_object_or_404(event.imports, public_id=public_id)
    return workbook_response(f"lignes-refusees-{event.slug}.xlsx", [refused_sheet(kept)])
