"""What the organiser and the door see: who is registered, live; the places; the export."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from portal import spreadsheets

from .. import actions, permissions
from ..enums import RegistrationStatus
from ..export import registrations_sheet
from ..forms import ListFilterForm, PlacesForm
from ..models import Event, Registration, Workshop
from ..refusals import TooFewPlaces

A_PAGE = 50


def _event(request, slug, allowed):
    """The event this person sees, if `allowed(user, event)`; else 404 or 403."""
    event = get_object_or_404(Event.objects.visible_to(request.user).with_places(), slug=slug)
    if not allowed(request.user, event):
        raise PermissionDenied
    return event


@login_required
@never_cache
def registration_list(request, slug):
    """The list with its figures; asked by htmx it answers with the part that changes."""
    event = _event(request, slug, permissions.can_view_registrations)
    filters = ListFilterForm(request.GET, event=event)
    found = filters.narrow(event.registrations.with_workshops()).order_by("-created_at", "-pk")
    context = {
        "event": event,
        "filters": filters,
        "page": Paginator(found, A_PAGE).get_page(request.GET.get("page")),
        "counts": event.registrations.aggregate(
            **{status: Count("pk", filter=Q(status=status)) for status in RegistrationStatus.values}
        ),
        "workshops": Workshop.objects.filter(slot__event=event).select_related("slot").with_places(),
        "now": timezone.now(),
        "shows_addresses": permissions.can_export_registrations(request.user, event),
        "can_manage": permissions.can_manage_event(request.user, event),
    }
    template = "events/_registration_rows.html" if request.htmx else "events/registration_list.html"
    return render(request, template, context)


@login_required
def registration_export(request, slug):
    """What the list shows, with its filters, as .xlsx."""
    event = _event(request, slug, permissions.can_export_registrations)
    filters = ListFilterForm(request.GET, event=event)
    found = filters.narrow(event.registrations.all())
    return spreadsheets.workbook_response(f"inscriptions-{event.slug}.xlsx", [registrations_sheet(event, found)])


@login_required
@never_cache
def registration_sheet(request, slug, public_id):
    """One registration with its history; cancelling it for somebody who asked."""
    event = _event(request, slug, permissions.can_view_registrations)
    registration = get_object_or_404(Registration.objects.visible_to(request.user), event=event, public_id=public_id)
    can_cancel = permissions.can_cancel_registrations(request.user, event)
    if request.method == "POST":
        if not can_cancel:
            raise PermissionDenied
        actions.cancel_registration(registration, by=request.user)
        messages.success(request, _("The registration is cancelled; a mail tells its holder."))
        return redirect("events:registration-sheet", slug, public_id)
    context = {
        "event": event,
        "registration": registration,
        "bookings": registration.bookings.select_related("slot", "workshop"),
        "transitions": registration.transitions.select_related("by"),
        "can_cancel": can_cancel and not registration.is_cancelled,
        "shows_addresses": permissions.can_export_registrations(request.user, event),
    }
    return render(request, "events/registration_sheet.html", context)


@login_required
@never_cache
def event_places(request, slug):
    """How many places the event and its workshops have; more places confirm the first in line at once."""
    event = _event(request, slug, permissions.can_manage_event)
    form = PlacesForm(request.POST or None, event=event)
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_places(
                event, places=form.cleaned_data["event_places"], workshops=form.workshop_places, by=request.user
            )
        except TooFewPlaces as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The places are saved."))
            return redirect("events:registration-list", slug)
    return render(request, "events/event_places.html", {"event": event, "form": form})
