"""Preparing an event on the site: where it stands, what it says, who may register, how many places."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST

from portal import roles
from portal.refusals import Refusal

from ..actions import lifecycle, preparing
from ..announcing import new_page_address, pages_to_edit
from ..checklist import checklist
from ..enums import EventStatus
from ..forms.preparing import CallOffForm, PlacesForm, PresentationForm, RegistrationSettingsForm
from ..models import Event
from .opening import for_organisers, say_saved, show_refusal, warn_of_hours

# What the buttons of the overview ask for, by the status it leads to.
SAID = {
    EventStatus.PUBLISHED: pgettext("event", "The event is announced."),
    EventStatus.DRAFT: pgettext("event", "The event is in preparation again: only its team sees it."),
    EventStatus.ARCHIVED: pgettext("event", "The event is archived."),
}


@for_organisers
def event_preparation(request, event):
    """Where the preparation stands, what is missing, and what was done."""
    context = {
        "event": event,
        "points": checklist(event),
        "pages": pages_to_edit(event, request.user),
        "live_pages": [page for page in event.pages.select_related("locale") if page.live],
        "new_page_url": new_page_address(request.user),
        "siblings": _siblings(event, request.user),
        "transitions": event.transitions.select_related("by"),
        "changes": event.changes.select_related("by")[:10],
    }
    return render(request, "events/event_preparation.html", context)


def _siblings(event, person):
    """The other events of its series that the person prepares."""
    prepared = roles.objects_for(person, "events.manage_event").filter(series=event.series_id)
    return prepared.exclude(pk=event.pk).order_by("starts_at") if event.series_id else []


@for_organisers
@require_POST
def event_status(request, event):
    """Announces it, takes that back, or puts it away."""
    status = request.POST.get("status", "")
    if status in SAID:
        try:
            lifecycle.change_status(event, status, by=request.user)
        except Refusal as refusal:
            messages.warning(request, str(refusal))
        else:
            messages.success(request, SAID[status])
    return redirect("events:event-preparation", event.slug)


@for_organisers
def event_call_off(request, event):
    """Asks why, then calls it off."""
    form = CallOffForm(request.POST or None, instance=Event.objects.get(pk=event.pk))
    if request.method == "POST" and form.is_valid():
        reasons = {"because_fr": form.cleaned_data["cancelled_because_fr"]}
        reasons["because_en"] = form.cleaned_data["cancelled_because_en"]
        try:
            lifecycle.call_off(event, **reasons, by=request.user)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The event is called off. Everybody who is registered is told by mail."))
            return redirect("events:event-preparation", event.slug)
    number = event.registrations.active().count()
    return render(request, "events/event_call_off.html", {"event": event, "form": form, "number": number})


@for_organisers
def event_presentation(request, event):
    """What it is called, when and where it takes place, how it looks."""
    return _details(
        request,
        event,
        PresentationForm,
        title=_("Texts and place"),
        form_options={"user": request.user},
        plan=lambda form: {
            "moves_programme": form.cleaned_data["moves_programme"],
            "tells": form.cleaned_data["tells"],
            "picture": form.cleaned_data["picture"],
            "without_picture": form.cleaned_data.get("without_picture", False),
            "new_series": form.cleaned_data["new_series"],
        },
    )


@for_organisers
def event_settings(request, event):
    """Who may register and when, the mails by the clock, what happens afterwards."""
    return _details(request, event, RegistrationSettingsForm, title=_("Registration"), plan=lambda form: {})


def _details(request, event, form_class, *, title, plan, form_options=None):
    def stored():
        return form_class(instance=Event.objects.get(pk=event.pk), **form_options or {})

    form, differing = stored(), []
    if request.method == "POST":
        form = form_class(request.POST, request.FILES, instance=form.instance, **form_options or {})
        if form.is_valid():
            planned = plan(form)
            try:
                touched = preparing.save_details(
                    form.instance,
                    fields=form.saved_fields,
                    version=form.cleaned_data["version"],
                    by=request.user,
                    **planned,
                )
            except Refusal as refusal:
                differing = show_refusal(form, refusal, stored())
            else:
                say_saved(request, _("It is saved."), touched, planned.get("tells"))
                warn_of_hours(request, form.instance, event.slots.all() if planned else [])
                return redirect(request.path)
    context = {"event": event, "form": form, "title": title, "differing": differing}
    return render(request, "events/event_details.html", context, status=422 if form.errors else 200)


@for_organisers
def event_places(request, event):
    """How many places there are of each kind; more places confirm at once the first in line."""
    form, differing = PlacesForm(request.POST or None, event=event), []
    if request.method == "POST" and form.is_valid():
        try:
            preparing.save_places(
                event,
                version=form.cleaned_data["version"],
                places=form.cleaned_data["event_places"],
                workshops=form.workshop_places,
                audiences=form.audience_places,
                by=request.user,
            )
        except Refusal as refusal:
            differing = show_refusal(form, refusal, PlacesForm(event=Event.objects.get(pk=event.pk)))
        else:
            messages.success(request, _("The places are saved."))
            return redirect("events:event-places", event.slug)
    context = {"event": event, "form": form, "differing": differing}
    return render(request, "events/event_places.html", context, status=422 if form.errors else 200)
