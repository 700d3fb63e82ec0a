"""Who has which role in a project."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from portal.refusals import Refusal

from ..actions import end_role, give_role, name_referent
from ..forms import GiveProjectRoleForm, ReferentForm
from ..models import Project, ProjectRole
from ..permissions import can_give_roles, can_manage


@login_required
def project_people(request, slug):
    """The people of a project, past ones too, and the form that gives a role."""
    project = _manageable(request, slug)
    form = GiveProjectRoleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            row = give_role(project, by=request.user, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            given = {"person": row.person, "role": row.get_role_display()}
            messages.success(request, _("%(person)s now has the role: %(role)s.") % given)
            return redirect("projects:project-people", project.slug)
    rows = ProjectRole.objects.filter(anchor=project).select_related(
        "person", "given_by", "ended_by", "stands_in_for__person"
    )
    context = {
        "project": project,
        "crumbs": [(project.name, project.get_absolute_url())],
        "form": form,
        "referent_form": ReferentForm(project=project),
        "can_give_roles": can_give_roles(request.user, project),
        "rows": sorted(rows, key=lambda row: not row.is_current),
    }
    return render(request, "projects/project_people.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def role_end(request, slug, role_id):
    """Ends one role."""
    project = _manageable(request, slug)
    row = get_object_or_404(ProjectRole.objects.filter(anchor=project).select_related("person"), pk=role_id)
    try:
        end_role(row, by=request.user)
    except Refusal as refusal:
        messages.warning(request, str(refusal))
    else:
        ended = {"person": row.person, "role": row.get_role_display()}
        messages.success(request, _("%(person)s no longer has the role: %(role)s.") % ended)
    return redirect("projects:project-people", project.slug)


@login_required
@require_POST
def referent_name(request, slug):
    """Says which lead receives the reminders."""
    project = _manageable(request, slug)
    form = ReferentForm(request.POST, project=project)
    if form.is_valid():
        try:
            name_referent(project, by=request.user, person=form.cleaned_data["person"])
        except Refusal as refusal:
            messages.warning(request, str(refusal))
        else:
            messages.success(request, _("It is noted whom the reminders go to."))
    else:
        messages.warning(request, _("Choose one of the leads of the project."))
    return redirect("projects:project-people", project.slug)


def _manageable(request, slug):
    project = get_object_or_404(Project.objects.followed_by(request.user), slug=slug)
    if not can_manage(request.user, project):
        raise PermissionDenied
    return project
