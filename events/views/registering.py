"""Registering: one page, without an account, alone or with colleagues."""

from django.conf import settings
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone, translation
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_safe

from portal import guards
from portal.cms.colours import by_day, by_night, readable_by_day
from portal.members.models import Mandate
from portal.refusals import Refusal

from .. import actions, mail_domains, outcomes
from ..choices import Choices
from ..enums import Access
from ..forms import RegistrationForm
from ..models import Event
from ..permissions import may_register
from .shared_form import shared_by_visitors


@never_cache
@shared_by_visitors
def registration_create(request, slug):
    """The one page: programme, workshops with their places, and the form; before the opening, when it opens."""
    event = get_object_or_404(Event.objects.visible_to(request.user).select_related("image"), slug=slug)
    if get_language() != settings.LANGUAGE_CODE and not event.is_in_english:
        return _in_french(request, event)
    if not event.is_registration_open:
        return _closed(request, event)
    invitation = _invitation(request, event)
    email = invitation.email if invitation else ""
    choices = Choices.for_visitor(event, request.user, invitation, counts=request.method != "POST")
    is_for_them = may_register(request.user, event, invitation=invitation, email=email)
    if not is_for_them or (choices.audiences and not choices.open_audiences):
        return _reserved(request, event, choices)
    return _form(request, choices, invitation)


def _form(request, choices, invitation):
    about = {"choices": choices, "user": request.user, "invitation": invitation}
    if request.method != "POST":
        initial = _known(request.user, invitation) | {"form_key": guards.new_form_key()}
        return _show(request, RegistrationForm(initial=initial, **about), invitation)
    form = RegistrationForm(request.POST, request.FILES, **about)
    if "add" in request.POST or "remove" in request.POST:
        return _change_blocks(request, form, invitation)
    status, is_human = 200, False
    try:
        key = guards.refuse_machines(request, form_key=form.data.get("form_key"), trap=form.data.get("website"))
        is_human = True
        if form.is_valid():
            return _thank(request, choices.event, form, _register(request, form, invitation, key))
    except Refusal as refusal:
        form.add_refusal(refusal)
        status = 429 if isinstance(refusal, guards.TooManyAtOnce) else 200
    form.show_again(form_key=guards.new_form_key(), keeps_files=is_human)
    return _show_again(request, form, invitation, status=status)


def _change_blocks(request, form, invitation):
    """One colleague more or less, without a script. The key stays: it is still the same form."""
    if "add" in request.POST:
        form.add_colleague()
    else:
        form.remove_colleague(request.POST["remove"])
    keeps_files = bool(request.FILES) and guards.may_keep_files(request, form_key=form.data.get("form_key"))
    form.show_again(form_key=form.data.get("form_key"), keeps_files=keeps_files)
    return _show_again(request, form, invitation)


def _show_again(request, form, invitation, status=200):
    """With the places that are left now."""
    form.choices.count_places()
    return _show(request, form, invitation, status=status)


def _show(request, form, invitation, status=200):
    context = {
        "event": form.choices.event,
        "form": form,
        "choices": form.choices,
        "invitation": invitation,
        "mail_domains": " ".join(mail_domains.KNOWN),
    }
    return render(request, "events/registration_form.html", context, status=status)


def _in_french(request, event):
    """Where registration is offered in French only."""
    with translation.override(settings.LANGUAGE_CODE):
        address = event.get_absolute_url()
    query = request.GET.urlencode()
    return redirect(f"{address}?{query}" if query else address)


def _closed(request, event):
    """Says why; before the opening it counts down by our clock, for the visitor's may be wrong."""
    opens_at, now = event.registration_opens_at, timezone.now()
    opens_later = opens_at is not None and opens_at > now
    seconds_left = (opens_at - now).total_seconds() if opens_later else None
    context = {"event": event, "opens_later": opens_later, "seconds_left": seconds_left}
    return render(request, "events/registration_closed.html", context)


def _reserved(request, event, choices):
    """Says what opens the door: an account of a member's representative, or an invitation."""
    is_for_members = event.access != Access.INVITED and any(
        rule == Access.MEMBERS for rule in [event.access, *[choice.audience.access for choice in choices.audiences]]
    )
    context = {"event": event, "is_for_members": is_for_members, "brought_invitation": bool(_invitation_key(request))}
    return render(request, "events/registration_reserved.html", context)


def _invitation_key(request):
    return request.POST.get("invitation") or request.GET.get("invitation") or ""


def _invitation(request, event):
    """The invitation the visitor came with, as long as it opens anything."""
    key = _invitation_key(request)
    return event.invitations.valid().filter(public_id=key).first() if key and "\x00" not in key else None


def _known(user, invitation):
    """What is known of somebody who is logged in or invited, so that they need not type it."""
    known = {}
    if user.is_authenticated:
        mandate = Mandate.objects.current().speaking().filter(person=user).select_related("organisation").first()
        known = {"email": user.email, "first_name": user.first_name, "last_name": user.last_name}
        known["organisation"] = mandate.organisation.name if mandate else ""
    if invitation is not None and invitation.email:
        known["email"] = invitation.email
    return known


def _register(request, form, invitation, key):
    user = request.user if request.user.is_authenticated else None
    is_own_address = user is not None and user.email.lower() == form.email.lower()
    return actions.register_people(
        form.choices.event,
        form.applicants,
        language=get_language(),
        consents=form.agreement.consents,
        form_key=key,
        person=user if is_own_address else None,
        invitation=invitation,
        by=user,
    )


def _thank(request, event, form, became):
    first = next((outcome.registration for outcome in became if outcome.is_theirs), None)
    if first is None:
        response = redirect("events:registration-sent", event.slug)
    else:
        response = redirect("events:registration-thanks", event.slug, first.sign_link())
    outcomes.tell(request, response, form.applicants, became)
    return response


@require_safe
@cache_control(public=True, max_age=7 * 24 * 3600)
def event_stylesheet(request, slug):
    """The event's own accent colour, darkened if need be until it reads on the page; its address names the colour."""
    event = get_object_or_404(Event.objects.visible_to(request.user), slug=slug)
    if not event.accent:
        raise Http404
    context = {"day": by_day(readable_by_day(event.accent)), "night": by_night(event.accent)}
    return render(request, "cms/identity.css", context, content_type="text/css")
