"""Holding an event, or a whole series, again on other days."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.refusals import Refusal

from ..actions.duplicating import duplicate_event, duplicate_series
from ..forms.duplicating import DuplicateForm, DuplicateSeriesForm
from .opening import for_organisers


@for_organisers
def event_duplicate(request, event):
    """Copies it to one day or several."""
    form = DuplicateForm(request.POST or None, event=event, user=request.user)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        copies = duplicate_event(
            event,
            typed["days"],
            title_fr=typed["title_fr"],
            title_en=typed["title_en"],
            slug=typed["slug"],
            series=typed["series"],
            parts=form.parts,
            by=request.user,
        )
        return _to_the_copies(request, copies)
    context = {"event": event, "form": form, "title": _("Duplicate"), "has_series": event.series_id is not None}
    return render(request, "events/event_duplicate.html", context, status=422 if form.errors else 200)


@for_organisers
def series_duplicate(request, event):
    """Copies the whole series the event is of."""
    if event.series is None:
        raise Http404
    form = DuplicateSeriesForm(request.POST or None, series=event.series)
    if request.method == "POST" and form.is_valid():
        titles = {"title_fr": form.cleaned_data["series_title_fr"], "title_en": form.cleaned_data["series_title_en"]}
        try:
            _series, copies = duplicate_series(event.series, form.days, **titles, parts=form.parts, by=request.user)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return _to_the_copies(request, copies)
    context = {"event": event, "form": form, "title": _("Duplicate the series")}
    return render(request, "events/event_duplicate.html", context, status=422 if form.errors else 200)


def _to_the_copies(request, copies):
    text = ngettext(
        "%(count)s copy is made, in preparation: check what it says, then announce it.",
        "%(count)s copies are made, in preparation: check what they say, then announce them. This is the first.",
        len(copies),
    )
    messages.success(request, text % {"count": len(copies)})
    return redirect("events:event-preparation", copies[0].slug)
