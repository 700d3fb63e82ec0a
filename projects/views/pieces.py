"""The files of submissions: the originals, and pictures of them."""

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from portal import files

from .. import permissions
from ..models import Deliverable
from ..previews import can_be_shown, preview_of
from .reading import way_to


@login_required
@require_safe
def deliverable_download(request, public_id):
    """One piece, as it came; the page that says so where its original is kept no more."""
    piece = _piece(request, public_id)
    if not piece.file:
        milestone = piece.submission.milestone
        context = {"piece": piece, "milestone": milestone, "project": milestone.project}
        return render(request, "projects/deliverable_gone.html", context, status=410)
    return files.stream(request, piece.file, name=piece.name, content_type=piece.content_type)


@login_required
@require_safe
def deliverable_preview(request, public_id):
    """The first pages of a piece, one below the other, each with its words."""
    piece = _piece(request, public_id)
    milestone = piece.submission.milestone
    preview = preview_of(piece) if can_be_shown(piece) else None
    pages = list(preview.pages.all()) if preview else []
    context = {
        "piece": piece,
        "pages": pages,
        "has_more": bool(preview) and preview.page_count > len(pages) > 0,
        "preview": preview,
        "crumbs": way_to(milestone) if permissions.can_follow(request.user, milestone.project) else [],
    }
    return render(request, "projects/deliverable_preview.html", context)


@login_required
@require_safe
def preview_page(request, public_id, number):
    """The picture of one page."""
    piece = _piece(request, public_id)
    if not can_be_shown(piece):
        raise Http404
    page = get_object_or_404(preview_of(piece).pages, number=number)
    name = f"{piece.name} – {number}.{page.content_type.removeprefix('image/')}"
    return files.stream(request, page.file, name=name, content_type=page.content_type, inline=True)


def _piece(request, public_id):
    pieces = Deliverable.objects.visible_to(request.user).select_related("submission__milestone__project")
    return get_object_or_404(pieces, public_id=public_id)
