"""The door: the check-in page, which works without JavaScript too; walk-ins; the numbers on a screen."""

from urllib.parse import quote, unquote

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import ensure_csrf_cookie

from .. import actions, door_numbers, door_words, permissions
from ..forms.door import WalkInForm
from ..models import CheckIn, Event
from ..refusals import RegistrationRefused
from ..scans import ACTS, DOOR_LETTERS, read_ticket

A_PAGE = 20
DOOR_COOKIE, DOOR_DAYS = "door", 60


def event_for(request, slug, allowed):
    """The event, if `allowed(user, event)`; else 404 where they do not see it, or 403.

    The right is asked before the sight, which every role that has one includes: at the door milliseconds count.
    """
    event = get_object_or_404(Event, slug=slug)
    if not allowed(request.user, event):
        get_object_or_404(Event.objects.visible_to(request.user), pk=event.pk)
        raise PermissionDenied
    return event


def door_of(request):
    """The name of the door at which this device stands, as chosen on it."""
    return unquote(request.COOKIES.get(DOOR_COOKIE, ""))[:DOOR_LETTERS]


@login_required
@never_cache
@ensure_csrf_cookie
def door_check_in(request, slug):
    """Search, and a button for each person. Its script adds the camera, the list on the device and the queue."""
    event = event_for(request, slug, permissions.can_check_in)
    if request.method == "POST":
        return _name_door(request) if "door" in request.POST else _act(request, event)
    text = request.GET.get("q", "").strip()
    person, wrong_code = read_ticket(event, text) if "." in text else (None, None)
    shows_addresses = permissions.can_export_registrations(request.user, event)
    found = event.registrations.matching(text, addresses=shows_addresses)
    if person:
        found = event.registrations.filter(public_id=person)
    if "vide" in request.GET:  # as a device keeps it: it has the list, and can remove it
        found = found.none()
    came = Prefetch("check_ins", CheckIn.objects.standing(), to_attr="standing")
    found = found.filter(erased_at=None).with_workshops().prefetch_related(came).order_by("search_folded", "pk")
    context = {
        "event": event,
        "text": text,
        "wrong_code": wrong_code.label if wrong_code and not found else "",
        "page": Paginator(found, A_PAGE).get_page(request.GET.get("page")),
        "door": door_of(request),
        "words": door_words.device_words(),
        "numbers": door_numbers.totals(event),
        "is_kept": "vide" in request.GET,
        "can_list": permissions.can_view_registrations(request.user, event),
    }
    return render(request, "events/door_check_in.html", context)


def _act(request, event):
    """What a button of the page the server wrote does."""
    act = ACTS.get(request.POST.get("act"), actions.check_in)
    scan = actions.Scan(person=request.POST.get("person", ""), door=door_of(request))
    try:
        passage = act(event, scan, by=request.user)
    except RegistrationRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.add_message(request, _level(passage), door_words.sentence(passage))
    return redirect(_back(request))


def _name_door(request):
    response = redirect(_back(request))
    name = quote(request.POST["door"].strip()[:DOOR_LETTERS])
    # The page's script reads and writes it too: it is no secret.
    response.set_cookie(DOOR_COOKIE, name, max_age=DOOR_DAYS * 86_400, path=request.path, samesite="Lax")
    return response


def _back(request):
    text = request.POST.get("q", "")
    return request.path + (f"?q={quote(text)}" if text else "")


def _level(passage):
    return getattr(messages, door_words.kind(passage.answer).upper())


@login_required
@never_cache
def door_walk_in(request, slug):
    """Registers somebody who came without registration and checks them in at once."""
    event = event_for(request, slug, permissions.can_check_in)
    form = WalkInForm(request.POST or None, event=event)
    if request.method == "POST" and form.is_valid():
        try:
            passage, full = actions.walk_in(
                event,
                form.applicant,
                actions.Scan(person="", door=door_of(request)),
                language=get_language(),
                by=request.user,
                consents=form.consents,
                form_key=form.cleaned_data["form_key"],
            )
        except RegistrationRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, door_words.walked_in(passage.registration))
            for workshop in full:
                messages.warning(request, door_words.workshop_is_full(workshop))
            return redirect("events:door-check-in", slug)
    context = {"event": event, "form": form, "left": door_numbers.places_left(event)}
    return render(request, "events/door_walk_in.html", context)


@login_required
@never_cache
def door_screen(request, slug):
    """The numbers, large, without names; asked by htmx it answers with the part that changes."""
    event = event_for(request, slug, permissions.can_see_arrivals)
    context = {"event": event, "numbers": door_numbers.totals(event), "workshops": door_numbers.by_workshop(event)}
    template = "events/_door_numbers.html" if request.htmx else "events/door_screen.html"
    return render(request, template, context)


def check_in_path(event):
    """Where the check-in page of an event is, in the language of the request; a service worker's scope."""
    return reverse("events:door-check-in", args=[event.slug])
