"""Places and the line before them: what an event, an audience or a workshop has only so many of.

A pool has seats, one row per place that exists; its capacity is how many there are, so nothing can be sold beyond it.
Whoever holds a place points at a seat, one to one: a seat taken twice is refused by the database, with or without a
lock. The key of a seat says which pool it is of (`pool * SEATS_APART + number`), so that a plain check constraint can
also refuse a seat of another pool (`docs/decisions/events-and-pages.md`).
"""

from django.apps import apps
from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from ..enums import RegistrationStatus
from .event import Event

SEATS_APART = 100_000


def seat_of_pool(name):
    """The constraint `name`: a row's `seat`, if any, is one of its `pool`."""
    first = F("pool_id") * SEATS_APART
    condition = Q(seat_id=None) | Q(seat_id__gt=first, seat_id__lt=first + SEATS_APART)
    return models.CheckConstraint(condition=condition, name=name)


def number_in_pool(rows):
    """How many `rows` there are of one pool, as a subquery."""
    return Subquery(rows.order_by().values("pool").annotate(number=Count("pk")).values("number"))


class PoolQuerySet(models.QuerySet):
    def main(self):
        """Those from which people get their place at the event: the common one and those of audiences."""
        return self.filter(workshop=None)

    def in_lock_order(self):
        """Places at the event, then workshops: who locks several takes them in this order, so nothing deadlocks."""
        return self.order_by(F("workshop").asc(nulls_first=True), "pk")

    def with_places(self):
        """Adds `places` and `taken`, counted from the seats' rows."""
        taken = Count("seats__registration") + Count("seats__booking")
        return self.annotate(places=Count("seats"), taken=taken)

    def with_line(self):
        """Adds `has_line`: whether anybody waits for one of these places."""
        people = Q(Exists(self._line("Registration").filter(status=RegistrationStatus.WAITING)))
        bookings = Q(Exists(self._line("WorkshopBooking").filter(waiting_number__isnull=False)))
        return self.annotate(has_line=people | bookings)

    def _line(self, model):
        return apps.get_model("events", model)._base_manager.filter(pool=OuterRef("pk"))


class Pool(models.Model):
    """A number of places: the common ones of an event, those of one audience, or those of one workshop."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="pools")
    audience = models.OneToOneField("Audience", on_delete=models.CASCADE, null=True, blank=True, related_name="pool")
    workshop = models.OneToOneField("Workshop", on_delete=models.CASCADE, null=True, blank=True, related_name="pool")

    objects = PoolQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(audience=None) | Q(workshop=None), name="events_pool_one_owner"),
            models.UniqueConstraint(
                fields=["event"], condition=Q(audience=None, workshop=None), name="events_pool_one_common"
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def owner(self):
        """The workshop, audience or event whose places these are."""
        return self.workshop or self.audience or self.event

    @property
    def title(self):
        return str(self.owner)

    @property
    def held_by(self):
        """The relation from a seat of these to who holds it."""
        return "booking" if self.workshop_id else "registration"

    def free_seats(self):
        """Seats nobody holds, the lowest number first."""
        return self.seats.filter(**{self.held_by: None}).order_by("number")

    def line(self):
        """Who waits for one of these places, the first in line first: registrations, or bookings of a workshop."""
        return (self.bookings if self.workshop_id else self.registrations).waiting()

    @property
    def capacity(self):
        return self.places if hasattr(self, "places") else self.seats.count()

    @property
    def places_left(self):
        if hasattr(self, "places"):
            return self.places - self.taken
        return self.free_seats().count()

    @property
    def is_full(self):
        return self.places_left <= 0

    @property
    def is_full_for_newcomers(self):
        """Whether the next person joins the line: no place is left, or somebody already waits for one."""
        return self.is_full or (self.has_line if hasattr(self, "has_line") else self.line().exists())


class Seat(models.Model):
    """One place."""

    id = models.BigIntegerField(primary_key=True)
    pool = models.ForeignKey(Pool, on_delete=models.CASCADE, related_name="seats")
    number = models.PositiveIntegerField(_("seat"))

    class Meta:
        ordering = ["pool", "number"]
        constraints = [
            models.UniqueConstraint(fields=["pool", "number"], name="events_seat_number_unique"),
            models.CheckConstraint(
                condition=Q(number__gte=1, number__lt=SEATS_APART, id=F("pool_id") * SEATS_APART + F("number")),
                name="events_seat_key",
            ),
        ]

    def __str__(self):
        return str(self.number)
