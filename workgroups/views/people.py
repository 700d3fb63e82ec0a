"""Who is in a group, and how one is added."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from .. import permissions
from ..actions import GroupRefusal, add_to_group, end_group_role
from ..decorators import insider_of_group
from ..forms import GroupMemberForm
from ..models import GroupRole
from .fetching import crumbs_of


@require_http_methods(["GET", "POST"])
@insider_of_group(permissions.can_manage)
def group_people(request, group):
    """Who is in the group, and somebody to add."""
    form = GroupMemberForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            row = add_to_group(group, by=request.user, **form.cleaned_data)
        except GroupRefusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request, _("%(person)s is now %(role)s.") % {"person": row.person, "role": row.get_role_display()}
            )
            return redirect("workgroups:group-people", slug=group.slug)
    rows = GroupRole.objects.current().filter(anchor=group).select_related("person")
    return render(
        request,
        "workgroups/group_people.html",
        {"group": group, "crumbs": crumbs_of(group), "form": form, "roles": rows},
    )


@require_POST
@insider_of_group(permissions.can_manage)
def role_end(request, group, role_id):
    """Ends one role of the group; the page says why when that is refused."""
    row = get_object_or_404(GroupRole, anchor=group, pk=role_id)
    try:
        end_group_role(row, by=request.user)
    except GroupRefusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("%(person)s is no longer in the group.") % {"person": row.person})
    return redirect("workgroups:group-people", slug=group.slug)
