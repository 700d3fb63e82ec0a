"""How many came: the numbers of the door's screen, each counted from the rows."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Q
from django.utils import timezone

from .enums import RegistrationStatus
from .models import CheckIn, Pool, Workshop

RECENT = timedelta(minutes=10)


@dataclass(frozen=True)
class Numbers:
    """How many are there, how many are expected in all (those there included), how many came in the last minutes."""

    came: int
    expected: int
    recent: int
    at: object

    @property
    def still_to_come(self):
        return max(self.expected - self.came, 0)


def totals(event):
    """The event's numbers, in two queries."""
    now = timezone.now()
    came = CheckIn.objects.standing().filter(
        registration__event=event, registration__status=RegistrationStatus.CONFIRMED
    )
    came = came.aggregate(all=Count("pk"), recent=Count("pk", filter=Q(at__gt=now - RECENT)))
    return Numbers(came=came["all"], recent=came["recent"], expected=event.registrations.confirmed().count(), at=now)


def places_left(event):
    """How many people can still be registered at the door, over the event's common places and those of audiences."""
    return sum(pool.places_left for pool in Pool.objects.main().filter(event=event).with_places())


def by_workshop(event):
    """The workshops in the order of the day, with `expected` (who holds a place) and `came` of them."""
    held = "pool__seats__booking"
    is_there = Q(**{f"{held}__registration__check_ins__isnull": False}) & Q(
        **{f"{held}__registration__check_ins__undone_at": None}
    )
    return (
        Workshop.objects.filter(slot__event=event)
        .select_related("slot")
        .annotate(
            expected=Count(held, distinct=True),
            came=Count(held, filter=is_there, distinct=True),
        )
    )
