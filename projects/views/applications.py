"""What the staff does with the applications of future leads: list, read, decide, note."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal.spreadsheets import workbook_response

from .. import applications as lines
from ..actions import add_application_note, ask_for_more, decline_application, take_in_application
from ..forms.application import AskForMoreForm, DeclineForm, NoteForm, TakeInForm
from ..models import Application
from ..permissions import can_decide_applications
from ..refusals import ApplicationRefusal

PER_PAGE = 50


@login_required
@require_safe
def application_list(request):
    """One line an application, the newest first; the filters stay in the address."""
    form, found = _chosen(request)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "projects/application_list.html",
        {
            "form": form,
            "page": page,
            "lines": [(application, lines.kind_of(application)) for application in page],
        },
    )


@login_required
@require_safe
def application_export(request):
    """What the list shows with its filters, all pages."""
    _form, found = _chosen(request)
    return workbook_response(lines.file_name(), [lines.sheet(found)])


def _chosen(request):
    if not can_decide_applications(request.user):
        raise PermissionDenied
    form = lines.ApplicationFilter(request.GET)
    form.is_valid()  # a value nobody offers filters nothing
    return form, lines.applications_for(request.user, form.cleaned_data)


@login_required
@require_safe
def application_sheet(request, public_id):
    """What was sent, what became of it, and the forms that decide."""
    return _page(request, _application(request, public_id))


@login_required
@require_POST
def application_take_in(request, public_id):
    """A project is made of it."""
    application = _application(request, public_id)

    def take_in(given):
        project = take_in_application(application, by=request.user, **given)
        messages.success(request, _("“%(project)s” is accompanied. Its lead is told by mail.") % {"project": project})
        return project

    return _decide(request, application, "take_in_form", TakeInForm(request.POST, application=application), take_in)


@login_required
@require_POST
def application_ask(request, public_id):
    """The applicant is asked something."""
    application = _application(request, public_id)

    def ask(given):
        ask_for_more(application, by=request.user, **given)
        messages.success(request, _("Your question is on its way to %(person)s.") % {"person": application.contact})
        return application

    return _decide(request, application, "ask_form", AskForMoreForm(request.POST, application=application), ask)


@login_required
@require_POST
def application_decline(request, public_id):
    """The association does not accompany it."""
    application = _application(request, public_id)

    def decline(given):
        decline_application(application, by=request.user, **given)
        messages.success(request, _("Declined. %(person)s receives your reason.") % {"person": application.contact})
        return application

    return _decide(request, application, "decline_form", DeclineForm(request.POST, application=application), decline)


@login_required
@require_POST
def application_note(request, public_id):
    """A note among the staff."""
    application = _application(request, public_id)

    def note(given):
        add_application_note(application, by=request.user, **given)
        messages.success(request, _("Your note is kept."))
        return application

    return _decide(request, application, "note_form", NoteForm(request.POST), note)


def _application(request, public_id):
    found = Application.objects.visible_to(request.user).select_related("project")
    return get_object_or_404(found, public_id=public_id)


def _decide(request, application, name, form, act):
    """Runs `act` on a valid form; a refusal is shown on the page as it is now, with what was typed."""
    if not form.is_valid():
        return _page(request, application, status=422, **{name: form})
    try:
        return redirect(act(form.cleaned_data))
    except ApplicationRefusal as refusal:
        application.refresh_from_db()
        return _page(request, application, status=409, refusal=str(refusal), typed=form)


def _page(request, application, *, status=200, **given):
    steps = list(application.steps.select_related("by"))
    for step in steps:
        step.application = application
    context = {
        "application": application,
        "kind": lines.kind_of(application),
        "crumbs": [(_("Applications"), lines.address())],
        "steps": steps,
        "notes": application.notes.select_related("by"),
        "note_form": NoteForm(),
    }
    if application.is_open:
        context |= {
            "take_in_form": TakeInForm(application=application),
            "decline_form": DeclineForm(application=application),
        }
    if application.is_with_staff:
        context["ask_form"] = AskForMoreForm(application=application)
    return render(request, "projects/application_sheet.html", context | given, status=status)
