"""Seats: one row per place that exists. The capacity is how many there are, so nothing can be sold beyond it.

Someone confirmed points at a seat, one to one: a seat taken twice is refused by the database, with or without a
lock. The key of a seat says whose it is (`owner * SEATS_APART + number`), so that a plain check constraint can also
refuse a seat of another event (`docs/decisions/events-and-pages.md`).
"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .event import Event, Workshop

SEATS_APART = 100_000


def seat_of(seat, owner):
    """The condition that `seat`, if any, is one of `owner`'s (names of two foreign keys of the same row)."""
    first = F(f"{owner}_id") * SEATS_APART
    return Q(**{f"{seat}_id": None}) | Q(**{f"{seat}_id__gt": first, f"{seat}_id__lt": first + SEATS_APART})


def seat_key(owner):
    """The condition that a seat's key is made of its owner and its number."""
    return Q(number__gte=1, number__lt=SEATS_APART, id=F(f"{owner}_id") * SEATS_APART + F("number"))


class Seat(models.Model):
    """One place at an event."""

    id = models.BigIntegerField(primary_key=True)
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="seats")
    number = models.PositiveIntegerField(_("seat"))

    class Meta:
        ordering = ["event", "number"]
        constraints = [
            models.UniqueConstraint(fields=["event", "number"], name="events_seat_number_unique"),
            models.CheckConstraint(condition=seat_key("event"), name="events_seat_key"),
        ]

    def __str__(self):
        return str(self.number)


class WorkshopSeat(models.Model):
    """One place in a workshop."""

    id = models.BigIntegerField(primary_key=True)
    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="seats")
    number = models.PositiveIntegerField(_("seat"))

    class Meta:
        ordering = ["workshop", "number"]
        constraints = [
            models.UniqueConstraint(fields=["workshop", "number"], name="events_workshopseat_number_unique"),
            models.CheckConstraint(condition=seat_key("workshop"), name="events_workshopseat_key"),
        ]

    def __str__(self):
        return str(self.number)
