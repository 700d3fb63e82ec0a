"""The sheet of a project, a milestone, a receipt, a file."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from portal import files

from .. import permissions, visas
from ..course import course, current_milestone, step
from ..enums import MilestoneStatus
from ..forms import AcceptForm, CorrectionForm, ReopenForm, SubmissionForm
from ..models import Deliverable, Milestone, Project, ProjectRole, Submission, Transition
from ..people import accompaniers_of, leads_of


@require_safe
def project_detail(request, slug):
    """The whole course for those who follow the project, the public sheet for everybody else."""
    project = get_object_or_404(Project.objects.visible_to(request.user).select_related("holder"), slug=slug)
    milestones = list(project.milestones.all())
    if not permissions.can_follow(request.user, project):
        current = current_milestone(milestones)
        return render(request, "projects/project_sheet.html", {"project": project, "next": current})
    for milestone in milestones:
        milestone.project = project
    steps = course(milestones, leads=list(leads_of(project)), accompaniers=list(accompaniers_of(project)))
    return render(
        request,
        "projects/project_detail.html",
        {
            "project": project,
            "steps": steps,
            "accepted": sum(one.milestone.status == MilestoneStatus.ACCEPTED for one in steps),
            "people": ProjectRole.objects.current()
            .filter(anchor=project)
            .select_related("person", "stands_in_for__person"),
            "can_manage": permissions.can_manage(request.user, project),
            "can_name_replacement": permissions.can_name_replacement(request.user, project),
            "can_prepare_closing": permissions.can_prepare_closing(request.user, project),
            "can_read_submissions": permissions.can_read_submissions(request.user, project),
        },
    )


@login_required
@require_safe
def milestone_detail(request, slug, milestone_id):
    """What is asked, what was handed in, and the form of what the person may do now."""
    return milestone_page(request, milestone_of(request.user, slug, milestone_id))


def milestone_of(person, slug, milestone_id):
    """The milestone at this address, if `person` may see it; else 404."""
    milestones = Milestone.objects.visible_to(person).select_related("project__holder")
    return get_object_or_404(milestones, public_id=milestone_id, project__slug=slug)


def milestone_page(request, milestone, *, status=200, **forms):
    """The page of a milestone, with the forms in `forms` in place of fresh ones: what was typed stays."""
    person, project = request.user, milestone.project
    leads, accompaniers = list(leads_of(project)), list(accompaniers_of(project))
    can_read = permissions.can_read_submissions(person, project)
    context = {
        "milestone": milestone,
        "project": project,
        "crumbs": [(project.name, project.get_absolute_url())],
        "step": step(milestone, current_milestone(project.milestones.all()), leads=leads, accompaniers=accompaniers),
        "history": _history(milestone) if can_read else [],
        "can_read": can_read,
        "asked_again": _asked_again(milestone) if can_read else None,
        "can_remind": permissions.can_remind(person, milestone),
        "last_reminder": milestone.reminders.select_related("person", "by").first(),
    }
    if permissions.can_submit(person, milestone):
        context["submission_form"] = SubmissionForm(milestone=milestone, person=person)
    if permissions.can_review(person, milestone):
        context |= {
            "accept_form": AcceptForm(milestone=milestone),
            "correction_form": CorrectionForm(milestone=milestone),
        }
    if permissions.can_reopen(person, milestone):
        context["reopen_form"] = ReopenForm()
    context |= visas.on_milestone(person, milestone, (context | forms).get("submission_form"))
    return render(request, "projects/milestone_detail.html", context | forms, status=status)


def _asked_again(milestone):
    """The answer that asks for a new submission, where one does."""
    if milestone.status not in (MilestoneStatus.RETURNED, MilestoneStatus.REOPENED):
        return None
    return milestone.transitions.filter(to_status=milestone.status).select_related("by").last()


def _history(milestone):
    """Every submission, the latest first, with what was answered."""
    answers = Transition.objects.exclude(to_status=MilestoneStatus.SUBMITTED).select_related("by")
    return list(
        milestone.submissions.select_related("submitted_by", "on_behalf_of", "visa__decided_by")
        .prefetch_related("deliverables", "correction_requests", Prefetch("transitions", answers, to_attr="answers"))
        .order_by("-number")
    )


@login_required
@require_safe
def submission_receipt(request, slug, public_id):
    """The proof of what was handed in, to be kept or printed."""
    submission = get_object_or_404(
        Submission.objects.select_related(
            "milestone__project__holder", "submitted_by", "on_behalf_of", "visa__decided_by"
        ).filter(milestone__in=Milestone.objects.visible_to(request.user).order_by().values("pk")),
        public_id=public_id,
        milestone__project__slug=slug,
    )
    if not permissions.can_read_submissions(request.user, submission.milestone.project):
        raise PermissionDenied
    return render(
        request,
        "projects/submission_receipt.html",
        {
            "submission": submission,
            "milestone": submission.milestone,
            "project": submission.milestone.project,
            "pieces": submission.deliverables.all(),
            "crumbs": _way_to(submission.milestone),
        },
    )


def _way_to(milestone):
    project = milestone.project
    return [(project.name, project.get_absolute_url()), (milestone.title, milestone.get_absolute_url())]


@login_required
@require_safe
def deliverable_download(request, public_id):
    """One piece, as it came."""
    piece = get_object_or_404(
        Deliverable.objects.select_related("submission__milestone__project").filter(
            submission__milestone__in=Milestone.objects.visible_to(request.user).order_by().values("pk")
        ),
        public_id=public_id,
    )
    if not permissions.can_read_submissions(request.user, piece.submission.milestone.project):
        raise PermissionDenied
    return files.stream(request, piece.file, name=piece.name, content_type=piece.content_type)
