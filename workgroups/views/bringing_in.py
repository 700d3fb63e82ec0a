"""A file that takes the place of a draft's text, and how far a file is that becomes one."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from django_htmx.http import HttpResponseClientRefresh

from .. import permissions
from ..actions import GroupRefusal, send_file
from ..actions.bringing_in import give_up_lost
from ..forms import SpecificationForm
from ..forms.importing import ReplaceForm
from ..importing import RefusedDocument
from ..models import TextImport
from .fetching import crumbs_of, specification_of
from .taken import tell


@require_http_methods(["GET", "POST"])
def document_import(request, slug, document_id):
    """Asks for the file; the text as it was is kept as a version, and everybody who has it open is told."""
    specification = specification_of(request.user, slug, document_id)
    if not permissions.can_keep_version(request.user, specification):
        raise PermissionDenied
    form = ReplaceForm(request.POST or None, request.FILES or None, initial={"epoch": specification.document.epoch})
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid() and (kept := _kept(request, specification, form)):
            return redirect(kept)
    context = {"specification": specification, "crumbs": _crumbs(specification), "form": form}
    return render(request, "workgroups/document_import.html", context, status=status)


def _kept(request, specification, form):
    """The file that is read now, or None where the form says why it is not."""
    given = form.cleaned_data
    told = {"specification": specification, "epoch": given["epoch"]}
    try:
        return send_file(specification.group, given["source"], by=request.user, **told)
    except RefusedDocument as refusal:
        form.add_error("source", str(refusal))
    except GroupRefusal as refusal:
        form.add_error(None, str(refusal))
    return None


@login_required
@never_cache
@require_safe
def text_import(request, slug, public_id):
    """How far a file is: being read, refused with the form to send another, or done, which leads to the text."""
    rows = TextImport.objects.select_related("group", "specification__group", "specification__document")
    give_up_lost()  # who looks is told at once
    kept = get_object_or_404(rows, public_id=public_id, group__slug=slug, sent_by=request.user)
    if request.htmx and not kept.is_at_work:
        return HttpResponseClientRefresh()
    if request.htmx:
        return render(request, "workgroups/_text_import_progress.html", {"kept": kept})
    if kept.is_done:
        if TextImport.objects.filter(pk=kept.pk, is_told=False).update(is_told=True):
            tell(request, kept.taken)
        return redirect(kept.specification)
    crumbs = _crumbs(kept.specification) if kept.specification else crumbs_of(kept.group)
    context = {"kept": kept, "group": kept.group, "specification": kept.specification, "crumbs": crumbs}
    return render(request, "workgroups/text_import.html", context | {"form": _form_again(kept)})


def _form_again(kept):
    """The form that the file came by, with what was typed into it."""
    if kept.is_at_work:
        return None
    if kept.specification:
        return ReplaceForm(initial={"epoch": kept.specification.document.epoch})
    return SpecificationForm(group=kept.group, person=kept.sent_by, initial=kept.given)


def _crumbs(specification):
    return [*crumbs_of(specification.group), (specification.title, specification.get_absolute_url())]
