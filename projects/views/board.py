"""The staff's list of projects, and the same as a workbook."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_safe

from portal.spreadsheets import workbook_response

from .. import board as lines
from ..permissions import can_use_board

PER_PAGE = 50


@login_required
@require_safe
def board(request):
    """One line a project; the filters stay in the address."""
    form, projects = _chosen(request)
    page = Paginator(lines.with_course(projects), PER_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "projects/project_board.html",
        {
            "form": form,
            "page": page,
            "lines": [lines.Line(project) for project in page],
            "is_filtered": any(form.cleaned_data.values()),
        },
    )


@login_required
@require_safe
def board_export(request):
    """What the list shows with its filters, all pages."""
    _form, projects = _chosen(request)
    return workbook_response(lines.file_name(), lines.sheets(projects))


def _chosen(request):
    if not can_use_board(request.user):
        raise PermissionDenied
    form = lines.BoardFilter(request.GET)
    form.is_valid()  # a value nobody offers filters nothing
    return form, lines.projects_on_board(request.user, form.cleaned_data)
