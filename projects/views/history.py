"""The history of a project, and who could see it on a given day."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from portal.spreadsheets import workbook_response

from .. import access
from ..history import KINDS, entries_of, workbook
from ..models import Project
from ..permissions import can_audit_access

PER_PAGE = 50


@login_required
@require_safe
def project_history(request, slug):
    """Everything that happened, the latest first; the kind stays in the address."""
    project, kind, entries = _told(request, slug)
    context = {
        "project": project,
        "crumbs": [(project.name, project.get_absolute_url())],
        "kinds": KINDS,
        "kind": kind,
        "page": Paginator(entries, PER_PAGE).get_page(request.GET.get("page")),
        "can_audit": can_audit_access(request.user, project),
    }
    return render(request, "projects/project_history.html", context)


@login_required
@require_safe
def history_export(request, slug):
    """The same as a workbook, all pages."""
    project, _kind, entries = _told(request, slug)
    return workbook_response(workbook.file_name(project), workbook.sheets(entries))


@login_required
@require_safe
def project_access(request, slug):
    """Who could see what on a day."""
    project = _project(request, slug)
    if not can_audit_access(request.user, project):
        raise PermissionDenied
    form = access.AccessForm(request.GET if "on" in request.GET else None, initial={"on": timezone.localdate()})
    day = timezone.localdate()
    if form.is_bound:
        day = form.cleaned_data["on"] if form.is_valid() else None
    context = {
        "project": project,
        "crumbs": [(project.name, project.get_absolute_url())],
        "form": form,
        "day": day,
        "accesses": access.accesses(project, day) if day else [],
    }
    return render(request, "projects/project_access.html", context, status=422 if form.errors else 200)


def _told(request, slug):
    project = _project(request, slug)
    kind = request.GET.get("quoi", "")
    kind = kind if kind in dict(KINDS) else ""
    return project, kind, entries_of(project, request.user, kind=kind)


def _project(request, slug):
    return get_object_or_404(Project.objects.followed_by(request.user), slug=slug)
