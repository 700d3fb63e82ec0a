"""The funding plan: read, written, its history, and as a workbook."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_safe

from portal.differences import show_both
from portal.spreadsheets import workbook_response

from .. import permissions
from ..actions import save_funding
from ..forms.funding import FundingForm
from ..funding import figures, sheets
from ..funding_history import changes
from ..models import FundingPlan
from ..refusals import ChangedMeanwhile, StudyRefusal
from .fetching import crumbs_to, in_project


@require_safe
@in_project(permissions.can_read_funding)
def funding_detail(request, project):
    """The lines, what they come to, and what has to be watched."""
    plan, lines = _plan_and_lines(project)
    context = {
        "project": project,
        "plan": plan,
        "lines": lines,
        "sums": figures(project, plan, lines),
        "can_write": permissions.can_write_funding(request.user, project),
    }
    return render(request, "projects/funding_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@in_project(permissions.can_write_funding)
def funding_edit(request, project):
    """The whole plan in one form; what somebody else saved meanwhile is shown beside what was typed."""
    form, differing = FundingForm(request.POST or None, instance=_plan(project)), []
    if request.method == "POST" and form.is_valid():
        try:
            save_funding(project, by=request.user, **form.planned())
        except ChangedMeanwhile as refusal:
            differing = show_both(form, FundingForm(instance=_plan(project)), refusal)
        except StudyRefusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The funding plan is saved."))
            more = "more" in request.POST
            return redirect("projects:funding-edit" if more else "projects:funding-detail", project.slug)
    has_errors = form.is_bound and (form.errors or form.rows.total_error_count())
    context = {"project": project, "form": form, "differing": differing, "crumbs": _crumbs(project)}
    return render(request, "projects/funding_form.html", context, status=422 if has_errors else 200)


@require_safe
@in_project(permissions.can_read_funding)
def funding_history(request, project):
    """Who changed what, when."""
    plan = FundingPlan.objects.filter(project=project).first()
    context = {"project": project, "changes": changes(plan) if plan else [], "crumbs": _crumbs(project)}
    return render(request, "projects/funding_history.html", context)


@require_safe
@in_project(permissions.can_read_funding)
def funding_export(request, project):
    """The plan and the consultancies as a workbook."""
    plan, lines = _plan_and_lines(project)
    name = pgettext("file name", "funding-%(project)s.xlsx") % {"project": project.slug}
    return workbook_response(name, sheets(project, plan, lines))


def _plan(project):
    return FundingPlan.objects.filter(project=project).first() or FundingPlan(project=project)


def _plan_and_lines(project):
    plan = FundingPlan.objects.filter(project=project).first()
    return plan, list(plan.lines.all()) if plan else []


def _crumbs(project):
    return crumbs_to(project, (pgettext("section", "Funding"), reverse("projects:funding-detail", args=[project.slug])))
