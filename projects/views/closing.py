"""How a project ends: the guided balance sheet, what is decided on it, its document."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal import files
from portal.paper import PDF_TYPE

from .. import closing as sheet
from .. import library, papers, permissions
from ..actions import close_project, reopen_project, return_closing, save_closing, share_lessons, submit_closing
from ..actions.closing import moved_on
from ..enums import ClosingStates
from ..forms.closing import ClosingVersionForm, ReopenProjectForm, ReturnClosingForm, ShareLessonsForm, step_form
from ..models import Closing, Project
from ..refusals import ClosingRefusal, StaleClosing


@login_required
@require_safe
def closing_detail(request, slug):
    """The whole balance sheet, what it still lacks, and what the person may do with it now."""
    project = _project(request, slug)
    closing = sheet.live_closing(project)
    if closing is None or not permissions.can_read_closing(request.user, closing):
        if not permissions.can_prepare_closing(request.user, project):
            raise PermissionDenied
        if closing is None:
            return redirect("projects:closing-step", project.slug, sheet.STEPS[0].key)
    return _page(request, project, closing)


@login_required
def closing_step(request, slug, step):
    """One step of the guided form; what is saved stays, and the next step follows."""
    project = _project(request, slug)
    closing = sheet.live_closing(project) or sheet.new_closing(project, by=request.user)
    closing.project = project
    steps = sheet.steps_of(closing)
    asked = next((one for one in sheet.STEPS if one.key == step), None)
    if asked is None:
        raise Http404
    if not permissions.can_write_closing(request.user, closing):
        raise PermissionDenied
    form = step_form(asked, closing, request.POST or None)
    context = {"project": project, "closing": closing, "step": asked, "steps": steps, "form": form}
    context["crumbs"] = _crumbs(project)
    if request.method == "POST" and form.is_valid():
        try:
            saved = _save(project, asked, form, request.user)
        except StaleClosing as refusal:
            context |= _stale(asked, form, refusal)
            return render(request, "projects/closing_step.html", context, status=409)
        except ClosingRefusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect(_after(asked, saved))
    return render(request, "projects/closing_step.html", context, status=422 if form.errors else 200)


def _save(project, step, form, person):
    answers, version = form.answers(), form.cleaned_data["version"]
    if step.place:
        return save_closing(project, by=person, version=version, values={}, place=answers)
    return save_closing(project, by=person, version=version, values=answers)


def _stale(step, form, refusal):
    """What is shown when somebody saved meanwhile: both answers; sent again, the typed ones stand."""
    form.data = form.data.copy()
    form.data["version"] = refusal.stored.version
    return {"refusal": str(refusal), "differences": sheet.differences(step, refusal.stored, form.instance)}


def _after(step, closing):
    """The address of the next step, or of the whole once the last is saved."""
    following = sheet.STEPS[sheet.STEPS.index(step) + 1 :]
    asked = [one for one in sheet.steps_of(closing) if one in following]
    return _step_url(closing.project, asked[0]) if asked else closing.get_absolute_url()


@login_required
@require_POST
def closing_submit(request, slug):
    """The lead hands the balance sheet to the accompanier."""

    def act(closing, given):
        submit_closing(closing, by=request.user, version=given["version"])
        return _("The balance sheet is with the accompanier, who has been told by mail.")

    return _decide(request, slug, permissions.may_prepare_closing_here, ClosingVersionForm(request.POST), act)


@login_required
@require_POST
def closing_return(request, slug):
    """The accompanier gives it back."""

    def act(closing, given):
        return_closing(closing, by=request.user, version=given["version"], reason=given["reason"])
        return _("Returned. The leads receive your word by mail.")

    form = ReturnClosingForm(request.POST)
    return _decide(request, slug, permissions.may_close_here, form, act, return_form=form)


@login_required
@require_POST
def closing_close(request, slug):
    """The project ends."""

    def act(closing, given):
        close_project(closing, by=request.user, version=given["version"])
        return _("The project is closed. Its leads are told by mail; nothing more is asked from them.")

    return _decide(request, slug, permissions.may_close_here, ClosingVersionForm(request.POST), act)


@login_required
@require_POST
def project_reopen(request, slug):
    """The end of the project is taken back."""

    def act(closing, given):
        reopen_project(closing.project, by=request.user, reason=given["reason"])
        return _("The project is open again. Its leads receive your reason by mail.")

    form = ReopenProjectForm(request.POST)
    return _decide(request, slug, permissions.may_close_here, form, act, reopen_form=form)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def closing_share(request, slug):
    """What goes to the benchmark library as a sheet in preparation: shown first, sent on POST."""
    project = _project(request, slug)
    if not permissions.can_share_lessons(request.user, project):
        raise PermissionDenied
    if request.method != "POST":
        return _shown_before_sharing(request, project)
    form = ShareLessonsForm(request.POST)
    form.is_valid()  # a box alone: ticked or not
    try:
        place = share_lessons(project, by=request.user, with_funding=form.cleaned_data["with_funding"])
    except ClosingRefusal as refusal:
        return _gone(request, project, str(refusal))
    messages.success(request, _("“%(place)s” is in the benchmark library, as a sheet to complete.") % {"place": place})
    return redirect(place if permissions.can_view_reference(request.user, place) else "projects:closing-detail", slug)


@login_required
@require_safe
def closing_document(request, slug, public_id):
    """The balance sheet as a PDF."""
    project = _project(request, slug)
    closing = get_object_or_404(
        Closing.objects.select_related("decided_by", "prepared_by"), public_id=public_id, project=project
    )
    closing.project = project
    if not permissions.can_read_closing(request.user, closing):
        raise PermissionDenied
    written = papers.balance_sheet(closing)
    return files.download(written, name=f"bilan-{project.slug}.pdf", content_type=PDF_TYPE, inline=True)


def _decide(request, slug, may, form, act, **forms):
    """Runs `act` on a valid form; a refusal is shown on the page as it is now."""
    project = _project(request, slug)
    if not may(request.user, project):
        raise PermissionDenied
    closing = sheet.live_closing(project)
    if closing is None:
        return _gone(request, project, moved_on())
    closing.project = project
    if not form.is_valid():
        return _page(request, project, closing, status=422, **forms)
    try:
        messages.success(request, act(closing, form.cleaned_data))
    except ClosingRefusal as refusal:
        project = _project(request, slug)
        now = sheet.live_closing(project)
        if now is None:
            return _gone(request, project, str(refusal))
        return _page(request, project, now, status=409, refusal=str(refusal), **forms)
    return redirect(closing)


def _gone(request, project, text):
    """Somebody has reopened the project meanwhile: no balance sheet is left to show."""
    messages.warning(request, text)
    return redirect(project)


def _page(request, project, closing, *, status=200, refusal="", **forms):
    closing.project = project
    person, version = request.user, {"version": closing.version}
    can_close = permissions.can_close(person, project)
    context = {
        "project": project,
        "closing": closing,
        "crumbs": _crumbs(project)[:1],
        "sections": sheet.sections(closing),
        "missing": [] if closing.is_in_force else sheet.missing(closing),
        "refusal": refusal,
        "can_write": permissions.can_write_closing(person, closing),
        "decision_form": ClosingVersionForm(initial=version),
        "can_submit": closing.state == ClosingStates.DRAFT and permissions.can_write_closing(person, closing),
        "can_close": can_close,
        "earlier": project.closings.exclude(pk=closing.pk).select_related("reopened_by"),
    }
    if can_close and closing.state == ClosingStates.SUBMITTED:
        context["return_form"] = ReturnClosingForm(initial=version)
    if permissions.can_reopen_project(person, project):
        context |= {"reopen_form": ReopenProjectForm(), **_library_of(person, project)}
    return render(request, "projects/closing_detail.html", context | forms, status=status)


def _shown_before_sharing(request, project):
    whole = sheet.lessons_sheet(project, with_funding=True)
    lines = library.facts(sheet.lessons_sheet(project, with_funding=False))
    context = {
        "project": project,
        "place": whole,
        "facts": [fact for fact in lines if fact.value],
        "source": sheet.source_of_lessons(project),
        "crumbs": _crumbs(project),
        **_library_of(request.user, project),
    }
    return render(request, "projects/closing_share.html", context)


def _library_of(person, project):
    made = getattr(project, "benchmark_place", None)
    return {
        "can_share": made is None,
        "shared": made,
        "can_see_shared": made and permissions.can_view_reference(person, made),
    }


def _crumbs(project):
    return [
        (project.name, project.get_absolute_url()),
        (_("End of the project"), Closing(project=project).get_absolute_url()),
    ]


def _step_url(project, step):
    return f"{Closing(project=project).get_absolute_url()}{step.key}/"


def _project(request, slug):
    return get_object_or_404(Project.objects.followed_by(request.user).select_related("holder"), slug=slug)
