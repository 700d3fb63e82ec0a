"""Coming into a group by oneself, and leaving it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from .. import permissions
from ..actions import GroupRefusal, ask_to_join, join_group, leave_group, withdraw_request
from ..decorators import insider_of_group
from ..forms import JoinRequestForm
from .fetching import crumbs_of


@require_POST
@login_required
@insider_of_group(permissions.can_view)
def group_join(request, group):
    """Into an open group, at once."""
    try:
        join_group(group, by=request.user)
    except GroupRefusal as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("You are in the group “%(group)s”.") % {"group": group.name})
    return redirect(group)


@require_http_methods(["GET", "POST"])
@login_required
@insider_of_group(permissions.can_ask_to_join)
def join_request(request, group):
    """A few lines to the facilitator."""
    form = JoinRequestForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            ask_to_join(group, by=request.user, **form.cleaned_data)
        except GroupRefusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Your request is sent; the answer comes by mail."))
            return redirect(group)
    context = {"group": group, "form": form, "crumbs": crumbs_of(group)}
    return render(request, "workgroups/join_request.html", context, status=422 if form.errors else 200)


@require_POST
@login_required
@insider_of_group(permissions.can_view)
def request_withdraw(request, group):
    """Takes one's own request back."""
    withdraw_request(group, by=request.user)
    messages.success(request, _("Your request is withdrawn."))
    return redirect(group)


@require_POST
@login_required
@insider_of_group(permissions.takes_part)
def group_leave(request, group):
    """Out of the group; a private one cannot be seen any more."""
    try:
        leave_group(group, by=request.user)
    except GroupRefusal as refusal:
        messages.warning(request, str(refusal))
        return redirect(group)
    messages.success(request, _("You have left the group “%(group)s”.") % {"group": group.name})
    return redirect(group if permissions.can_view(request.user, group) else "dashboard:home")
