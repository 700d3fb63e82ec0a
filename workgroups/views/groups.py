"""The page of a group, what it says, and the list of what the group writes."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_safe

from portal.differences import show_both
from portal.refusals import shown_or_hidden

from .. import permissions
from ..actions import ChangedMeanwhile, GroupRefusal, change_presentation
from ..decorators import insider_of_group
from ..forms.presentation import PresentationForm
from ..models import AdoptedVersion, GroupRole, SpecificationTemplate, WorkingGroup
from ..reading import open_consultations
from .fetching import crumbs_of


@require_GET
def group_detail(request, slug):
    """What the group is for; to its people also who they are, what they write and when they meet.

    Visitors see the days of the coming meetings, and what the group publishes.
    """
    group = shown_or_hidden(WorkingGroup.objects.visible_to(request.user), slug=slug)
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
        "specifications": group.specifications.visible_to(request.user).listed().with_last_change(),
        "meetings": group.meetings.to_come().select_related("group", "minutes"),
        "published": _published(group),
        "adopted": adopted_of(group),
        "consultations": open_consultations(request.user).filter(specification__group=group),
        "people_count": GroupRole.objects.current().filter(anchor=group).values("person").distinct().count(),
    }
    return render(request, "workgroups/group_detail.html", context)


def _published(group):
    return group.files.filter(is_published=True, removed_at=None).prefetch_related("versions")


@require_safe
@insider_of_group(permissions.can_view)
def specification_list(request, group):
    """What the group writes, to its people; what it adopted, to everybody."""
    context = {
        "group": group,
        "is_inside": permissions.can_read_documents(request.user, group),
        "can_create": permissions.can_create_specification(request.user, group),
        "specifications": group.specifications.visible_to(request.user).listed().with_last_change(),
        "adopted": adopted_of(group),
    }
    if permissions.can_see_aside(request.user, group):
        context["aside"] = group.specifications.put_aside().with_last_change()
    if context["can_create"]:
        context["templates"] = SpecificationTemplate.objects.defer("content")
    return render(request, "workgroups/specification_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@insider_of_group(permissions.can_manage)
def group_change(request, group):
    """What the page says; what somebody else saved meanwhile is shown beside what was typed."""
    form, differing = PresentationForm(request.POST or None, instance=group), []
    if request.method == "POST" and form.is_valid():
        try:
            change_presentation(group, by=request.user, **form.cleaned_data)
        except ChangedMeanwhile as refusal:
            now = PresentationForm(instance=WorkingGroup.objects.get(pk=group.pk))
            differing = show_both(form, now, refusal)
        except GroupRefusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The page of the group is saved."))
            return redirect(group)
    context = {"group": group, "form": form, "differing": differing, "crumbs": crumbs_of(group)}
    return render(request, "workgroups/group_change.html", context, status=422 if form.errors else 200)


def adopted_of(group):
    """The last adopted version of each of the group's documents: public, whoever looks."""
    latest = AdoptedVersion.objects.latest_each().without_text().filter(specification__group=group)
    return latest.select_related("specification__group").order_by("title")
