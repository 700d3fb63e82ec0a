"""An event's programme: slots, and the workshops a slot offers side by side."""

from django.db import models
from django.db.models import Count, F, Q
from django.utils.translation import gettext_lazy as _

from .event import Event, in_language


class Slot(models.Model):
    """One line of the programme: everybody together, or several workshops side by side. Old ones may lack hours."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="slots")
    starts_at = models.DateTimeField(_("begins"), null=True, blank=True)
    ends_at = models.DateTimeField(_("ends"), null=True, blank=True)
    title_fr = models.CharField(_("title (French)"), max_length=200)
    title_en = models.CharField(_("title (English)"), max_length=200, blank=True)
    room = models.CharField(_("room"), max_length=100, blank=True)

    title = in_language("title")

    class Meta:
        verbose_name = _("slot")
        verbose_name_plural = _("slots")
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="events_slot_ends_after_start"),
        ]

    def __str__(self):
        return self.title

    def overlaps(self, other):
        """Whether nobody can be in both: the same slot, or hours that cross."""
        if self.pk == other.pk:
            return True
        if None in (self.starts_at, other.starts_at, self.ends_at, other.ends_at):
            return False
        return self.starts_at < other.ends_at and other.starts_at < self.ends_at


class WorkshopQuerySet(models.QuerySet):
    def with_places(self):
        """Adds `places` and `taken`, counted from the seats' rows."""
        return self.annotate(places=Count("pool__seats"), taken=Count("pool__seats__booking"))


class Workshop(models.Model):
    """One of the parallel sessions of a slot, with places of its own."""

    slot = models.ForeignKey(Slot, on_delete=models.CASCADE, related_name="workshops")
    title_fr = models.CharField(_("title (French)"), max_length=200)
    title_en = models.CharField(_("title (English)"), max_length=200, blank=True)
    room = models.CharField(_("room"), max_length=100, blank=True)
    speaker = models.CharField(_("speaker"), max_length=200, blank=True)

    objects = WorkshopQuerySet.as_manager()
    title = in_language("title")

    class Meta:
        verbose_name = _("workshop")
        verbose_name_plural = _("workshops")
        ordering = ["slot__starts_at", "pk"]

    def __str__(self):
        return self.title

    def save(self, *args, **kwargs):
        is_new = self._state.adding
        super().save(*args, **kwargs)
        if is_new:
            self.slot.event.pools.create(workshop=self)

    @property
    def capacity(self):
        return self.places if hasattr(self, "places") else self.pool.capacity

    @property
    def places_left(self):
        return self.places - self.taken if hasattr(self, "places") else self.pool.places_left

    @property
    def is_full(self):
        return self.places_left <= 0
