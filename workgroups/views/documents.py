"""The texts of a group: begun, written, read, downloaded."""

from asgiref.sync import sync_to_async
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import formats, timezone, translation
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from portal import coediting, paper

from .. import permissions
from ..actions import GroupRefusal, create_specification
from ..decorators import insider_of_group
from ..enums import SpecificationStatus
from ..forms import SpecificationForm
from .fetching import crumbs_of, specification_of


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
    return render(request, "workgroups/document_create.html", {"crumbs": crumbs_of(group), "form": form})


@require_GET
def document_detail(request, slug, document_id):
    """The text itself: written together by those who may, read by the others."""
    specification = specification_of(request.user, slug, document_id)
    context = {
        "group": specification.group,
        "specification": specification,
        "title": specification.title,
        "step": _step(specification),
    }
    may_write = permissions.can_edit(request.user, specification)
    context |= coediting.editor_context(request, specification.document, may_write=may_write)
    return render(request, "workgroups/document_detail.html", context)


def _step(specification):
    """What is under way with a text that nobody writes in: its consultation, its vote, the version that was adopted."""
    steps = {
        SpecificationStatus.CONSULTATION: specification.consultations.all(),
        SpecificationStatus.VOTE: specification.votes.all(),
        SpecificationStatus.ADOPTED: specification.adopted_versions.without_text(),
    }
    found = steps.get(specification.status)
    return found.select_related("specification__group").first() if found is not None else None


@require_GET
async def document_download(request, slug, document_id):
    """The text as it is now, as a Word document."""
    user = await request.auser()
    specification, text, images = await sync_to_async(_specification_and_text)(user, slug, document_id)
    today = formats.date_format(timezone.localdate(), "DATE_FORMAT")
    written = await sync_to_async(paper.docx, thread_sensitive=False)(
        text,
        title=specification.title,
        author=specification.group.name,
        date=_("%(status)s, %(date)s") % {"status": specification.get_status_display().capitalize(), "date": today},
        language=translation.get_language(),
        images=images,
    )
    name = f"{slugify(specification.title)}.docx"
    disposition = content_disposition_header(as_attachment=True, filename=name)
    return HttpResponse(written, content_type=paper.DOCX_TYPE, headers={"Content-Disposition": disposition})


def _specification_and_text(user, slug, document_id):
    specification = specification_of(user, slug, document_id)
    text = coediting.as_json(specification.document)
    return specification, text, coediting.for_paper(text)
