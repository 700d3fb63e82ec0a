"""What the organiser and the door see: who is registered, live; the places; the export."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from portal.exports import answer

from .. import actions, erasure, permissions
from ..answers import answers_in_words
from ..enums import RegistrationStatus
from ..export import REGISTRATIONS
from ..figures.standing import waiting_for_workshop
from ..forms.saved_list import SavedListForm
from ..listing import Listing
from ..models import Registration, SavedList, Workshop
from .fetching import event_for


@login_required
@never_cache
def registration_list(request, slug):
    """The list with its figures; asked by htmx it answers with the part that changes."""
    event = event_for(request, slug, permissions.can_view_registrations)
    shows_addresses = permissions.can_export_registrations(request.user, event)
    listing = Listing(event, request.GET, shows_addresses=shows_addresses)
    page = listing.page(request.GET.get("page"))
    context = {
        "event": event,
        "listing": listing,
        "page": page,
        "rows": listing.rows(page),
        "counts": event.registrations.aggregate(
            **{status: Count("pk", filter=Q(status=status)) for status in RegistrationStatus.values}
        ),
        "waiting_for_workshop": waiting_for_workshop([event]).get(event.pk, 0),
        "workshops": Workshop.objects.filter(slot__event=event).select_related("slot").with_places(),
        "now": timezone.now(),
        "shows_addresses": shows_addresses,
        "can_manage": permissions.can_manage_event(request.user, event),
        "can_add": permissions.can_add_registrations(request.user, event),
        "can_message": permissions.can_message_registrants(request.user, event),
    }
    if request.htmx:
        return render(request, "events/_registration_rows.html", context)
    context["saved_lists"] = SavedList.objects.offered_to(request.user, event).select_related("owner")
    context["saving"] = SavedListForm(initial={"query": listing.query})
    return render(request, "events/registration_list.html", context)


@login_required
def registration_export(request, slug):
    """The list as .xlsx, with its filters and order, and its columns where some were chosen: else every one.

    A long one is prepared in the background and announced by mail.
    """
    event = event_for(request, slug, permissions.can_export_registrations)
    listing = Listing(event, request.GET, shows_addresses=True)
    arguments = {"event": event.pk, "address": request.GET.urlencode()}
    return answer(request, REGISTRATIONS, arguments=arguments, rows=listing.found.count())


@login_required
@never_cache
def registration_sheet(request, slug, public_id):
    """One registration with its history; cancelling it for somebody who asked."""
    event = event_for(request, slug, permissions.can_view_registrations)
    registration = get_object_or_404(Registration.objects.visible_to(request.user), event=event, public_id=public_id)
    can_cancel = permissions.can_cancel_registrations(request.user, event)
    shows_addresses = permissions.can_export_registrations(request.user, event)
    if request.method == "POST":
        if not can_cancel:
            raise PermissionDenied
        actions.cancel_registration(registration, by=request.user)
        messages.success(request, _("The registration is cancelled; a mail tells its holder."))
        return redirect("events:registration-sheet", slug, public_id)
    context = {
        "event": event,
        "registration": registration,
        "bookings": registration.bookings.with_workshop(),
        "answers": answers_in_words(registration) if shows_addresses else [],
        "transitions": registration.transitions.select_related("by"),
        "can_cancel": can_cancel and not registration.is_cancelled,
        "can_erase": can_cancel and registration.erased_at is None,
        "can_edit": permissions.can_add_registrations(request.user, event) and registration.is_open_to_change,
        "shows_addresses": shows_addresses,
    }
    return render(request, "events/registration_sheet.html", context)


@login_required
@require_POST
def registration_erase(request, slug, public_id):
    """Forgets somebody who asks for it before the announced period is over."""
    event = event_for(request, slug, permissions.can_cancel_registrations)
    registration = get_object_or_404(
        Registration.objects.visible_to(request.user).select_related("event"), event=event, public_id=public_id
    )
    erasure.erase_registration(registration, by=request.user)
    messages.success(request, _("The personal data is erased. No mail was sent: please answer the person yourself."))
    return redirect("events:registration-sheet", slug, public_id)
