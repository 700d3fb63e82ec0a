"""Registering: one page, without an account; then "look in your mailbox"."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from portal.refusals import Refusal

from .. import actions, guards
from ..forms import RegistrationForm
from ..models import Event

SENT_TO_COOKIE = "registration-sent-to"
SENT_TO_SECONDS = 600


@never_cache
def registration_create(request, slug):
    """The one page: programme, workshops with their places, and the form."""
    event = get_object_or_404(Event.objects.visible_to(request.user).with_places(), slug=slug)
    if not event.is_registration_open:
        opens_later = event.registration_opens_at is not None and event.registration_opens_at > timezone.now()
        context = {"event": event, "opens_later": opens_later}
        return render(request, "events/registration_closed.html", context)
    status = 200
    if request.method == "POST":
        form = RegistrationForm(request.POST, event=event)
        try:
            key = guards.refuse_machines(request, form_key=form["form_key"].value(), trap=form["website"].value())
            if form.is_valid():
                return _after(request, event, _register(request, event, form, key))
        except Refusal as refusal:
            form.add_error(None, str(refusal))
            status = 429 if isinstance(refusal, guards.TooManyAtOnce) else 200
        form.show_again(form_key=guards.new_form_key())
    else:
        form = RegistrationForm(event=event, initial=_known(request.user) | {"form_key": guards.new_form_key()})
    context = {"event": event, "form": form, "slots": event.slots.prefetch_related("workshops")}
    return render(request, "events/registration_form.html", context, status=status)


@never_cache
def registration_sent(request, slug):
    """What somebody sees whose address was already registered: a mail is on its way, and nothing else."""
    event = get_object_or_404(Event.objects.visible_to(request.user), slug=slug)
    email = request.get_signed_cookie(SENT_TO_COOKIE, default="", max_age=SENT_TO_SECONDS)
    return render(request, "events/registration_sent.html", {"event": event, "email": email})


def _known(user):
    """What is known of somebody who is logged in, so that they need not type it."""
    if not user.is_authenticated:
        return {}
    return {"email": user.email, "first_name": user.first_name, "last_name": user.last_name}


def _register(request, event, form, key):
    user = request.user
    is_own_address = user.is_authenticated and user.email.lower() == form.cleaned_data["email"].lower()
    return actions.register(
        event,
        **form.details,
        workshops=form.chosen_workshops,
        language=get_language(),
        form_key=key,
        person=user if is_own_address else None,
    )


def _after(request, event, outcome):
    if not outcome.is_theirs:
        response = redirect("events:registration-sent", event.slug)
        email, secure = request.POST["email"], request.is_secure()
        response.set_signed_cookie(SENT_TO_COOKIE, email, max_age=SENT_TO_SECONDS, httponly=True, secure=secure)
        return response
    text = _(
        "“%(workshop)s” filled up while you were typing. Your place at the event is kept: "
        "you can choose another workshop by your personal link."
    )
    for workshop in outcome.full_workshops:
        messages.warning(request, text % {"workshop": workshop.title})
    return redirect("events:registration-thanks", event.slug, outcome.registration.sign_link())
