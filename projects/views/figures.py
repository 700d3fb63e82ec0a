"""The figures of a year: on screen, as a document and as a workbook."""

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from portal import files
from portal.paper import DOCX_TYPE
from portal.spreadsheets import workbook_response

from ..board import figures, report
from .board import chosen


@login_required
@require_safe
def present_year(request):
    """To the year that is running, with the same filters."""
    chosen(request)  # 403 for who has no board
    filters = request.GET.urlencode()
    year = reverse("projects:board-year", args=[timezone.localdate().year])
    return redirect(year + (f"?{filters}" if filters else ""))


@login_required
@require_safe
def board_year(request, year):
    """The year's figures beside those of the year before."""
    form, tables = _tables(request, year)
    context = {
        "form": form,
        "year": year,
        "tables": tables,
        "earlier": year - 1 if year > figures.FIRST_YEAR else None,
        "later": year + 1 if year < timezone.localdate().year else None,
    }
    return render(request, "projects/board_year.html", context)


@login_required
@require_safe
def year_export(request, year):
    """The same as .xlsx, a sheet a table."""
    _form, tables = _tables(request, year)
    return workbook_response(_file_name(year, "xlsx"), report.sheets(tables, year))


@login_required
@require_safe
def year_document(request, year):
    """The same as .docx, ready to be completed and sent."""
    form, tables = _tables(request, year)
    written = report.document(tables, year, is_filtered=form.is_filtered)
    return files.download(written, name=_file_name(year, "docx"), content_type=DOCX_TYPE)


def _tables(request, year):
    form, projects = chosen(request)
    if not figures.FIRST_YEAR <= year <= timezone.localdate().year:
        raise Http404
    return form, figures.figures_of(projects, year)


def _file_name(year, extension):
    return pgettext("file name", "projects-figures-%(year)s") % {"year": year} + f".{extension}"
