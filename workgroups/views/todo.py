"""What a group decided to do: the list with what is late, noted, changed, settled."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from portal.differences import show_both

from .. import permissions
from ..actions import ChangedMeanwhile, GroupRefusal, change_action, note_action, settle_action
from ..decorators import insider_of_group
from ..forms.todo import ActionForm
from ..models import GroupAction
from .fetching import crumbs_of, meeting_of
from .meeting_page import act_on
from .minutes_parts import with_rights

MOST_DONE = 50
FORM_METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(FORM_METHODS)
@login_required
@insider_of_group(permissions.is_inside)
def action_list(request, group):
    """What is still to be done, the most urgent first; what was done lately; one more to note."""
    may_note = permissions.can_note_action(request.user, group)
    form = ActionForm(request.POST or None, group=group) if may_note else None
    if request.method == "POST":
        if form is None:
            raise PermissionDenied
        if form.is_valid():
            note_action(group, by=request.user, **form.given())
            messages.success(request, _("The action is noted."))
            return redirect("workgroups:action-list", group.slug)
    rows = group.actions.select_related("person", "done_by", "meeting")
    context = {
        "group": group,
        "todo": with_rights(request.user, group, list(rows.to_do())),
        "done": with_rights(request.user, group, list(rows.exclude(done_at=None).order_by("-done_at")[:MOST_DONE])),
        "form": form,
    }
    for action in (*context["todo"], *context["done"]):
        if action.meeting:
            action.meeting.group = group
    status = 422 if form is not None and form.errors else 200
    return render(request, "workgroups/action_list.html", context, status=status)


@require_POST
@login_required
def action_note(request, slug, meeting_id):
    """What a meeting decided to do."""
    meeting = meeting_of(request.user, slug, meeting_id, _may_note)
    form = ActionForm(request.POST, group=meeting.group)

    def note(_given):
        note_action(meeting.group, by=request.user, meeting=meeting, **form.given())

    return act_on(request, meeting, "todo_form", form, note, _("The action is noted."), place="#actions")


@require_http_methods(FORM_METHODS)
@login_required
@insider_of_group(permissions.can_note_action)
def action_change(request, group, public_id):
    """Other words, another person or day; what somebody else saved meanwhile is shown beside what was typed."""
    form, differing = ActionForm(request.POST or None, instance=_action(group, public_id), group=group), []
    if request.method == "POST" and form.is_valid():
        try:
            change_action(form.instance, by=request.user, version=form.cleaned_data["version"], **form.given())
        except ChangedMeanwhile as refusal:
            differing = show_both(form, ActionForm(instance=_action(group, public_id), group=group), refusal)
        else:
            messages.success(request, _("The action is saved."))
            return redirect("workgroups:action-list", group.slug)
    context = {"group": group, "form": form, "differing": differing, "crumbs": crumbs_of(group)}
    return render(request, "workgroups/action_change.html", context, status=422 if form.errors else 200)


@require_POST
@login_required
@insider_of_group(permissions.is_inside)
def action_settle(request, group, public_id):
    """It is done, or not after all."""
    action = _action(group, public_id)
    if not permissions.can_settle_action(request.user, action):
        raise PermissionDenied
    is_done = request.POST.get("done") == "1"
    try:
        settle_action(action, by=request.user, is_done=is_done)
    except GroupRefusal as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("The action is done.") if is_done else _("The action is to be done again."))
    back = request.POST.get("back", "")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure()):
        back = action.get_absolute_url()
    return redirect(back)


def _action(group, public_id):
    return get_object_or_404(GroupAction.objects.select_related("group", "person"), group=group, public_id=public_id)


def _may_note(person, meeting):
    return permissions.can_note_action(person, meeting.group) and not meeting.is_cancelled
