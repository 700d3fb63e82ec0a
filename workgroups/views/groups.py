"""The page of a group."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from .. import permissions
from ..models import GroupRole, WorkingGroup


@require_GET
def group_detail(request, slug):
    """What the group is for; to its people also who they are and what they write."""
    group = get_object_or_404(WorkingGroup.objects.visible_to(request.user), slug=slug)
    is_inside = permissions.is_inside(request.user, group)
    context = {
        "group": group,
        "is_inside": is_inside,
        "can_manage": permissions.can_manage(request.user, group),
        "takes_part": permissions.takes_part(request.user, group),
        "can_join": permissions.can_join(request.user, group),
        "can_ask": permissions.can_ask_to_join(request.user, group),
        "asked": group.requests.waiting().filter(person=request.user.pk).first(),
        "waiting": group.requests.waiting().count() if permissions.can_manage(request.user, group) else 0,
        "can_create": permissions.can_create_specification(request.user, group),
        "roles": GroupRole.objects.current().filter(anchor=group).select_related("person") if is_inside else [],
        "specifications": group.specifications.visible_to(request.user).with_last_change(),
        "meetings": group.meetings.visible_to(request.user).to_come().select_related("group"),
        "people_count": GroupRole.objects.current().filter(anchor=group).values("person").distinct().count(),
    }
    return render(request, "workgroups/group_detail.html", context)
