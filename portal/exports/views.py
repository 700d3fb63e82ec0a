"""Answering with a workbook, at once or later; its page and its file, for the person who asked for it alone."""

import mimetypes

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal import files
from portal.spreadsheets import XLSX, workbook_response

from .actions import ask_export
from .models import Export
from .registry import covers, kind_named

MOST_AT_ONCE = 2000  # rows that are answered at once


def answer(request, kind, *, arguments, rows):
    """The workbook of a registered kind, or the way to where it will be when it has more than MOST_AT_ONCE rows.

    `rows` is about how many it has. The caller has asked for the right. The person is told by mail of the big one.
    """
    if rows <= MOST_AT_ONCE:
        return workbook_response(*kind_named(kind).make(request.user, arguments))
    return later(request, kind, arguments=arguments)


def later(request, kind, *, arguments):
    """The way to where a file of a registered kind will be; the caller has asked for the right."""
    return redirect(ask_export(kind, by=request.user, arguments=arguments, language=get_language()))


@login_required
@never_cache
@require_safe
def export_detail(request, public_id):
    """Where it stands: being prepared, ready until when, failed."""
    export = get_object_or_404(Export, public_id=public_id, person=request.user)
    return render(request, "exports/export_detail.html", {"export": export})


@login_required
@require_safe
def export_download(request, public_id):
    """The file, as long as the person has the right to all that is in it."""
    export = get_object_or_404(Export, public_id=public_id, person=request.user)
    if not export.is_ready:
        raise Http404
    if not covers(kind_named(export.kind).scope_of(request.user), set(export.scope)):
        raise PermissionDenied
    content_type = mimetypes.guess_type(export.name)[0] or XLSX
    return files.stream(request, export.file, name=export.name, content_type=content_type)
