"""The moment from which a submission is being reviewed, and the way back before it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ..actions import begin_review, withdraw_submission
from ..permissions import may_review_here, may_submit_here
from ..refusals import MilestoneRefusal
from .reading import milestone_of, milestone_page


@login_required
@require_POST
def review_begin(request, slug, milestone_id, number):
    """Somebody who decides has opened the submission: the page says so by script, or the person by the button."""
    milestone, submission = _submission(request, slug, milestone_id, number)
    if not may_review_here(request.user, milestone):
        raise PermissionDenied
    is_script = not request.accepts("text/html")
    try:
        begin_review(submission, by=request.user)
    except MilestoneRefusal as refusal:
        if is_script:
            return HttpResponse(str(refusal), status=409, content_type="text/plain; charset=utf-8")
        messages.warning(request, str(refusal))
    return HttpResponse(status=204) if is_script else redirect(f"{milestone.get_absolute_url()}#decision")


@login_required
@require_POST
def submission_withdraw(request, slug, milestone_id, number):
    """The submission is taken back; its words and files are in the form again."""
    milestone, submission = _submission(request, slug, milestone_id, number)
    if not may_submit_here(request.user, milestone):
        raise PermissionDenied
    try:
        withdraw_submission(submission, by=request.user)
    except MilestoneRefusal as refusal:
        milestone.refresh_from_db()
        return milestone_page(request, milestone, status=409, withdrawal_refusal=str(refusal))
    messages.success(request, _("Withdrawn. Your text and your files are in the form again."))
    return redirect(f"{milestone.get_absolute_url()}#depot")


def _submission(request, slug, milestone_id, number):
    milestone = milestone_of(request.user, slug, milestone_id)
    submission = get_object_or_404(milestone.submissions, number=number)
    submission.milestone = milestone
    return milestone, submission
