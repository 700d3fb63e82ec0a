"""The study: its brief written together, the versions kept of it, the association's model, the consultancies."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal import coediting

from .. import actions, permissions
from ..forms.study import KeepVersionForm
from ..models import BriefModel, BriefVersion, StudyBrief
from ..papers import docx_response
from ..refusals import StudyRefusal
from .fetching import crumbs_to, in_project


@require_safe
@in_project()
def study_detail(request, project):
    """The brief with its versions; to those who read the funding, also the consultancies."""
    return _page(request, project)


@require_POST
@in_project(permissions.can_write_study)
def brief_begin(request, project):
    """Begins the brief from the association's model, then opens it."""
    actions.begin_brief(project, by=request.user)
    return redirect("projects:brief-detail", project.slug)


@require_safe
@in_project()
def brief_detail(request, project):
    """The text: written together by those who may, read by the others."""
    brief = _brief(project)
    context = {"project": project, "title": _("Study brief"), "crumbs": _crumbs(project)}
    may_write = permissions.can_write_study(request.user, project)
    context |= coediting.editor_context(request, brief.document, may_write=may_write)
    return render(request, "projects/brief_detail.html", context)


@require_safe
@in_project()
def brief_docx(request, project):
    """The text as it is now."""
    brief = _brief(project)
    content = coediting.as_json(brief.document)
    today = date_format(timezone.localdate())
    return docx_response(content, of=brief.document_id, title=_("Study brief"), project=project, date=today)


@require_POST
@in_project(permissions.can_write_study)
def version_keep(request, project):
    """Keeps the text as it is now under a number and a name."""
    form = KeepVersionForm(request.POST)
    brief = _brief(project)
    if form.is_valid():
        try:
            version = actions.keep_version(brief, by=request.user, name=form.cleaned_data["name"])
        except StudyRefusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Version %(number)s is kept.") % {"number": version.number})
            return redirect("projects:study-detail", project.slug)
    return _page(request, project, status=422, version_form=form)


@require_safe
@in_project()
def version_detail(request, project, number):
    """A version as it was kept."""
    version = _version(project, number)
    context = {
        "project": project,
        "version": version,
        "html": coediting.html(version.content),
        "crumbs": _crumbs(project),
    }
    return render(request, "projects/brief_version.html", context)


@require_safe
@in_project()
def version_docx(request, project, number):
    """A version as it was kept, as a Word document."""
    version = _version(project, number)
    title = _("Study brief, version %(version)s") % {"version": version}
    told = {"title": title, "project": project, "date": date_format(version.kept_at)}
    return docx_response(version.content, of=version.brief.document_id, **told)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def brief_model(request):
    """The association's model, from which every brief begins; POST begins it."""
    if not permissions.can_change_sheet(request.user):
        raise PermissionDenied
    if request.method == "POST":
        actions.begin_model(by=request.user)
        return redirect("projects:brief-model")
    model = BriefModel.objects.select_related("document").first()
    if model is None:
        return render(request, "projects/brief_model_begin.html")
    context = {"title": _("Model of a study brief")}
    context |= coediting.editor_context(request, model.document, may_write=True)
    return render(request, "projects/brief_detail.html", context)


def _brief(project):
    return get_object_or_404(StudyBrief.objects.select_related("document"), project=project)


def _version(project, number):
    versions = BriefVersion.objects.select_related("brief__project", "kept_by")
    return get_object_or_404(versions, brief__project=project, number=number)


def _crumbs(project):
    return crumbs_to(project, (pgettext("section", "Study"), reverse("projects:study-detail", args=[project.slug])))


def _page(request, project, *, status=200, **forms):
    brief = StudyBrief.objects.select_related("document", "begun_by").filter(project=project).first()
    reads_funding = permissions.can_read_funding(request.user, project)
    context = {
        "project": project,
        "brief": brief,
        "versions": brief.versions.select_related("kept_by").defer("content") if brief else [],
        "reads_funding": reads_funding,
        "consultancies": project.consultancies.all() if reads_funding else [],
        "can_write": permissions.can_write_study(request.user, project),
        "can_write_funding": permissions.can_write_funding(request.user, project),
        "can_change_model": permissions.can_change_sheet(request.user),
    }
    if brief and context["can_write"]:
        context["version_form"] = KeepVersionForm()
    return render(request, "projects/study_detail.html", context | forms, status=status)
