"""How an event stands: places, who is confirmed, who waits, who gave up, who came."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count
from django.utils import timezone

from ..enums import RegistrationStatus
from ..models import CheckIn, Event, Registration, WorkshopBooking
from .table import percent


@dataclass(frozen=True)
class Standing:
    """The main figures of one event."""

    event: Event
    confirmed: int
    offered: int
    waiting: int
    cancelled: int
    checked_in: int
    waiting_for_workshop: int

    @property
    def places(self):
        return self.event.capacity

    @property
    def active(self):
        """Everybody who would come: confirmed, offered a place, waiting."""
        return self.confirmed + self.offered + self.waiting

    @property
    def total(self):
        """Every registration ever made; 0 for an event of which only its memory was kept."""
        return self.active + self.cancelled

    @property
    def came(self):
        """How many came: those checked in; where nobody was, the number that was typed, if any (else None)."""
        return self.checked_in or self.event.attended

    @property
    def absent(self):
        """How many were expected and did not come; None before it begins, or where nobody was checked in."""
        if not self.checked_in or self.event.starts_at > timezone.now():
            return None
        return self.confirmed - self.checked_in

    @property
    def taken_share(self):
        return percent(self.confirmed + self.offered, self.places)

    @property
    def came_share(self):
        """The rate of attendance: who came among those who were expected."""
        return percent(self.came, self.confirmed)


def standings(events):
    """A `Standing` for each of `events` (with their places), in their order."""
    counts = defaultdict(dict)
    by_status = Registration.objects.filter(event__in=events).order_by().values_list("event", "status")
    for event, status, number in by_status.annotate(number=Count("pk")):
        counts[event][status] = number
    came, in_workshop_lines = came_by(events, "event"), waiting_for_workshop(events)
    return [
        Standing(
            event,
            **{status: counts[event.pk].get(status, 0) for status in RegistrationStatus.values},
            checked_in=came.get(event.pk, 0),
            waiting_for_workshop=in_workshop_lines.get(event.pk, 0),
        )
        for event in events
    ]


def came_by(events, field):
    """How many came to these events, by a field of the registration: check-ins that stand, of those confirmed."""
    arrived = CheckIn.objects.standing().filter(
        registration__event__in=events, registration__status=RegistrationStatus.CONFIRMED
    )
    return dict(arrived.order_by().values_list(f"registration__{field}").annotate(number=Count("pk")))


def waiting_for_workshop(events):
    """By the key of each event, how many people stand in the line of one of its workshops (in several: once); they
    are registered, with a place at the event."""
    lines = WorkshopBooking.objects.waiting().filter(registration__event__in=events).order_by()
    return dict(lines.values_list("registration__event").annotate(number=Count("registration", distinct=True)))
