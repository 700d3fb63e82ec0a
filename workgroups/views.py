"""The screens of a group: its page, its people, its documents."""

from asgiref.sync import sync_to_async
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import formats, timezone, translation
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from portal import coediting, paper

from . import permissions
from .actions import GroupRefusal, add_to_group, create_specification, end_group_role
from .decorators import insider_of_group
from .forms import GroupMemberForm, SpecificationForm
from .models import GroupRole, Specification, WorkingGroup


@require_GET
def group_detail(request, slug):
    """What the group is for; to its people also who they are and what they write."""
    group = get_object_or_404(WorkingGroup.objects.visible_to(request.user), slug=slug)
    is_inside = permissions.is_inside(request.user, group)
    context = {
        "group": group,
        "is_inside": is_inside,
        "can_manage": permissions.can_manage(request.user, group),
        "can_create": permissions.can_create_specification(request.user, group),
        "roles": GroupRole.objects.current().filter(anchor=group).select_related("person") if is_inside else [],
        "specifications": group.specifications.visible_to(request.user).with_last_change(),
        "people_count": GroupRole.objects.current().filter(anchor=group).values("person").distinct().count(),
    }
    return render(request, "workgroups/group_detail.html", context)


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
        request, "workgroups/group_people.html", {"group": group, "crumbs": _crumbs(group), "form": form, "roles": rows}
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


@require_http_methods(["GET", "POST"])
@insider_of_group(permissions.can_create_specification)
def document_create(request, group):
    """A new document: title and code, then straight into the text."""
    form = SpecificationForm(request.POST or None, group=group)
    if request.method == "POST" and form.is_valid():
        try:
            specification = create_specification(group, by=request.user, **form.cleaned_data)
        except GroupRefusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect(specification)
    return render(request, "workgroups/document_create.html", {"crumbs": _crumbs(group), "form": form})


@require_GET
def document_detail(request, slug, document_id):
    """The text itself: written together by those who may, read by the others."""
    specification = _specification(request.user, slug, document_id)
    context = {
        "group": specification.group,
        "specification": specification,
        "title": specification.title,
    }
    may_write = permissions.can_edit(request.user, specification)
    context |= coediting.editor_context(request, specification.document, may_write=may_write)
    return render(request, "workgroups/document_detail.html", context)


@require_GET
async def document_download(request, slug, document_id):
    """The text as it is now, as a Word document."""
    user = await request.auser()
    specification, text = await sync_to_async(_specification_and_text)(user, slug, document_id)
    today = formats.date_format(timezone.localdate(), "DATE_FORMAT")
    written = await sync_to_async(paper.docx, thread_sensitive=False)(
        text,
        title=specification.title,
        author=specification.group.name,
        date=_("%(status)s, %(date)s") % {"status": specification.get_status_display().capitalize(), "date": today},
        language=translation.get_language(),
    )
    name = f"{slugify(specification.title)}.docx"
    disposition = content_disposition_header(as_attachment=True, filename=name)
    return HttpResponse(written, content_type=paper.DOCX_TYPE, headers={"Content-Disposition": disposition})


def _crumbs(group):
    return [(group.name, group.get_absolute_url())]


def _specification_and_text(user, slug, document_id):
    specification = _specification(user, slug, document_id)
    return specification, coediting.as_json(specification.document)


def _specification(user, slug, document_id):
    visible = Specification.objects.visible_to(user).select_related("group", "document")
    specification = visible.filter(group__slug=slug, document=document_id).first()
    if specification is None:
        raise Http404
    return specification
