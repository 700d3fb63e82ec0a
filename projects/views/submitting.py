"""Handing in a milestone: the form, and the files that come before it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from portal.refusals import Refusal

from ..actions import add_draft_file, hand_in, remove_draft_file
from ..enums import VisaStates
from ..forms import SubmissionForm
from ..models import DraftFile, Visa
from ..permissions import may_submit_here
from ..refusals import MilestoneRefusal
from .reading import milestone_of, milestone_page


@login_required
@require_POST
def milestone_submit(request, slug, milestone_id):
    """Hands in. Refused, the same page comes back with the text and every good file kept."""
    milestone = _submittable(request, slug, milestone_id)
    kept, refusals = _keep(milestone, request)
    form = SubmissionForm(request.POST, milestone=milestone, person=request.user, kept=kept)
    form.is_valid()
    form.refuse_files(refusals)
    if form.is_valid():
        try:
            handed_in = hand_in(
                milestone,
                by=request.user,
                text=form.cleaned_data["text"],
                pieces=form.cleaned_data["pieces"],
                on_behalf_of=form.cleaned_data.get("on_behalf_of"),
                public_id=form.cleaned_data["public_id"],
            )
        except MilestoneRefusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _said(handed_in))
            return redirect(handed_in)
    return milestone_page(request, milestone, status=422, submission_form=form)


@login_required
@require_POST
def draft_file_add(request, slug, milestone_id):
    """Keeps one file as soon as it is chosen (by script): answers its line of the form, or why it is refused."""
    milestone = _submittable(request, slug, milestone_id)
    kept, refusals = _keep(milestone, request)
    if refusals or not kept:
        reasons = [str(refusal) for refusal in refusals] or [_("No file was received.")]
        return HttpResponse("\n".join(reasons), status=422, content_type="text/plain; charset=utf-8")
    kept[0].is_chosen = True
    context = {"draft": kept[0], "milestone": milestone, "project": milestone.project}
    return render(request, "projects/_draft_file.html", context, status=201)


@login_required
@require_POST
def draft_file_remove(request, slug, milestone_id, public_id):
    """Takes a kept file away (by script; without one, the box is unticked)."""
    milestone = _submittable(request, slug, milestone_id)
    drafts = DraftFile.objects.filter(milestone=milestone, owner=request.user)
    drafts = drafts.exclude(visas__state=VisaStates.PENDING)  # what the director reads stays as it is
    remove_draft_file(get_object_or_404(drafts, public_id=public_id))
    return HttpResponse(status=204)


def _said(handed_in):
    if isinstance(handed_in, Visa):
        return _("Prepared. It leaves as soon as the director has given the visa; they are told by mail.")
    return _("Your submission has arrived. Here is its receipt; it is also in your mail.")


def _submittable(request, slug, milestone_id):
    milestone = milestone_of(request.user, slug, milestone_id)
    if not may_submit_here(request.user, milestone):
        raise PermissionDenied
    return milestone


def _keep(milestone, request):
    """Keeps what can be kept of the files that came: the drafts, and the refusals of the others."""
    kept, refusals = [], []
    for upload in request.FILES.getlist("uploads"):
        try:
            kept.append(add_draft_file(milestone, owner=request.user, upload=upload))
        except Refusal as refusal:
            refusals.append(refusal)
    return kept, refusals
