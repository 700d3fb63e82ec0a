"""A lead's own screen: who replaces them, until when."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from portal.refusals import Refusal

from ..actions import end_replacement, name_replacement
from ..forms.replacing import ReplacementForm
from ..models import Project, ProjectRole
from ..permissions import can_name_replacement
from .fetching import allow


@login_required
def project_replacement(request, slug):
    """The replacements of this lead, past ones too, and the form that names one."""
    project = get_object_or_404(Project.objects.followed_by(request.user), slug=slug)
    allow(request, can_name_replacement, project)
    form = ReplacementForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            row = name_replacement(project, by=request.user, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("%(person)s replaces you and is told by mail.") % {"person": row.person})
            return redirect("projects:project-replacement", project.slug)
    context = {
        "project": project,
        "crumbs": [(project.name, project.get_absolute_url())],
        "form": form,
        "rows": sorted(_own(request.user, project), key=lambda row: not row.is_current),
    }
    return render(request, "projects/project_replacement.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def replacement_end(request, slug, role_id):
    """The lead is back before the date."""
    project = get_object_or_404(Project.objects.followed_by(request.user), slug=slug)
    row = get_object_or_404(_own(request.user, project), pk=role_id)
    try:
        end_replacement(row, by=request.user)
    except Refusal as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("%(person)s no longer replaces you.") % {"person": row.person})
    return redirect("projects:project-replacement" if can_name_replacement(request.user, project) else project, slug)


def _own(person, project):
    rows = ProjectRole.objects.filter(anchor=project, stands_in_for__person=person)
    return rows.select_related("person", "anchor", "stands_in_for", "ended_by")
