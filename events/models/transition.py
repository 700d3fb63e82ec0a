"""The one log of what became of an event, and that of a registration, each with who did it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ..enums import EventStatus, RegistrationStatus, Steps
from .event import Event
from .registration import Registration


class EventTransition(models.Model):
    """One change of an event's status."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="transitions")
    from_status = models.CharField(max_length=12, choices=EventStatus.choices, blank=True)
    to_status = models.CharField(max_length=12, choices=EventStatus.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.event}: {self.get_to_status_display()}"


class RegistrationTransition(models.Model):
    """The one log of what happened to a registration, and who did it."""

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="transitions")
    step = models.CharField(max_length=20, choices=Steps.choices)
    detail = models.CharField(max_length=300, blank=True)
    from_status = models.CharField(max_length=12, choices=RegistrationStatus.choices, blank=True)
    to_status = models.CharField(max_length=12, choices=RegistrationStatus.choices)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("empty: the holder of the personal link"),
    )
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["at"])]  # the doors ask every few seconds what is new

    def __str__(self):
        return f"{self.registration}: {self.get_step_display()}"
