"""Lists kept under a name."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from .. import permissions
from ..actions.saving_lists import drop_list, save_list
from ..forms.saved_list import EVERY_EVENT, TEAM, SavedListForm
from ..listing import Listing
from ..models import SavedList
from .fetching import event_for


def _list_address(event, query):
    address = reverse("events:registration-list", args=[event.slug])
    return redirect(f"{address}?{query}" if query else address)


@login_required
@require_POST
def saved_list_create(request, slug):
    """Keeps the list one looks at; one's list of the same name is replaced."""
    event = event_for(request, slug, permissions.can_view_registrations)
    form = SavedListForm(request.POST)
    shows_addresses = permissions.can_export_registrations(request.user, event)
    listing = Listing(event, QueryDict(request.POST.get("query", "")), shows_addresses=shows_addresses)
    if not form.is_valid():
        messages.warning(request, _("Give the list a name of at most 80 characters to keep it."))
        return _list_address(event, listing.query)
    reach = form.cleaned_data["reach"]
    saved = save_list(
        event,
        name=form.cleaned_data["name"],
        query=listing.query,
        is_shared=reach == TEAM,
        for_every_event=reach == EVERY_EVENT,
        by=request.user,
    )
    messages.success(request, _("The list “%(name)s” is kept.") % {"name": saved.name})
    return _list_address(event, saved.query)


@login_required
@require_POST
def saved_list_delete(request, slug, pk):
    """Forgets one of one's own lists; a shared one goes for everybody."""
    event = event_for(request, slug, permissions.can_view_registrations)
    mine = SavedList.objects.offered_to(request.user, event).filter(owner=request.user)
    saved = get_object_or_404(mine, pk=pk)
    drop_list(saved)
    messages.success(request, _("The list “%(name)s” is forgotten.") % {"name": saved.name})
    return _list_address(event, "")
