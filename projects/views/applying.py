"""Proposing a project without an account, and what the personal link opens. A GET never changes anything."""

from functools import wraps

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from portal import guards
from portal.members.models import Mandate
from portal.refusals import Refusal

from ..actions import answer_application, submit_application, withdraw_application
from ..applications import kind_of
from ..forms.application import AnswerForm, ApplicationForm, WithdrawForm
from ..models import Application
from ..refusals import ApplicationRefusal

# A territory sends a few projects a year; a hall full of people at an event shares one network address.
MOST_FROM_ONE_ADDRESS = 30


@never_cache
def application_create(request):
    """The short form; once it is sent, the page on which it is followed."""
    if request.method != "POST":
        initial = _known(request.user) | {"form_key": guards.new_form_key()}
        return _show(request, ApplicationForm(initial=initial))
    form, status = ApplicationForm(request.POST), 422
    try:
        key = guards.refuse_machines(
            request,
            form_key=form.data.get("form_key"),
            trap=form.data.get("website"),
            form="application",
            most=MOST_FROM_ONE_ADDRESS,
        )
        if form.is_valid():
            return _thank(
                request, submit_application(language=get_language(), form_key=key, by=_somebody(request), **form.given)
            )
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        form.show_again(form_key=guards.new_form_key())  # where only fields are wrong, it is still the same form
        status = 429 if isinstance(refusal, guards.TooManyAtOnce) else 422
    return _show(request, form, status=status)


def _show(request, form, status=200):
    return render(request, "projects/application_form.html", {"form": form}, status=status)


def _thank(request, application):
    messages.success(
        request,
        _("Your project has reached us. A mail with your personal link is on its way to %(email)s.")
        % {"email": application.email},
    )
    return redirect(application.personal_path())


def _known(user):
    """What is known of somebody who is logged in, so that they need not type it."""
    if not user.is_authenticated:
        return {}
    mandate = Mandate.objects.current().speaking().filter(person=user).select_related("organisation").first()
    return {
        "first_name": user.first_name,
        "last_name": user.last_name,
        "email": user.email,
        "phone": user.phone,
        "holder": mandate.organisation.name if mandate else "",
    }


def _somebody(request):
    return request.user if request.user.is_authenticated else None


def by_personal_link(view):
    """Gives the view the application that the link's token opens; a dead link gets a page that says what to do."""

    @wraps(view)
    def opened(request, token):
        application = Application.objects.select_related("project").opened_by(token)
        if application is None:
            return render(request, "projects/application_link_dead.html", status=404)
        response = view(request, application, token)
        response["X-Robots-Tag"] = "noindex"
        response["Referrer-Policy"] = "strict-origin"  # the address is the key; forms still say where they come from
        return response

    return never_cache(opened)


@by_personal_link
@require_safe
def application_personal(request, application, token):
    """Where it stands, and what its sender may do."""
    return _page(request, application, token)


@by_personal_link
@require_POST
def application_answer(request, application, token):
    """Answers the question of the staff."""
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _page(request, application, token, status=422, answer_form=form)
    try:
        answer_application(application, text=form.cleaned_data["text"], by=_somebody(request))
    except ApplicationRefusal as refusal:
        application.refresh_from_db()
        return _page(request, application, token, status=409, refusal=str(refusal), typed=form)
    messages.success(request, _("Your answer has reached us."))
    return redirect(application.personal_path(token))


@by_personal_link
@require_POST
def application_withdraw(request, application, token):
    """Gives the application up."""
    form = WithdrawForm(request.POST)
    if not form.is_valid():
        return _page(request, application, token, status=422, withdraw_form=form)
    try:
        withdraw_application(application, text=form.cleaned_data["text"], by=_somebody(request))
    except ApplicationRefusal as refusal:
        application.refresh_from_db()
        return _page(request, application, token, status=409, refusal=str(refusal), typed=form)
    messages.success(request, _("Your application is withdrawn."))
    return redirect(application.personal_path(token))


def _page(request, application, token, *, status=200, **given):
    steps = list(application.steps.select_related("by"))
    for step in steps:
        step.application = application
    context = {
        "application": application,
        "kind": kind_of(application),
        "steps": steps,
        "last": steps[-1],
        "token": token,
        "answer_form": AnswerForm(),
        "withdraw_form": WithdrawForm(),
    }
    return render(request, "projects/application_personal.html", context | given, status=status)
