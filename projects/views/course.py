"""The course of a project: laying a template with its dates seen first, adding and adapting milestones."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from portal.differences import show_both

from ..actions import adapt_milestone, apply_template, remove_milestone
from ..course import course
from ..forms.course import AdaptForm, LayTemplateForm
from ..models import Milestone, Project
from ..people import accompaniers_of, leads_of
from ..permissions import can_keep_templates, can_lay_course
from ..planning import plan
from ..refusals import ChangedMeanwhile, CourseRefusal, PastDates
from .fetching import allow
from .reading import milestone_of, way_to


@login_required
@require_safe
def project_course(request, slug):
    """The milestones, each with the way to adapt it; with a template in the address, the dates it would give."""
    project = _project(request, slug)
    return _course_page(request, project, LayTemplateForm(request.GET or None))


@login_required
@require_POST
def course_lay(request, slug):
    """Lays the template whose dates have been seen."""
    project = _project(request, slug)
    form = LayTemplateForm(request.POST)
    if not form.is_valid():
        return _course_page(request, project, form, status=422)
    try:
        laid = apply_template(project, by=request.user, **form.cleaned_data)
    except CourseRefusal as refusal:
        return _course_page(request, project, form, status=409, refusal=str(refusal))
    text = ngettext(
        "%(number)s milestone is laid. The leads are told by mail.",
        "%(number)s milestones are laid. The leads are told by mail.",
        len(laid),
    )
    messages.success(request, text % {"number": len(laid)})
    return redirect("projects:project-course", project.slug)


def _course_page(request, project, form, *, status=200, refusal=""):
    planned = []
    if form.is_bound and form.is_valid():
        try:
            planned = plan(form.cleaned_data["template"], form.cleaned_data["start_on"])
        except CourseRefusal as impossible:
            refusal = refusal or str(impossible)
    milestones = list(project.milestones.order_by("order"))
    for milestone in milestones:
        milestone.project = project
    context = {
        "project": project,
        "crumbs": [(project.name, project.get_absolute_url())],
        "steps": course(milestones, leads=list(leads_of(project)), accompaniers=list(accompaniers_of(project))),
        "form": form,
        "planned": planned,
        "has_past": any(one.is_past for one in planned),
        "refusal": refusal,
        "can_keep_templates": can_keep_templates(request.user),
    }
    return render(request, "projects/project_course.html", context, status=status)


@login_required
def milestone_add(request, slug):
    """A milestone of this project's own."""
    return _adapt(request, Milestone(project=_project(request, slug)))


@login_required
def milestone_adapt(request, slug, milestone_id):
    """What is asked at a milestone, for when, and where it stands in the course."""
    return _adapt(request, _milestone(request, slug, milestone_id))


def _adapt(request, milestone):
    project, is_new = milestone.project, milestone.pk is None
    form = AdaptForm(request.POST if request.method == "POST" else None, instance=milestone)
    status, differing = 200, []
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                saved = adapt_milestone(form.instance, by=request.user, **form.planned)
            except PastDates as refusal:
                form.ask_whether_past_is_meant(refusal)
            except ChangedMeanwhile as refusal:
                differing = show_both(form, AdaptForm(instance=Milestone.objects.get(pk=milestone.pk)), refusal)
            except CourseRefusal as refusal:
                form.add_error("due_on" if "due_on" in form.changed_data else None, str(refusal))
            else:
                messages.success(request, _("“%(milestone)s” is saved.") % {"milestone": saved})
                return redirect("projects:project-course", project.slug)
    context = {
        "project": project,
        "form": form,
        "differing": differing,
        "is_new": is_new,
        "crumbs": [
            (project.name, project.get_absolute_url()),
            (_("Course of the project"), _course_address(project)),
        ],
    }
    return render(request, "projects/milestone_adapt.html", context, status=status)


@login_required
def milestone_remove(request, slug, milestone_id):
    """Asks first, takes it away on POST."""
    milestone = _milestone(request, slug, milestone_id)
    if request.method != "POST":
        context = {"milestone": milestone, "project": milestone.project, "crumbs": way_to(milestone)}
        return render(request, "projects/milestone_remove.html", context)
    try:
        remove_milestone(milestone, by=request.user)
    except CourseRefusal as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("“%(milestone)s” is taken away.") % {"milestone": milestone})
    return redirect(_course_address(milestone.project))


def _course_address(project):
    return reverse("projects:project-course", args=[project.slug])


def _project(request, slug):
    project = get_object_or_404(Project.objects.followed_by(request.user), slug=slug)
    allow(request, can_lay_course, project)
    return project


def _milestone(request, slug, milestone_id):
    milestone = milestone_of(request.user, slug, milestone_id)
    allow(request, can_lay_course, milestone.project)
    return milestone
