"""The sheet of a project, and a milestone."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from .. import permissions, visas
from ..asked import asked_at
from ..course import course, current_milestone, step
from ..enums import MilestoneStatus
from ..forms import AcceptForm, CorrectionForm, ReopenForm
from ..models import Milestone, OpinionRequest, Project, ProjectRole
from ..people import accompaniers_of, leads_of
from ..talk import give_summaries, milestone_summary, project_summary
from .meetings import open_decisions
from .milestone_parts import handed_in, to_hand_in


@require_safe
def project_detail(request, slug):
    """The whole course for those who follow the project, the public sheet for everybody else."""
    project = get_object_or_404(Project.objects.visible_to(request.user).select_related("holder"), slug=slug)
    milestones = list(project.milestones.all())
    if not permissions.can_follow(request.user, project):
        current = current_milestone(milestones)
        shown = {"project": project, "next": current, "crumbs": _to_projects()}
        return render(request, "projects/project_sheet.html", shown)
    for milestone in milestones:
        milestone.project = project
    steps = course(milestones, leads=list(leads_of(project)), accompaniers=list(accompaniers_of(project)))
    return render(
        request,
        "projects/project_detail.html",
        {
            "project": project,
            "crumbs": _to_projects(),
            "steps": steps,
            "accepted": sum(one.milestone.status == MilestoneStatus.ACCEPTED for one in steps),
            "people": ProjectRole.objects.current()
            .filter(anchor=project)
            .select_related("person", "stands_in_for__person"),
            "can_lay_course": permissions.can_lay_course(request.user, project),
            "decisions": open_decisions(request.user, project),
            "can_manage": permissions.can_manage(request.user, project),
            "talk": project_summary(request.user, project)
            if permissions.can_read_discussion(request.user, project)
            else None,
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
        "can_read": can_read,
        "asked": asked_at(milestone),
        "can_lay_course": permissions.can_lay_course(person, project),
        "opinions": _opinions(person, milestone) if can_read else [],
        "can_ask_opinion": permissions.can_ask_opinion(person, milestone),
        "may_act_on_opinions": permissions.may_review_here(person, milestone),
        "can_remind": permissions.can_remind(person, milestone),
        "last_reminder": milestone.reminders.select_related("person", "by").first(),
    }
    if can_read:
        context |= handed_in(person, milestone)
    if permissions.can_read_discussion(person, project):
        context["talk"] = milestone_summary(person, milestone)
        pieces = [piece for submission in context.get("history", []) for piece in submission.deliverables.all()]
        give_summaries(person, pieces, milestone)
    if permissions.can_submit(person, milestone):
        context |= to_hand_in(person, milestone, given=forms.get("submission_form"))
    if permissions.can_review(person, milestone):
        context |= {
            "accept_form": AcceptForm(milestone=milestone),
            "correction_form": CorrectionForm(milestone=milestone),
        }
    if permissions.can_reopen(person, milestone):
        context["reopen_form"] = ReopenForm()
    context |= visas.on_milestone(person, milestone, (context | forms).get("submission_form"))
    return render(request, "projects/milestone_detail.html", context | forms, status=status)


def way_to(milestone):
    """The crumbs of what hangs on a milestone."""
    project = milestone.project
    return [(project.name, project.get_absolute_url()), (milestone.title, milestone.get_absolute_url())]


def _to_projects():
    """The crumb of the page that lists the public sheets."""
    return [(_("Accompanied projects"), "/projets/")]


def _opinions(person, milestone):
    """What was asked of experts here, as far as `person` may know of it, the latest first."""
    visible = OpinionRequest.objects.visible_to(person).filter(submission__milestone=milestone)
    return visible.select_related("expert", "asked_by", "submission").order_by("-asked_at", "-pk")
