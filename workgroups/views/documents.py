"""The texts of a group: begun, written, read."""

import uuid

from django.shortcuts import redirect, render
from django.utils import formats
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from portal import coediting, comments
from portal.refusals import Hidden

from .. import permissions
from ..actions import GroupRefusal, create_specification, send_file
from ..decorators import insider_of_group
from ..enums import SpecificationStatus
from ..forms import SpecificationForm
from ..importing import RefusedDocument
from ..models import Specification, SpecificationTemplate
from ..reading import shown_to_all
from .fetching import crumbs_of


@require_http_methods(["GET", "POST"])
@insider_of_group(permissions.can_create_specification)
def document_create(request, group):
    """A new document: title and code, then straight into the text."""
    template = SpecificationTemplate.objects.filter(public_id=_uuid(request.GET.get("modele"))).first()
    initial = {"template": template.public_id, "kind": template.kind} if template else {}
    form = SpecificationForm(
        request.POST or None, request.FILES or None, group=group, person=request.user, initial=initial
    )
    if request.method == "POST" and form.is_valid():
        try:
            begun = _begun(request, group, form.cleaned_data)
        except RefusedDocument as refusal:
            form.add_error("source", str(refusal))
        except GroupRefusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect(begun)
    return render(request, "workgroups/document_create.html", {"crumbs": crumbs_of(group), "form": form})


def _begun(request, group, given):
    """The new document, or the file that becomes one."""
    source = given.pop("source")
    if source is None:
        return create_specification(group, by=request.user, **given)
    given.pop("template", None)
    return send_file(group, source, by=request.user, given=given)


@require_GET
def document_detail(request, slug, document_id):
    """The text itself: written together by those who may, read by the others; from outside, what is public of it."""
    specification = Specification.objects.visible_to(request.user).select_related("group", "document")
    specification = specification.filter(group__slug=slug, document=document_id).first()
    if specification is None:
        return _shown_instead(request, document_id)
    context = {
        "group": specification.group,
        "specification": specification,
        "title": specification.title,
        "can_keep_template": permissions.can_keep_template(request.user, specification),
        "step": _step(specification),
        "may_set": permissions.can_open_settings(request.user, specification),
    }
    context["step_said"] = _why_not_written(context["step"], specification.status)
    may_write = permissions.can_edit(request.user, specification)
    may_suggest = permissions.can_suggest(request.user, specification)
    context["may_reword"] = may_write
    context |= coediting.editor_context(request, specification.document, may_write=may_write, may_suggest=may_suggest)
    context |= comments.panel_context(request, specification.document)
    return render(request, "workgroups/document_detail.html", context)


def _shown_instead(request, document_id):
    """Where who may not read the draft is led: what everybody reads of it now, or nothing: Hidden."""
    public = shown_to_all(document_id)
    if public is not None:
        return redirect(public)
    raise Hidden


def _uuid(text):
    """The identifier in an address, or None where it is none."""
    try:
        return uuid.UUID(text or "")
    except ValueError:
        return None


def _step(specification):
    """What is under way with a text that nobody writes in: its consultation, its vote, the version that was adopted."""
    steps = {
        SpecificationStatus.CONSULTATION: specification.consultations.all(),
        SpecificationStatus.VOTE: specification.votes.all(),
        SpecificationStatus.ADOPTED: specification.adopted_versions.without_text(),
    }
    found = steps.get(specification.status)
    return found.select_related("specification__group").first() if found is not None else None


def _why_not_written(step, status):
    """What a page that is open while the text leaves its writers' hands says to them."""
    if status == SpecificationStatus.CONSULTATION and step:
        day = formats.date_format(step.ends_on)
        return _("In consultation until %(day)s: the text is there to be read and commented on.") % {"day": day}
    if status == SpecificationStatus.ASIDE:
        return _("Put aside: the text is there to be read, until the group's facilitator takes it up again.")
    if status == SpecificationStatus.VOTE:
        return _("Put to the vote: the text stays as it is until the vote is over.")
    if status == SpecificationStatus.ADOPTED:
        return _("Adopted: the text stays as it is until its next version is begun.")
    return ""
