"""What an organiser is expected to look at: events with people in line."""

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal import roles
from portal.roles import WaitingItem

from .enums import RegistrationStatus
from .models import Event, EventRole, Registration


def waiting_for(person):
    """Coming events that this person prepares and whose waiting list is not empty."""
    prepared = roles.objects_for(person, "events.manage_event").values("pk")
    in_line = Count("registrations", filter=Q(registrations__status=RegistrationStatus.WAITING))
    events = Event.objects.upcoming().filter(pk__in=prepared).annotate(in_line=in_line).filter(in_line__gt=0)
    return [
        WaitingItem(
            title=event.title,
            detail=ngettext(
                "%(count)s person is on the waiting list: can the event have more places?",
                "%(count)s people are on the waiting list: can the event have more places?",
                event.in_line,
            )
            % {"count": event.in_line},
            url=reverse("events:registration-list", args=[event.slug]),
            action=_("See the list"),
            due=event.starts_at,
        )
        for event in events
    ]


def mine(person):
    """Of the events that are not over, those in which `person` holds a role now, and their own registrations."""
    coming = Event.objects.upcoming().order_by().values("pk")
    rows = EventRole.objects.current().filter(person=person, anchor__in=coming).select_related("anchor")
    held = [
        WaitingItem(
            row.anchor.title,
            row.get_role_display(),
            reverse("events:registration-list", args=[row.anchor.slug]),
            _("See the list"),
        )
        for row in rows.order_by("anchor__starts_at")
    ]
    registrations = Registration.objects.active().filter(person=person, event__in=coming).select_related("event")
    own = [
        WaitingItem(
            registration.event.title,
            _("Your registration: %(status)s") % {"status": registration.get_status_display().lower()},
            registration.personal_path(),
            _("See my registration"),
        )
        for registration in registrations.order_by("event__starts_at")
    ]
    return [*held, *own]
