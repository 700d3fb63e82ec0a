"""What the personal link opens, without an account. A GET never changes anything: mail scanners open links."""

from functools import wraps

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal import notices

from .. import actions, qr_codes
from ..calendar_file import CALENDAR_TYPE, calendar_file
from ..forms import DetailsForm, WorkshopsForm
from ..models import Registration
from ..refusals import RegistrationRefused


def by_personal_link(view):
    """Gives the view the registration that the link's token opens; a dead link gets a page that says what to do."""

    @wraps(view)
    def opened(request, slug, token):
        found = Registration.objects.select_related("event").filter(event__slug=slug).opened_by(token)
        if found is None:
            return render(request, "events/link_expired.html", {"slug": slug}, status=404)
        response = view(request, found, token)
        response["X-Robots-Tag"] = "noindex"
        return response

    return never_cache(opened)


def _context(registration, token):
    return {
        "event": registration.event,
        "registration": registration,
        "bookings": list(registration.bookings.select_related("slot", "workshop")),
        "token": token,
        "personal_url": notices.absolute(registration.personal_path(token)),
    }


@by_personal_link
@require_safe
def registration_thanks(request, registration, token):
    """Right after registering: what was booked, the QR code, the calendar file, the link, the address to check."""
    return render(request, "events/registration_thanks.html", _context(registration, token))


@by_personal_link
def registration_personal(request, registration, token):
    """How the registration stands; changing workshops, name or address."""
    details = DetailsForm(instance=registration, prefix="details")
    workshops = WorkshopsForm(registration=registration, prefix="workshops")
    if request.method == "POST":
        if "save-workshops" in request.POST:
            form = workshops = WorkshopsForm(request.POST, registration=registration, prefix="workshops")
        else:
            form = details = DetailsForm(
                request.POST, instance=Registration(event=registration.event), prefix="details"
            )
        if form.is_valid():
            try:
                changed = _change(registration, form)
            except RegistrationRefused as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, _("Your changes are saved; a mail confirms them."))
                return redirect(changed.personal_path())  # a corrected address has another link
    context = _context(registration, token) | {"details": details, "workshops": workshops}
    return render(request, "events/registration_personal.html", context)


def _change(registration, form):
    if isinstance(form, WorkshopsForm):
        return actions.change_workshops(registration, workshops=form.chosen_workshops)
    return actions.correct_details(registration, **form.details)


@by_personal_link
def registration_cancel(request, registration, token):
    """Asks first, cancels on POST."""
    if request.method == "POST":
        if registration.is_open_to_change:
            actions.cancel_registration(registration)
            messages.success(request, _("Your registration is cancelled. Thank you for telling us."))
        return redirect(registration.personal_path(token))
    return render(request, "events/registration_cancel.html", _context(registration, token))


@by_personal_link
@require_safe
def registration_qr(request, registration, token):
    """The QR code, as a picture."""
    return HttpResponse(qr_codes.svg(registration.ticket), content_type="image/svg+xml")


@by_personal_link
@require_safe
def registration_calendar(request, registration, token):
    """The calendar file."""
    response = HttpResponse(calendar_file(registration), content_type=f"{CALENDAR_TYPE}; charset=utf-8")
    response["Content-Disposition"] = content_disposition_header(True, f"{registration.event.slug}.ics")
    return response
