"""How a screen of those who prepare an event is opened, and how its form is answered."""

from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache

from portal.differences import show_both

from .. import permissions
from ..models import Event
from ..refusals import NotYoursToPrepare, SavedMeanwhile


def for_organisers(view):
    """Gives the view the event that the address names, to those who may prepare it; else 404 or 403.

    So it is where the right ends between the look at it here and the action's own.
    """

    @wraps(view)
    def opened(request, slug, **kwargs):
        event = get_object_or_404(Event.objects.visible_to(request.user).with_places(), slug=slug)
        if not permissions.can_manage_event(request.user, event):
            raise PermissionDenied
        try:
            return view(request, event, **kwargs)
        except NotYoursToPrepare as refusal:
            raise PermissionDenied from refusal

    return login_required(never_cache(opened))


def show_refusal(form, refusal, stored):
    """Puts a refusal above the form. Where somebody saved meanwhile, returns the differences with the form `stored`
    (unbound, of what is there now); saving once more is then meant."""
    if isinstance(refusal, SavedMeanwhile):
        return show_both(form, stored, refusal)
    form.add_error(None, str(refusal))
    return []


def say_saved(request, text, touched, tells):
    """Says that something is saved, and how many people its change touches and were told."""
    if touched and tells:
        told = ngettext(
            "%(count)s registered person is told of the change by mail.",
            "%(count)s registered people are told of the change by mail.",
            touched,
        )
        text = f"{text} {told % {'count': touched}}"
    elif touched:
        touched_only = ngettext(
            "The change touches %(count)s registered person, who was not told.",
            "The change touches %(count)s registered people, who were not told.",
            touched,
        )
        text = f"{text} {touched_only % {'count': touched}}"
    messages.success(request, text)


def warn_of_clashes(request, event):
    """Warns of those who hold workshops at the same hours, with the way to them, while the programme can be mended."""
    number = event.registrations.in_two_places_at_once().count() if event.ends_at > timezone.now() else 0
    if not number:
        return
    text = ngettext(
        "%(count)s registered person holds two workshops at the same hours.",
        "%(count)s registered people hold two workshops at the same hours.",
        number,
    )
    address = reverse("events:registration-list", args=[event.slug], query={"clash": "yes"})
    link = format_html('<a class="alert-link" href="{}">{}</a>', address, _("See who"))
    messages.warning(request, format_html("{} {}", text % {"count": number}, link))


def warn_of_hours(request, event, slots):
    """Warns of slots that are outside the hours of the event; they are saved all the same."""
    for slot in slots:
        if event.leaves_out(slot):
            text = _("“%(slot)s” is outside the hours of the event: is that right?")
            messages.warning(request, text % {"slot": slot})
