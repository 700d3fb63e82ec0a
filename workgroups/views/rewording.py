"""The requirements of a text as a workbook, and back: shown first, then written as suggestions."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from portal import coediting, exports
from portal.spreadsheets import UnreadableWorkbook

from .. import permissions, rewording
from ..actions import GroupRefusal, suggest_rewording
from ..forms.rewording import RewordingForm
from ..rewording.sheets import KIND
from .fetching import crumbs_of, specification_of


@require_GET
def requirements_export(request, slug, document_id):
    """The requirements of the text as it is now."""
    specification = _with_requirements(request, slug, document_id)
    return _workbook(request, coediting.as_json(specification.document), {"document": str(document_id)})


@require_GET
def version_requirements(request, slug, document_id, public_id):
    """The requirements of a version."""
    specification = _with_requirements(request, slug, document_id)
    if not permissions.can_read_versions(request.user, specification):
        raise PermissionDenied
    version = get_object_or_404(specification.versions, public_id=public_id)
    return _workbook(request, version.content, {"document": str(document_id), "version": str(public_id)})


def _workbook(request, content, arguments):
    rows = sum(1 for node in content.get("content", []) if node["type"] == "requirement")
    return exports.answer(request, KIND, arguments=arguments, rows=rows)


@require_http_methods(["GET", "POST"])
def requirements_import(request, slug, document_id):
    """Takes a reworded workbook and shows what it would change; nothing is written yet."""
    specification = _writable(request, slug, document_id)
    is_sent = request.method == "POST"
    form = RewordingForm(request.POST, request.FILES) if is_sent else RewordingForm()
    if is_sent and form.is_valid():
        try:
            returned = rewording.read_workbook(form.cleaned_data["workbook"].file, specification.document_id)
            return _preview(request, specification, returned)
        except UnreadableWorkbook as refusal:
            form.add_error("workbook", str(refusal))
        except rewording.BadSlip:
            form.add_error("workbook", _("Too much is changed at once: take the requirements in two or three parts."))
    return _page(request, specification, form, status=422 if form.errors else 200)


@require_POST
def requirements_confirm(request, slug, document_id):
    """Writes what the preview showed; what somebody changed in the meantime is shown again, and nothing written."""
    specification = _writable(request, slug, document_id)
    try:
        asked = rewording.read_slip(request.POST.get("slip", ""), specification.document_id, request.user)
    except rewording.BadSlip:
        form = RewordingForm()
        refusal = _("This preview is too old, or it is not yours: send the workbook again.")
        return _page(request, specification, form, status=409, refusal=refusal)
    ticked = set(request.POST.getlist("level"))
    levels = [level for level in asked.levels if level.code in ticked]
    try:
        suggest_rewording(specification, asked.proposals, levels, by=request.user)
    except GroupRefusal as refusal:
        return _page(request, specification, RewordingForm(), status=409, refusal=refusal)
    except (coediting.Overtaken, coediting.Fixed) as refusal:
        return _preview(request, specification, asked, refusal=refusal, ticked=ticked)
    count = len({proposal.code for proposal in asked.proposals} | {level.code for level in levels})
    told = ngettext("%(count)d requirement is reworded.", "%(count)d requirements are reworded.", count)
    messages.success(request, told % {"count": count})
    return redirect(specification)


def _preview(request, specification, returned, *, refusal=None, ticked=frozenset()):
    found = rewording.preview(coediting.as_json(specification.document), returned)
    context = _frame(specification, (_("Reword in a spreadsheet"), _address(specification))) | {
        "preview": found,
        "slip": rewording.slip_of(found, specification.document_id, request.user),
        "refusal": refusal,
        "ticked": ticked,
    }
    return render(request, "workgroups/requirements_preview.html", context, status=409 if refusal else 200)


def _page(request, specification, form, *, status=200, refusal=None):
    context = _frame(specification) | {"form": form, "refusal": refusal}
    return render(request, "workgroups/requirements_import.html", context, status=status)


def _with_requirements(request, slug, document_id):
    specification = specification_of(request.user, slug, document_id)
    if not specification.has_requirements:
        raise Http404
    return specification


def _writable(request, slug, document_id):
    specification = _with_requirements(request, slug, document_id)
    if not permissions.can_edit(request.user, specification):
        raise PermissionDenied
    return specification


def _address(specification):
    return f"{specification.get_absolute_url()}exigences/"


def _frame(specification, *more):
    crumbs = [*crumbs_of(specification.group), (specification.title, specification.get_absolute_url()), *more]
    return {"group": specification.group, "specification": specification, "crumbs": crumbs}
