"""Who came in, when, and by which door."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal import hours

from .registration import Registration


class CheckInQuerySet(models.QuerySet):
    def standing(self):
        """Those that were not undone."""
        return self.filter(undone_at=None)


class CheckIn(models.Model):
    """Somebody came in. The scan's identifier is the device's, so that a queue sent twice is taken once."""

    scan_id = models.UUIDField(unique=True, default=uuid.uuid4)
    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="check_ins")
    at = models.DateTimeField(_("came in"))
    door = models.CharField(_("door"), max_length=60, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    device_ahead_by = models.IntegerField(
        default=0, help_text=_("seconds by which the device's clock was ahead of ours; the time is corrected")
    )
    recorded_at = models.DateTimeField(auto_now_add=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    objects = CheckInQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["registration"], condition=Q(undone_at=None), name="events_checkin_one_standing"
            )
        ]

    def __str__(self):
        return f"{self.registration}: {hours.hour(self.at)}"
