"""Comments, from the panel beside a text: each answer is the panel's list as it is now, or the way back to the text."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from portal import threads
from portal.coediting.models import Document
from portal.refusals import Refusal

from . import actions
from .forms import BeginForm, SayForm
from .kinds import COMMENT, kind_of
from .models import Comment
from .panel import panel_context


@login_required
@require_GET
def comment_list(request, document_id):
    """The panel's list."""
    return _list(request, _document(request, document_id))


@login_required
@require_POST
def comment_begin(request, document_id):
    """A comment on words of the text."""
    document = _document(request, document_id)
    if not actions.may_comment(request.user, document):
        raise PermissionDenied
    form = BeginForm(request.POST)
    return _after(request, document, form, lambda words: actions.begin(document, by=request.user, **words))


@login_required
@require_POST
def comment_reply(request, document_id, public_id):
    """An answer."""
    comment = _comment(request, document_id, public_id)
    form = SayForm(request.POST)
    return _after(request, comment.document, form, lambda words: actions.reply(comment, by=request.user, **words))


@login_required
@require_POST
def comment_resolve(request, document_id, public_id):
    """Settled."""
    comment = _comment(request, document_id, public_id)
    return _after(request, comment.document, None, lambda: actions.resolve(comment, by=request.user))


@login_required
@require_POST
def comment_reopen(request, document_id, public_id):
    """Not settled after all."""
    comment = _comment(request, document_id, public_id)
    return _after(request, comment.document, None, lambda: actions.reopen(comment, by=request.user))


@login_required
@require_POST
def said_edit(request, document_id, public_id, said_id):
    """One's own words, changed."""
    comment = _comment(request, document_id, public_id)
    said = _said(comment, said_id)
    if said.author_id != request.user.pk:
        raise PermissionDenied
    form = SayForm(request.POST)
    return _after(
        request,
        comment.document,
        form,
        lambda words: actions.edit(comment, said, by=request.user, text=words["text"]),
    )


@login_required
@require_POST
def said_remove(request, document_id, public_id, said_id):
    """Words taken back."""
    comment = _comment(request, document_id, public_id)
    said = _said(comment, said_id)
    return _after(request, comment.document, None, lambda: actions.remove(comment, said, by=request.user))


def _document(request, document_id):
    document = get_object_or_404(Document, pk=document_id)
    about = kind_of(document)
    if about is None or not about.can_read(request.user, document):
        raise Http404
    return document


def _comment(request, document_id, public_id):
    """The comment, for who may comment: others see it, and nothing more."""
    document = _document(request, document_id)
    if not actions.may_comment(request.user, document):
        raise PermissionDenied
    return get_object_or_404(Comment.objects.select_related("document"), document=document, public_id=public_id)


def _said(comment, said_id):
    said = threads.post_of(COMMENT, comment.public_id, said_id)
    if said is None:
        raise Http404
    return said


def _after(request, document, form, act):
    """Does it, and answers; a refusal in the person's words, their text stays in the page's own form."""
    if form is not None and not form.is_valid():
        return _refused(request, next(iter(form.errors.values()))[0], 422)
    try:
        act(form.cleaned_data) if form is not None else act()
    except Refusal as refusal:
        return _refused(request, str(refusal), 409)
    return _list(request, document)


def _refused(request, words, status):
    return JsonResponse({"error": str(words)}, status=status)


def _list(request, document):
    if not request.headers.get("X-Panel"):
        return redirect(kind_of(document).path_of(document))
    return render(request, "comments/_list.html", panel_context(request, document))
