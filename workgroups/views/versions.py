"""The versions of a text: kept, read, compared, restored."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from portal import coediting

from .. import permissions
from ..actions import GroupRefusal, keep_version, restore_version
from ..comparing import compare_lines, compare_requirements, fold
from ..forms.versions import CompareForm, VersionForm
from .fetching import crumbs_of, specification_of

PER_PAGE = 50


@require_http_methods(["GET", "POST"])
def version_list(request, slug, document_id):
    """All versions, the last first; editors keep one here."""
    specification = _readable(request, slug, document_id)
    may_keep = permissions.can_keep_version(request.user, specification)
    form = VersionForm(request.POST or None)
    if request.method == "POST":
        if not may_keep:
            raise PermissionDenied
        if form.is_valid():
            try:
                keep_version(specification, name=form.cleaned_data["name"], by=request.user)
            except GroupRefusal as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, _("The version is kept."))
                return redirect(request.path)
    versions = _versions(specification)
    context = _frame(specification) | {
        "page": Paginator(versions.select_related("by"), PER_PAGE).get_page(request.GET.get("page")),
        "compare_form": CompareForm(versions=versions),
        "form": form if may_keep else None,
    }
    return render(request, "workgroups/version_list.html", context, status=422 if form.errors else 200)


@require_GET
def version_detail(request, slug, document_id, public_id):
    """A version as it was."""
    specification = _readable(request, slug, document_id)
    return _detail(request, specification, _version(specification, public_id))


@require_GET
def version_compare(request, slug, document_id):
    """Two moments of the text: its requirements by code, and every line."""
    specification = _readable(request, slug, document_id)
    versions = _versions(specification)
    form = CompareForm(request.GET or None, versions=versions)
    context = _frame(specification, _listed(specification)) | {"compare_form": form}
    if form.is_valid():
        chosen = [form.version("de"), form.version("a")]
        before, after = [_content(specification, one) for one in chosen]
        context |= {
            "before": chosen[0],
            "after": chosen[1],
            "requirements": compare_requirements(before, after),
            "lines": fold(compare_lines(before, after)),
            "is_same": before == after,
        }
    return render(request, "workgroups/version_compare.html", context, status=422 if form.errors else 200)


@require_POST
def version_restore(request, slug, document_id, public_id):
    """Puts a version in place of the text; the page comes back where somebody was quicker."""
    specification = _readable(request, slug, document_id)
    version = _version(specification, public_id)
    if not permissions.can_keep_version(request.user, specification):
        raise PermissionDenied
    seen = request.POST.get("epoch", "")
    try:
        restore_version(version, epoch=int(seen) if seen.isdecimal() else -1, by=request.user)
    except GroupRefusal as refusal:
        return _detail(request, specification, version, refusal=refusal)
    messages.success(request, _("The version is restored. The text as it was before is kept as a version."))
    return redirect(specification)


def _detail(request, specification, version, refusal=None):
    if refusal:  # the page that comes back shows what the other one left
        specification.document.refresh_from_db()
    context = _frame(specification, _listed(specification)) | {
        "version": version,
        "html": coediting.html(version.content),
        "may_restore": permissions.can_keep_version(request.user, specification),
        "refusal": refusal,
    }
    return render(request, "workgroups/version_detail.html", context, status=409 if refusal else 200)


def _readable(request, slug, document_id):
    specification = specification_of(request.user, slug, document_id)
    if not permissions.can_read_versions(request.user, specification):
        raise PermissionDenied
    return specification


def _versions(specification):
    """Without their texts, which may be long."""
    return specification.versions.select_related("specification__group").defer("content")


def _version(specification, public_id):
    versions = specification.versions.select_related("by", "specification__group")
    return get_object_or_404(versions, public_id=public_id)


def _content(specification, version):
    return coediting.with_names(version.content) if version else coediting.as_json(specification.document)


def _frame(specification, *more):
    crumbs = [*crumbs_of(specification.group), (specification.title, specification.get_absolute_url()), *more]
    return {"group": specification.group, "specification": specification, "crumbs": crumbs}


def _listed(specification):
    """The way up to the list."""
    return (_("Versions"), f"{specification.get_absolute_url()}versions/")
