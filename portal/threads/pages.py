"""The page of a thread, which an app's view answers with once it has fetched the thing through its own rights."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _

from portal.refusals import Refusal

from . import actions
from .forms import PostForm
from .models import Post, PostAttachment, Thread
from .reading import read_to

PER_PAGE = 50


def answer(request, place, *, crumbs=(), others=(), template="threads/thread.html", beside=None):
    """Shows the thread of `place` to who may read it, else 403; a POST writes in it.

    `crumbs` are the way to here, `others` the threads next to it: dicts of title, path, summary.
    `template` extends `threads/thread.html` when an app shows more around it; `beside` holds what it needs for that.
    """
    if not place.can_read(request.user):
        raise PermissionDenied
    thread = Thread.objects.filter(kind=place.kind, anchor_id=place.identifier).first()
    frame = {"place": place, "title": place.title_of(), "path": request.path, "crumbs": crumbs, "others": others}
    frame |= {"template": template} | (beside or {})
    if request.method == "POST":
        if not place.can_write(request.user) and not place.has_closed():
            raise PermissionDenied
        return _write(request, place, frame)
    return _page(request, place, thread, frame)


def _write(request, place, frame):
    """Sends the post. Refused, the same page comes back with the text and every good file kept."""
    kept, refusals = _keep(place, request)
    thread = actions.opened_thread(place)
    form = PostForm(request.POST, place=place, thread=thread, person=request.user, kept=kept)
    form.is_valid()
    form.refuse_files(refusals)
    if form.is_valid():
        try:
            made = actions.post(
                place, by=request.user, **{k: v for k, v in form.cleaned_data.items() if k != "uploads"}
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Your message is posted."))
            return redirect(f"{request.path}#post-{made.public_id}")
    return _page(request, place, thread, frame, form=form)


def _keep(place, request):
    """Keeps what can be kept of the files that came: the files, and the refusals of the others."""
    kept, refusals = [], []
    for upload in request.FILES.getlist("uploads"):
        try:
            kept.append(actions.add_attachment(place, owner=request.user, upload=upload))
        except Refusal as refusal:
            refusals.append(refusal)
    return kept, refusals


def _page(request, place, thread, frame, *, form=None):
    person = request.user
    posts = Paginator(_posts(thread), PER_PAGE)
    page = posts.get_page(request.GET.get("page") or posts.num_pages)
    seen = read_to(thread, person) if thread else 0
    can_write, can_moderate = place.can_write(person), place.can_moderate(person)
    for one in page:
        one.is_new = one.pk > seen and one.author_id != person.pk and one.removed_at is None
        one.may_edit = can_write and actions.may_edit(one, person)
        one.may_remove = one.removed_at is None and (can_moderate or (can_write and one.author_id == person.pk))
    last = page[-1].pk if page else 0
    context = frame | {"thread": thread, "page": page, "last": last, "is_last_new": last > seen}
    if (can_write or form) and not request.htmx:
        context["form"] = form or PostForm(place=place, thread=thread, person=person)
    template = "threads/_posts.html" if request.htmx else frame["template"]
    response = render(request, template, context, status=422 if form else 200)
    patch_vary_headers(response, ["HX-Request"])  # the part that renews itself has the page's address
    return response


def _posts(thread):
    people = ("author", "on_behalf_of", "removed_by")
    pieces = Prefetch("attachments", PostAttachment.objects.order_by("pk"))
    return (
        Post.objects.filter(thread=thread)
        .select_related(*people)
        .prefetch_related(pieces, "mentioned", "versions")
        .order_by("pk")
    )
