"""What is done to one post or one thread, whatever it is about; the page of a thread is its app's (`pages.answer`)."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal import files
from portal.refusals import Refusal

from . import actions
from .forms import EditForm
from .kinds import place
from .models import Post, PostAttachment, Thread
from .reading import mark_thread_read


def _readable(person, thread):
    """The place of a thread that the person may read; else 404."""
    found = place(thread.kind, thread.anchor_id)
    if found is None or not found.can_read(person):
        raise Http404
    return found


def _post_of(person, public_id):
    made = get_object_or_404(Post.objects.select_related("thread", "author", "on_behalf_of"), public_id=public_id)
    return made, _readable(person, made.thread)


@login_required
def post_edit(request, public_id):
    """One's own words, changed within a quarter of an hour."""
    made, where = _post_of(request.user, public_id)
    if made.author_id != request.user.pk:
        raise PermissionDenied
    form = EditForm(request.POST if request.method == "POST" else None, initial={"text": made.text})
    if request.method == "POST" and form.is_valid():
        try:
            actions.edit_post(made, by=request.user, text=form.cleaned_data["text"])
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Your message is changed."))
            return redirect(_at(where, made))
    return render(
        request, "threads/post_edit.html", {"form": form, **_frame(where, made)}, status=422 if form.errors else 200
    )


@login_required
def post_remove(request, public_id):
    """Asks first, empties on POST."""
    made, where = _post_of(request.user, public_id)
    if not actions.may_remove(where, made, request.user):
        raise PermissionDenied
    if request.method == "POST":
        actions.remove_post(made, by=request.user)
        messages.success(request, _("The message is removed."))
        return redirect(_at(where, made))
    return render(request, "threads/post_remove.html", _frame(where, made))


def _at(where, made):
    return f"{where.path_of()}#post-{made.public_id}"


def _frame(where, made):
    return {"post": made, "crumbs": [(where.title_of(), where.path_of())], "back": _at(where, made)}


@login_required
@require_safe
def attachment(request, public_id):
    """One file of a post that stands."""
    piece = get_object_or_404(PostAttachment.objects.exclude(post=None).select_related("thread"), public_id=public_id)
    where = _readable(request.user, piece.thread)
    if not piece.file:
        return render(request, "files/gone.html", {"piece": piece, "back": where.path_of()}, status=410)
    return files.stream(request, piece.file, name=piece.name, content_type=piece.content_type)


@login_required
@require_POST
def thread_read(request, public_id):
    """Notes that the person has read up to the post named; by script when the page is looked at, or by the button."""
    thread = get_object_or_404(Thread, public_id=public_id)
    where = _readable(request.user, thread)
    last = request.POST.get("last", "")
    if last.isdecimal() and len(last) < 18:
        mark_thread_read(thread, request.user, int(last))
    if request.headers.get("Accept", "").startswith("application/json"):
        return HttpResponse(status=204)
    return redirect(where.path_of())
