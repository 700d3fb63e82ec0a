"""The staff's list of projects, and the same as a workbook."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_safe

from portal.exports import answer

from ..board import exports, filters, lines, places, timeline
from ..permissions import can_change_sheet, can_use_board

PER_PAGE = 25


@login_required
@require_safe
def board(request):
    """One line a project; the filters stay in the address."""
    form, projects = chosen(request)
    page = Paginator(lines.counted(projects), PER_PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "lines": lines.lines(page)}
    if not form.cleaned_data.get("stage"):
        context["stages"] = filters.by_stage(projects)
    return render(request, "projects/project_board.html", context)


@login_required
@require_safe
def board_export(request):
    """What the list shows with its filters, all pages."""
    _form, projects = chosen(request)
    rows = exports.rows_of(projects)
    return answer(request, exports.BOARD, arguments={"address": request.GET.urlencode()}, rows=rows)


@login_required
@require_safe
def board_calendar(request):
    """The milestones of the same projects over eighteen months; which, says the address."""
    form, projects = chosen(request)
    page = Paginator(projects, PER_PAGE).get_page(request.GET.get("page"))
    months = timeline.months_of(request.GET.get("from", ""))
    context = {"form": form, "page": page, "calendar": timeline.calendar(page, months), "shapes": timeline.SHAPES}
    return render(request, "projects/board_calendar.html", context)


@login_required
@require_safe
def board_map(request):
    """Where the same projects are; those of which nobody has said it are listed."""
    form, projects = chosen(request)
    context = {"form": form, "map": places.map_of(projects), "stages": places.STAGES}
    context["can_change_sheet"] = can_change_sheet(request.user)
    return render(request, "projects/board_map.html", context)


def chosen(request):
    """The form and the projects that the address asks for; 403 for who has no board."""
    if not can_use_board(request.user):
        raise PermissionDenied
    return filters.chosen(request.user, request.GET)
