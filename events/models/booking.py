"""The workshops of a registration: held, waited for, or wished for."""

from django.db import models
from django.db.models import OuterRef, Q
from django.utils.translation import gettext_lazy as _

from portal import hours

from .places import Pool, Seat, number_in_pool, seat_of_pool
from .programme import Slot
from .registration import Registration


class WorkshopBookingQuerySet(models.QuerySet):
    def with_workshop(self):
        """Brings workshop and slot along."""
        return self.select_related("pool__workshop", "slot")

    def held(self):
        """Places that are theirs."""
        return self.filter(seat__isnull=False)

    def waiting(self):
        """Those in the line of a workshop, the first in line first."""
        return self.filter(waiting_number__isnull=False).order_by("waiting_number")

    def with_ranks(self):
        """Counts the places in the waiting lists with the rows themselves."""
        ahead = WorkshopBooking.objects.filter(pool=OuterRef("pool"), waiting_number__lte=OuterRef("waiting_number"))
        return self.annotate(counted_rank=number_in_pool(ahead))

    def wished(self):
        """What people who wait for the event itself would like: neither a place nor a rank yet."""
        return self.filter(seat=None, waiting_number=None)


class WorkshopBooking(models.Model):
    """A workshop somebody chose: held with a seat, in its line with a number, or wished for while they wait."""

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="bookings")
    slot = models.ForeignKey(Slot, on_delete=models.CASCADE, related_name="+")
    pool = models.ForeignKey(Pool, on_delete=models.CASCADE, related_name="bookings")
    seat = models.OneToOneField(
        Seat, on_delete=models.RESTRICT, null=True, blank=True, related_name="booking", verbose_name=_("seat")
    )
    waiting_number = models.PositiveIntegerField(null=True, blank=True)

    objects = WorkshopBookingQuerySet.as_manager()

    class Meta:
        ordering = ["slot__starts_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["registration", "pool"], name="events_booking_once"),
            models.UniqueConstraint(
                fields=["registration", "slot"], condition=Q(seat__isnull=False), name="events_booking_one_per_slot"
            ),
            models.UniqueConstraint(fields=["pool", "waiting_number"], name="events_booking_line"),
            models.CheckConstraint(condition=Q(seat=None) | Q(waiting_number=None), name="events_booking_one_state"),
            seat_of_pool("events_booking_seat_of_pool"),
        ]

    def __str__(self):
        return f"{self.registration} — {self.workshop}"

    @property
    def workshop(self):
        return self.pool.workshop

    @property
    def is_held(self):
        return self.seat_id is not None

    @property
    def is_waiting(self):
        return self.waiting_number is not None

    @property
    def is_wish(self):
        return not self.is_held and not self.is_waiting

    @property
    def rank(self):
        """The place in the workshop's waiting list: 1 is next."""
        if hasattr(self, "counted_rank"):
            return self.counted_rank
        line = WorkshopBooking.objects.filter(pool=self.pool_id, waiting_number__lte=self.waiting_number)
        return line.count()

    @property
    def in_words(self):
        """Hour, title, room and standing as far as they are known, for mails and calendars, in the active language."""
        names = {"workshop": _("“%(title)s”") % {"title": self.workshop.title}}
        if self.is_held and self.workshop.room:
            names["workshop"] += f", {self.workshop.room}"
        if self.is_waiting:
            names["rank"] = self.rank
        if self.slot.starts_at is None:
            return (
                self._phrase(
                    _("Workshop: %(workshop)s"),
                    _("Workshop, waiting list: %(workshop)s, number %(rank)s in line"),
                    _("Workshop you wish for: %(workshop)s"),
                )
                % names
            )
        names["start"] = hours.hour(self.slot.starts_at)
        return (
            self._phrase(
                _("Workshop at %(start)s: %(workshop)s"),
                _("Workshop at %(start)s, waiting list: %(workshop)s, number %(rank)s in line"),
                _("Workshop you wish for at %(start)s: %(workshop)s"),
            )
            % names
        )

    def _phrase(self, held, waiting, wished):
        if self.is_held:
            return held
        return waiting if self.is_waiting else wished
