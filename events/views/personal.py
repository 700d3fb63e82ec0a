"""What the personal link opens, without an account. A GET never changes anything: mail scanners open links."""

from functools import wraps

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal import files
from portal.calendars import CALENDAR_TYPE

from .. import actions, qr_codes
from ..calendar_file import calendar_file
from ..forms.personal import PersonalForms
from ..models import Registration
from ..refusals import ChangedMeanwhile, NothingLeftToChange, RegistrationRefused, WorkshopsFull


def by_personal_link(view):
    """Gives the view the registration that the link's token opens; a dead link gets a page that says what to do."""

    @wraps(view)
    def opened(request, slug, token, **rest):
        found = Registration.objects.select_related("event", "registered_by").filter(event__slug=slug).opened_by(token)
        if found is None:
            return render(request, "events/link_expired.html", {"slug": slug}, status=404)
        response = view(request, found, token, **rest)
        response["X-Robots-Tag"] = "noindex"
        return response

    return never_cache(opened)


@by_personal_link
def registration_personal(request, registration, token):
    """How the registration stands; changing workshops, answers, name or address; the people registered with it."""
    forms = PersonalForms(request, registration)
    full_workshops = []
    if request.method == "POST" and forms.is_valid():
        try:
            changed = forms.save()
        except (ChangedMeanwhile, NothingLeftToChange) as refusal:
            messages.warning(request, str(refusal))
            return redirect(registration.personal_path(token))
        except RegistrationRefused as refusal:
            forms.sent.add_error(None, str(refusal))
            full_workshops = refusal.workshops if isinstance(refusal, WorkshopsFull) else []
        else:
            messages.success(request, _("Your changes are saved."))
            return redirect(changed.personal_path())  # a corrected address has another link
    context = _context(registration, token) | {"forms": forms, "full_workshops": full_workshops}
    return render(request, "events/registration_personal.html", context)


def _context(registration, token):
    event = registration.event
    is_over = event.ends_at <= timezone.now()
    companions = _companions(registration)
    return {
        "event": event,
        "registration": registration,
        "bookings": list(registration.bookings.with_workshop().with_ranks()),
        "companions": companions,
        "has_companions": any(not companion.is_cancelled for companion, _path in companions),
        "token": token,
        "code": qr_codes.inline(registration.ticket) if registration.is_confirmed and not is_over else None,
        "is_over": is_over,
        "came": is_over and registration.check_ins.standing().exists(),
        "asks_feedback": is_over and actions.may_give_feedback(registration),
    }


def _companions(registration):
    """(row, its personal link) of each whom the holder registered; whoever was registered by another sees nobody."""
    rows = list(registration.companions.with_ranks().order_by("pk"))
    for row in rows:
        row.event, row.registered_by = registration.event, registration
    return [(row, row.personal_path()) for row in rows]


@by_personal_link
def registration_accept(request, registration, token):
    """Taking the place that is offered: one button."""
    if request.method == "POST":
        try:
            actions.accept_offer(registration)
        except RegistrationRefused as refusal:
            messages.warning(request, str(refusal))
        else:
            messages.success(request, _("The place is yours. See you there!"))
        return redirect(registration.personal_path(token))
    context = {"event": registration.event, "registration": registration, "token": token}
    return render(request, "events/registration_accept.html", context)


@by_personal_link
def registration_cancel(request, registration, token):
    """Asks first, cancels on POST: a place, a place that is offered, or one in the line."""
    return _cancel(request, registration, back=registration.personal_path(token))


@by_personal_link
def registration_cancel_companion(request, registration, token, public_id):
    """The same for one of the people whom the holder registered."""
    companion = get_object_or_404(registration.companions.select_related("event", "registered_by"), public_id=public_id)
    return _cancel(request, companion, back=registration.personal_path(token), is_for_other=True)


def _cancel(request, registration, *, back, is_for_other=False):
    if request.method == "POST":
        if registration.is_open_to_change:
            actions.cancel_registration(registration)
            text = _("Your registration is cancelled. Thank you for telling us.")
            if is_for_other:
                text = _("The registration of %(name)s is cancelled. Thank you for telling us.")
            messages.success(request, text % {"name": registration.full_name})
        return redirect(back)
    context = {"event": registration.event, "registration": registration, "back": back, "is_for_other": is_for_other}
    context["has_companions"] = registration.companions.active().exists()
    return render(request, "events/registration_cancel.html", context)


@by_personal_link
@require_safe
def registration_qr(request, registration, token):
    """The QR code, as a picture."""
    return HttpResponse(qr_codes.svg(registration.ticket), content_type="image/svg+xml")


@by_personal_link
@require_safe
def registration_calendar(request, registration, token):
    """The calendar file."""
    name = f"{registration.event.slug}.ics"
    return files.download(calendar_file(registration), name=name, content_type=f"{CALENDAR_TYPE}; charset=utf-8")
