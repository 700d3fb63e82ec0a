"""Finding events: by who may see them and when they are, with their places counted."""

from django.db import models
from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from portal import roles

from ..enums import SEATED, EventStatus


class EventQuerySet(models.QuerySet):
    def visible_to(self, user):
        """What is announced is public; what is in preparation shows to those who prepare it."""
        public = Q(status__in=[EventStatus.PUBLISHED, EventStatus.CANCELLED, EventStatus.ARCHIVED])
        if not user.is_authenticated:
            return self.filter(public)
        return self.filter(public | Q(pk__in=roles.objects_for(user, "events.view_event").values("pk")))

    def upcoming(self):
        """Announced and not over, the next one first."""
        return self.filter(status=EventStatus.PUBLISHED, ends_at__gt=timezone.now()).order_by("starts_at")

    def past(self):
        """Over or archived, the last one first."""
        return self.filter(Q(ends_at__lte=timezone.now()) | Q(status=EventStatus.ARCHIVED)).order_by("-starts_at")

    def with_places(self):
        """Adds `places` and `taken`, of the event and its audiences, counted from the seats' rows."""
        from .places import Seat  # these rows point at events
        from .registration import Registration

        seats = Seat.objects.filter(pool__workshop=None)
        taken = Registration.objects.filter(status__in=SEATED)
        return self.annotate(places=_number_of(seats, "pool__event"), taken=_number_of(taken, "event"))


def _number_of(rows, event):
    """How many of `rows` lead to the event, by `event`. (A join would bring every seat of every workshop along.)"""
    counted = rows.filter(**{event: OuterRef("pk")}).order_by().values(event).annotate(number=Count("pk"))
    return Coalesce(Subquery(counted.values("number")), 0)
