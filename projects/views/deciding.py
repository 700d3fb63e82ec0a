"""What the accompanier does at a milestone: accept, return, reopen, remind."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ..actions import accept_submission, reopen_milestone, return_submission, send_reminder
from ..course import names
from ..forms import AcceptForm, CorrectionForm, ReopenForm
from ..permissions import may_review_here
from ..refusals import MilestoneRefusal
from .reading import milestone_of, milestone_page


@login_required
@require_POST
def milestone_accept(request, slug, milestone_id):
    """The submission is what was asked."""
    milestone = reviewable(request, slug, milestone_id)
    form = AcceptForm(request.POST, milestone=milestone)

    def accept(given):
        accept_submission(milestone, by=request.user, number=given["number"], remark=given["remark"])
        return _("Accepted. The leads are told by mail.")

    return _decide(request, milestone, "accept_form", form, accept)


@login_required
@require_POST
def milestone_return(request, slug, milestone_id):
    """The submission goes back with a correction request."""
    milestone = reviewable(request, slug, milestone_id)
    form = CorrectionForm(request.POST, milestone=milestone)

    def send_back(given):
        return_submission(milestone, by=request.user, number=given["number"], items=form.items, due_on=given["due_on"])
        return _("Returned. The leads receive your request by mail.")

    return _decide(request, milestone, "correction_form", form, send_back)


@login_required
@require_POST
def milestone_reopen(request, slug, milestone_id):
    """An acceptance is taken back."""
    milestone = reviewable(request, slug, milestone_id)

    def reopen(given):
        reopen_milestone(milestone, by=request.user, reason=given["reason"])
        return _("Reopened. The leads receive your reason by mail.")

    return _decide(request, milestone, "reopen_form", ReopenForm(request.POST), reopen)


@login_required
@require_POST
def milestone_remind(request, slug, milestone_id):
    """A reminder leaves now."""
    milestone = reviewable(request, slug, milestone_id)
    try:
        people = send_reminder(milestone, by=request.user)
    except MilestoneRefusal as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("The reminder is on its way to %(people)s.") % {"people": names(people)})
    return redirect(milestone)


def reviewable(request, slug, milestone_id):
    """The milestone, for those who decide there, whatever its status; else 403 or 404."""
    milestone = milestone_of(request.user, slug, milestone_id)
    if not may_review_here(request.user, milestone):
        raise PermissionDenied
    return milestone


def _decide(request, milestone, name, form, act):
    """Runs `act` on a valid form; a refusal is shown on the page as it is now, with what was typed."""
    if form.is_valid():
        try:
            messages.success(request, act(form.cleaned_data))
        except MilestoneRefusal as refusal:
            milestone.refresh_from_db()
            return milestone_page(request, milestone, status=409, refusal=str(refusal), refused_form=form)
        return redirect(milestone)
    return milestone_page(request, milestone, status=422, **{name: form})
