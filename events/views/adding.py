"""Registering somebody, and changing what somebody registered, on their behalf."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from .. import actions, permissions
from ..enums import Sources
from ..forms.adding import NewcomerForm
from ..forms.personal import PersonalForms
from ..refusals import RegistrationRefused
from .fetching import event_for


@login_required
@never_cache
def registration_add(request, slug):
    """Registers one person, who gets the usual mail where an address is given."""
    event = event_for(request, slug, permissions.can_add_registrations)
    form = NewcomerForm(request.POST or None, request.FILES or None, event=event)
    if request.method == "POST" and form.is_valid():
        try:
            [outcome] = actions.register_people(
                event,
                [form.applicant],
                language=form.cleaned_data["language"],
                form_key=form.cleaned_data["form_key"],
                source=Sources.ORGANISER,
                by=request.user,
            )
        except RegistrationRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            _say(request, outcome)
            return redirect("events:registration-sheet", slug, outcome.registration.public_id)
    return render(request, "events/registration_add.html", {"event": event, "form": form})


def _say(request, outcome):
    name = {"name": outcome.registration.full_name}
    if not outcome.is_theirs:
        text = _("%(name)s is registered with this address already: their personal link is sent to them again.")
        messages.warning(request, text % name)
        return
    messages.success(request, _("%(name)s is registered.") % name)
    for workshop in outcome.full_workshops:
        text = _("No place is left in “%(workshop)s”: the place at the event is kept, without it.")
        messages.warning(request, text % {"workshop": workshop.title})


@login_required
@never_cache
def registration_edit(request, slug, public_id):
    """The personal page's forms, filled in for somebody; the history keeps by whom."""
    event = event_for(request, slug, permissions.can_add_registrations)
    found = event.registrations.select_related("registered_by").filter(erased_at=None)
    registration = get_object_or_404(found, public_id=public_id)
    registration.event = event
    forms = PersonalForms(request, registration, is_for_other=True)
    if request.method == "POST" and forms.is_valid():
        try:
            forms.save(by=request.user)
        except RegistrationRefused as refusal:
            forms.sent.add_error(None, str(refusal))
        else:
            messages.success(request, _("The changes are saved."))
            return redirect("events:registration-sheet", slug, public_id)
    context = {"event": event, "registration": registration, "forms": forms}
    return render(request, "events/registration_edit.html", context)
