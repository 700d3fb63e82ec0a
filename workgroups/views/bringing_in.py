"""A file that takes the place of a draft's text."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from .. import permissions
from ..actions import GroupRefusal, replace_by_file
from ..forms.importing import ReplaceForm
from ..importing import RefusedDocument, read_document
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
        if form.is_valid() and (taken := _replaced(request, specification, form)):
            tell(request, taken)
            return redirect(specification)
    crumbs = [*crumbs_of(specification.group), (specification.title, specification.get_absolute_url())]
    context = {"specification": specification, "crumbs": crumbs, "form": form}
    return render(request, "workgroups/document_import.html", context, status=status)


def _replaced(request, specification, form):
    """What was taken, or None where the form says why nothing was."""
    given = form.cleaned_data
    try:
        imported = read_document(
            given["source"], title=specification.title, with_requirements=specification.has_requirements
        )
        return replace_by_file(specification, imported, epoch=given["epoch"], by=request.user)
    except RefusedDocument as refusal:
        form.add_error("source", str(refusal))
    except GroupRefusal as refusal:
        form.add_error(None, str(refusal))
    return None
