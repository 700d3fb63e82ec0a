"""An expert's opinion: the form that asks, and the one screen where it is given and read."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal import files
from portal.refusals import Refusal

from .. import permissions
from ..actions import ask_opinion, decline_opinion, give_opinion, revoke_opinion, share_opinion
from ..actions.opinions import no_longer
from ..forms import AskOpinionForm, DeclineOpinionForm, GiveOpinionForm
from ..models import OpinionRequest
from ..refusals import OpinionRefusal
from .reading import milestone_of, way_to


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def opinion_ask(request, slug, milestone_id):
    """Asks an expert about the last submission of the milestone."""
    milestone = milestone_of(request.user, slug, milestone_id)
    if not permissions.may_review_here(request.user, milestone):
        raise PermissionDenied
    if not permissions.can_ask_opinion(request.user, milestone):  # withdrawn, or the project closed, meanwhile
        messages.warning(request, _("An opinion is asked by the accompanier, about something that was submitted."))
        return redirect(milestone)
    submission = milestone.submissions.standing().last()
    form = AskOpinionForm(request.POST or None, submission=submission)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            asked = ask_opinion(
                milestone,
                by=request.user,
                expert=form.expert(),
                question=given["question"],
                due_on=given["due_on"],
                pieces=given.get("pieces", ()),
                shares_text=given.get("shares_text", False),
            )
        except OpinionRefusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("%(person)s is asked by mail.") % {"person": asked.expert})
            return redirect(milestone)
    context = {"form": form, "milestone": milestone, "submission": submission, "crumbs": way_to(milestone)}
    return render(request, "projects/opinion_ask.html", context, status=422 if form.errors else 200)


@login_required
@require_safe
def opinion_detail(request, public_id):
    """The question, what is shared for it, and the answer or the form that gives it."""
    return _page(request, _visible(request.user, public_id))


@login_required
@require_POST
def opinion_give(request, public_id):
    """The expert answers; refused, what was typed stays."""
    asked = _for_expert(request.user, public_id)
    form = GiveOpinionForm(request.POST, request.FILES)
    if not asked.is_expected:
        return _too_late(request, asked, form, no_longer(asked))
    if form.is_valid():
        try:
            give_opinion(asked, by=request.user, **form.cleaned_data)
        except OpinionRefusal as refusal:
            return _too_late(request, asked, form, refusal)
        except files.RefusedFile as refusal:
            form.add_error("upload", str(refusal))
        else:
            messages.success(request, _("Thank you: your opinion has been sent."))
            return redirect(asked)
    return _page(request, asked, status=422, give_form=form)


@login_required
@require_POST
def opinion_decline(request, public_id):
    """The expert will not answer."""
    asked = _for_expert(request.user, public_id)
    form = DeclineOpinionForm(request.POST)
    if not asked.is_expected:
        return _too_late(request, asked, form, no_longer(asked))
    if form.is_valid():
        try:
            decline_opinion(asked, by=request.user, **form.cleaned_data)
        except OpinionRefusal as refusal:
            return _too_late(request, asked, form, refusal)
        messages.success(request, _("It is noted: who asked you is told."))
        return redirect(asked)
    return _page(request, asked, status=422, decline_form=form)


@login_required
@require_POST
def opinion_revoke(request, public_id):
    """The accompanier withdraws the request."""
    return _act(request, public_id, revoke_opinion, _("The request is withdrawn; the expert is told by mail."))


@login_required
@require_POST
def opinion_share(request, public_id):
    """The accompanier shows the opinion to the leads."""
    return _act(request, public_id, share_opinion, _("The leads may read it now; they are told by mail."))


@login_required
@require_safe
def opinion_download(request, public_id):
    """The file that came with the opinion."""
    asked = _visible(request.user, public_id)
    piece = getattr(asked, "attachment", None)
    if piece is None:
        raise Http404
    if not piece.file:
        context = {"piece": piece, "back": asked.get_absolute_url()}
        return render(request, "files/gone.html", context, status=410)
    return files.stream(request, piece.file, name=piece.name, content_type=piece.content_type)


def _visible(person, public_id):
    return get_object_or_404(_related(OpinionRequest.objects.visible_to(person)), public_id=public_id)


def _related(requests):
    related = ("submission__milestone__project", "expert", "asked_by", "ended_by", "attachment")
    return requests.select_related(*related)


def _for_expert(person, public_id):
    """The expert's own, even withdrawn meanwhile: what they typed comes back to them, and nothing else."""
    if own := _related(OpinionRequest.objects.filter(expert=person)).filter(public_id=public_id).first():
        return own
    asked = _visible(person, public_id)
    if asked.expert_id != person.pk:
        raise PermissionDenied
    return asked


def _act(request, public_id, act, done):
    asked = _visible(request.user, public_id)
    milestone = asked.submission.milestone
    if not permissions.may_review_here(request.user, milestone):
        raise PermissionDenied
    try:
        act(asked, by=request.user)
    except Refusal as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, done)
    return redirect(milestone)


def _too_late(request, asked, form, refusal):
    """What the expert typed while the request ended stays on the page, to be copied."""
    asked.refresh_from_db()
    return _page(request, asked, status=409, refusal=str(refusal), refused_text=form.data.get("text", ""))


def _page(request, asked, *, status=200, **more):
    person, milestone = request.user, asked.submission.milestone
    may_give = permissions.can_give_opinion(person, asked)
    reads_all = permissions.can_read_submissions(person, milestone.project)
    sees_shared = may_give or reads_all
    context = {
        "asked": asked,
        "milestone": milestone,
        "project": milestone.project,
        "follows": permissions.can_follow(person, milestone.project),
        "sees_shared": sees_shared,
        "pieces": asked.shared_pieces.select_related("stands_for") if sees_shared else [],
        "may_act": permissions.may_review_here(person, milestone),
    }
    if may_give:
        context |= {"give_form": GiveOpinionForm(), "decline_form": DeclineOpinionForm()}
    return render(request, "projects/opinion_detail.html", context | more, status=status)
