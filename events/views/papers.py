"""What is printed. Each document is made when it is asked for, from how things stand."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone, translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal import files
from portal.paper import PDF_TYPE
from portal.text import fold

from .. import papers, permissions
from ..forms.papers import BadgesForm, cut, parts_of
from ..models import CheckIn, Event
from .personal import by_personal_link


def _pdf(content, name):
    return files.download(content, name=name, content_type=PDF_TYPE, inline=True)


@by_personal_link
@require_safe
def registration_ticket(request, registration, token):
    """The ticket of somebody who has a place, in the language of the registration."""
    if not registration.is_confirmed:
        raise Http404
    with translation.override(registration.language):
        content = papers.ticket(registration, registration.bookings.with_workshop())
    return _pdf(content, f"billet-{registration.event.slug}.pdf")


@by_personal_link
@require_safe
def certificate(request, registration, token):
    """The certificate of somebody who came."""
    event = registration.event
    has_begun = event.starts_at <= timezone.now()  # a trial at the door the day before certifies nothing
    if not (event.gives_certificates and has_begun and registration.check_ins.standing().exists()):
        raise Http404
    return _pdf(papers.certificate(registration), f"attestation-{event.slug}.pdf")


@login_required
@never_cache
@require_safe
def document_list(request, slug):
    """What there is to print for an event."""
    event = _event(request, slug)
    expected, came = event.registrations.confirmed().count(), _came(event).count()
    context = {
        "event": event,
        "badges": BadgesForm(event=event, expected=expected),
        "expected": expected,
        "has_workshops": event.slots.filter(workshops__isnull=False).exists(),
        "came": came,
        "certificate_parts": parts_of(came),
    }
    return render(request, "events/document_list.html", context)


@login_required
@never_cache
@require_safe
def badges(request, slug):
    """The badges of all who are expected, or of those the form narrows them to."""
    event = _event(request, slug)
    expected = event.registrations.confirmed()
    form = BadgesForm(request.GET, event=event, expected=expected.count())
    found = _by_name(form.narrow(expected).with_workshops())
    part = cut(found, form.cleaned_data.get("part"))
    return _pdf(papers.badges(event, part), f"badges-{event.slug}.pdf")


@login_required
@never_cache
@require_safe
def sign_in_sheet(request, slug):
    """The sheet everybody signs."""
    event = _event(request, slug)
    found = _by_name(event.registrations.confirmed())
    return _pdf(papers.sign_in_sheet(event, found), f"emargement-{event.slug}.pdf")


@login_required
@never_cache
@require_safe
def workshop_sheets(request, slug):
    """A sheet for each workshop."""
    event = _event(request, slug)
    found = _by_name(event.registrations.confirmed().with_workshops())
    return _pdf(papers.workshop_sheets(event, found), f"emargement-ateliers-{event.slug}.pdf")


@login_required
@never_cache
@require_safe
def certificates(request, slug):
    """The certificates of all who came, in one document, or a part of them."""
    event = _event(request, slug)
    came = _by_name(_came(event))
    if not event.gives_certificates or not came:
        raise Http404
    part = request.GET.get("part", "")
    found = cut(came, int(part) if part.isdecimal() else 1)
    return _pdf(papers.certificates(event, found), f"attestations-{event.slug}.pdf")


def _event(request, slug):
    """The event this person sees, if its registrations are theirs to see; else 404 or 403."""
    event = get_object_or_404(Event.objects.visible_to(request.user), slug=slug)
    if not permissions.can_view_registrations(request.user, event):
        raise PermissionDenied
    return event


def _came(event):
    standing = CheckIn.objects.standing().filter(registration=OuterRef("pk"))
    return event.registrations.filter(Exists(standing), erased_at=None)


def _by_name(registrations):
    """In French alphabetical order: accents and case count for nothing."""
    return sorted(registrations, key=lambda row: (fold(row.last_name), fold(row.first_name), row.pk))
