"""After registering: what became of each person, the code to show, the address to check."""

from dataclasses import dataclass

from django.contrib import messages
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from portal import notices

from .. import actions, mail_domains, outcomes, qr_codes
from ..models import Event, Registration, Workshop
from ..refusals import RegistrationRefused
from .personal import by_personal_link


@dataclass(frozen=True)
class Thanked:
    """One person on the thank-you page; `is_other` than the one whose page it is. `suggestion`: the address that was
    probably meant, or None."""

    registration: Registration
    token: str
    full_workshops: list
    is_other: bool

    @property
    def bookings(self):
        return self.registration.bookings.all()

    @property
    def personal_url(self):
        return notices.absolute(self.registration.personal_path(self.token))

    @property
    def suggestion(self):
        return mail_domains.suggestion(self.registration.email)

    @property
    def code(self):
        return qr_codes.inline(self.registration.ticket)


@never_cache
def registration_sent(request, slug):
    """What somebody sees whose address was already registered: a mail is on its way, and nothing else."""
    event = get_object_or_404(Event.objects.visible_to(request.user), slug=slug)
    context = {"event": event, "mailed": outcomes.told(request).mailed}
    return render(request, "events/registration_sent.html", context)


@by_personal_link
@require_safe
def registration_thanks(request, registration, token):
    """Right after registering: what each got, their code, their link, the address to check."""
    told = outcomes.told(request)
    people = _on_the_same_form(registration, told)
    tokens = {registration.pk: token}
    full = _still_full(told, people)
    thanked = [
        Thanked(
            person,
            tokens.get(person.pk) or person.sign_link(),
            full.get(person.public_id, []),
            is_other=person.pk != registration.pk,
        )
        for person in people
    ]
    context = {"event": registration.event, "people": thanked, "first": thanked[0], "token": token}
    return render(request, "events/registration_thanks.html", context | {"mailed": told.mailed})


def _on_the_same_form(registration, told):
    """The registration itself, then those that came with it: those it registered and, for the browser that sent the
    form, the others on it. A colleague who opens their own link sees nobody else's."""
    together = Q(pk=registration.pk) | Q(registered_by=registration.pk)
    if registration.public_id in told.people:
        together |= Q(public_id__in=told.people)
    rows = registration.event.registrations.filter(together).select_related("registered_by")
    people = list(rows.with_workshops())
    lines = {one.waiting_number for person in people for one in (person, *person.bookings.all())}
    if lines != {None}:  # counting ranks is the dear part, and most people stand in no line
        people = list(rows.with_ranks())
    people.sort(key=lambda row: (row.pk != registration.pk, row.pk))
    for person in people:
        person.event = registration.event
    return people


def _still_full(told, people):
    """The workshops that filled while they typed, by person, save those whose line they have joined since."""
    keys = {pk for pks in told.full.values() for pk in pks}
    workshops = Workshop.objects.in_bulk(keys) if keys else {}
    return {
        person.public_id: [
            workshops[pk]
            for pk in told.full.get(person.public_id, [])
            if pk in workshops and pk not in {booking.pool.workshop_id for booking in person.bookings.all()}
        ]
        for person in people
    }


def _back_to_thanks(request, registration):
    """To the page they came from: the thanks of who filled in the form, if they hold its link, or the personal page."""
    if "thanks" not in request.POST:
        return redirect(registration.personal_path())
    rows = Registration.objects.select_related("event", "registered_by").filter(event=registration.event)
    came_from = rows.opened_by(request.POST.get("thanks", ""))
    target = came_from or registration
    return redirect("events:registration-thanks", registration.event.slug, target.sign_link())


@by_personal_link
@require_POST
def registration_join_line(request, registration, token):
    """Puts its holder in the line of the workshop `join-line`."""
    key = request.POST.get("join-line", "")
    workshops = Workshop.objects.filter(slot__event=registration.event).select_related("slot__event")
    workshop = get_object_or_404(workshops, pk=key if key.isascii() and key.isdigit() else None)
    try:
        actions.join_line(registration, workshop=workshop)
    except RegistrationRefused as refusal:
        messages.warning(request, str(refusal))
    else:
        is_theirs = registration.bookings.held().filter(pool__workshop=workshop).exists()
        text = (
            _("You have a place in “%(workshop)s”.")
            if is_theirs
            else _("You are on the waiting list of “%(workshop)s”.")
        )
        messages.success(request, text % {"workshop": workshop.title})
    return _back_to_thanks(request, registration)


@by_personal_link
@require_POST
def registration_take_suggestion(request, registration, token):
    """Corrects a misspelt domain as the thank-you page suggests; the mail goes out again."""
    email = mail_domains.suggestion(registration.email)
    if email is None:
        return _back_to_thanks(request, registration)
    try:
        changed = actions.correct_details(registration, email=email, **_names(registration))
    except RegistrationRefused as refusal:
        messages.warning(request, str(refusal))
        return redirect(registration.personal_path(token))
    messages.success(request, _("The address is now %(email)s; the mail is sent there.") % {"email": changed.email})
    return _back_to_thanks(request, changed)


def _names(registration):
    names = ("first_name", "last_name", "organisation", "postcode")
    return {name: getattr(registration, name) for name in names}
