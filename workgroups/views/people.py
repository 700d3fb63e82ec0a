"""Who is in a group, since when and until when; what the facilitator answers and changes."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from portal import notices

from .. import permissions
from ..actions import GroupRefusal, accept_request, add_to_group, change_group_role, decline_request, end_group_role
from ..decorators import insider_of_group
from ..emails.rules import scope_of
from ..forms import AcceptRequestForm, ChangeRoleForm, DeclineRequestForm, GroupMemberForm
from ..models import GroupRole
from .fetching import crumbs_of


@require_http_methods(["GET", "POST"])
@login_required
@insider_of_group(permissions.is_inside)
def group_people(request, group):
    """Who is in the group; to who runs it also who asks to come in, who was there, and somebody to add."""
    if request.method == "POST" and not permissions.can_manage(request.user, group):
        raise PermissionDenied
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
            return _back(group)
    return _page(request, group, status=422 if form.errors else 200, form=form)


@require_http_methods(["GET", "POST"])
@insider_of_group(permissions.can_manage)
def role_change(request, group, role_id):
    """Another role for somebody, or another last day."""
    row = get_object_or_404(GroupRole.objects.select_related("person", "anchor"), anchor=group, pk=role_id)
    form = ChangeRoleForm(request.POST or None, initial={"role": row.role, "last_day": row.last_day})
    if request.method == "POST" and form.is_valid():
        try:
            change_group_role(row, by=request.user, **form.cleaned_data)
        except GroupRefusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The role of %(person)s is changed.") % {"person": row.person})
            return _back(group)
    context = _one(group, row) | {"form": form}
    return render(request, "workgroups/role_change.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@insider_of_group(permissions.can_manage)
def role_end(request, group, role_id):
    """Asks, then ends one role of the group; the page of its people says why when that is refused."""
    row = get_object_or_404(GroupRole.objects.select_related("person", "anchor"), anchor=group, pk=role_id)
    if request.method != "POST":
        context = _one(group, row) | {"begins_later": not row.is_current}
        return render(request, "workgroups/role_end.html", context)
    try:
        end_group_role(row, by=request.user)
    except GroupRefusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("%(person)s is no longer in the group.") % {"person": row.person})
    return _back(group)


@require_POST
@insider_of_group(permissions.can_manage)
def request_accept(request, group, public_id):
    """Takes somebody in who asked."""
    asked = get_object_or_404(group.requests.select_related("person", "group"), public_id=public_id)
    form = AcceptRequestForm(request.POST, request=asked)
    if not form.is_valid():
        return _page(request, group, status=422, answered={asked.pk: {"accept_form": form}})
    try:
        accept_request(asked, by=request.user, **form.cleaned_data)
    except GroupRefusal as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("%(person)s is in the group, and told by mail.") % {"person": asked.person})
    return _back(group)


@require_POST
@insider_of_group(permissions.can_manage)
def request_decline(request, group, public_id):
    """Says no to somebody who asked, with a reason."""
    asked = get_object_or_404(group.requests.select_related("person", "group"), public_id=public_id)
    form = DeclineRequestForm(request.POST, request=asked)
    if not form.is_valid():
        return _page(request, group, status=422, answered={asked.pk: {"decline_form": form}})
    try:
        decline_request(asked, by=request.user, **form.cleaned_data)
    except GroupRefusal as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("The request is declined; %(person)s is told by mail.") % {"person": asked.person})
    return _back(group)


def _one(group, row):
    """What the screens of one role show."""
    people = (_("People of the group"), f"{group.get_absolute_url()}personnes/")
    return {"group": group, "row": row, "crumbs": [*crumbs_of(group), people]}


def _back(group):
    return redirect("workgroups:group-people", slug=group.slug)


def _preferences_path(person, group):
    """Where who takes part chooses what they receive."""
    return notices.preferences_path(person, scope_of(group)) if permissions.takes_part(person, group) else ""


def _page(request, group, *, status, form=None, answered=()):
    """The screen; `answered`: forms with errors, by the key of the request they answer."""
    may_manage = permissions.can_manage(request.user, group)
    rows = GroupRole.objects.filter(anchor=group).select_related("person")
    requests = []
    for asked in group.requests.waiting().select_related("person") if may_manage else []:
        forms = {"accept_form": AcceptRequestForm(request=asked), "decline_form": DeclineRequestForm(request=asked)}
        requests.append({"asked": asked} | forms | dict(answered).get(asked.pk, {}))
    context = {
        "group": group,
        "can_manage": may_manage,
        "form": form or GroupMemberForm(),
        "rows": [row for row in rows if (not row.has_ended if may_manage else row.is_current)],
        "past": [row for row in rows if row.has_ended] if may_manage else [],
        "requests": requests,
        "preferences_path": _preferences_path(request.user, group),
    }
    return render(request, "workgroups/group_people.html", context, status=status)
