"""What an organiser is expected to look at: events with people in line."""

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal import roles
from portal.roles import WaitingItem

from .enums import EventRoles, EventStatus, RegistrationStatus
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
    """The events that are not over in which `person` holds a role now, drafts too, and their own registrations."""
    not_over = Event.objects.filter(ends_at__gt=timezone.now()).order_by().values("pk")
    rows = EventRole.objects.current().filter(person=person, anchor__in=not_over).select_related("anchor")
    held = [_held(row) for row in rows.exclude(anchor__status=EventStatus.ARCHIVED).order_by("anchor__starts_at")]
    coming = Event.objects.upcoming().order_by().values("pk")
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


def past(person):
    """The events that are over or archived whose list `person` may see by a role, the last one first, each with the way
    to its figures; the door has nothing to do there any more."""
    over = Event.objects.past().order_by().values("pk")
    rows = EventRole.objects.current().filter(person=person, anchor__in=over).exclude(role=EventRoles.DOOR)
    events = dict.fromkeys(row.anchor for row in rows.select_related("anchor").order_by("-anchor__starts_at"))
    return [
        WaitingItem(
            event.title,
            date_format(timezone.localtime(event.starts_at), "DATE_FORMAT"),
            reverse("events:event-dashboard", args=[event.slug]),
            _("See the figures"),
        )
        for event in events
    ]


def _held(row):
    """An event in preparation leads its organiser to what is missing, the door to the check-in, others to the list."""
    event = row.anchor
    if row.role == EventRoles.ORGANISER and event.status == EventStatus.DRAFT:
        url, action = reverse("events:event-preparation", args=[event.slug]), _("Prepare it")
    elif row.role == EventRoles.DOOR:
        url, action = reverse("events:door-check-in", args=[event.slug]), _("Check people in")
    else:
        url, action = reverse("events:registration-list", args=[event.slug]), _("See the list")
    return WaitingItem(event.title, row.get_role_display(), url, action)
