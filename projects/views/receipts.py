"""The proof of what was handed in: on screen and as a PDF."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from portal import files
from portal.paper import PDF_TYPE

from .. import permissions, retention
from ..models import Milestone, Submission
from ..papers import receipt, receipt_name


@login_required
@require_safe
def submission_receipt(request, slug, public_id):
    """The proof of what was handed in, to be kept or printed."""
    submission = _submission(request, slug, public_id)
    milestone = submission.milestone
    project = milestone.project
    return render(
        request,
        "projects/submission_receipt.html",
        {
            "submission": submission,
            "milestone": milestone,
            "project": project,
            "pieces": submission.deliverables.select_related("stands_for"),
            "answers": submission.correction_answers.select_related("item__piece"),
            "kept_for": retention.in_words(project),
            "crumbs": [(project.name, project.get_absolute_url()), (milestone.title, milestone.get_absolute_url())],
        },
    )


@login_required
@require_safe
def submission_receipt_pdf(request, slug, public_id):
    """The same as an accessible PDF."""
    submission = _submission(request, slug, public_id)
    return files.download(receipt(submission), name=receipt_name(submission), content_type=PDF_TYPE)


def _submission(request, slug, public_id):
    submission = get_object_or_404(
        Submission.objects.select_related(
            "milestone__project__holder", "submitted_by", "on_behalf_of", "withdrawn_by", "visa__decided_by"
        ).filter(milestone__in=Milestone.objects.visible_to(request.user).order_by().values("pk")),
        public_id=public_id,
        milestone__project__slug=slug,
    )
    if not permissions.can_read_submission(request.user, submission):
        raise PermissionDenied
    return submission
