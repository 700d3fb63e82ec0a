from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class EventStatus(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("event", "In preparation")
    PUBLISHED = "published", pgettext_lazy("event", "Announced")
    CANCELLED = "cancelled", pgettext_lazy("event", "Called off")
    ARCHIVED = "archived", pgettext_lazy("event", "Archived")


class RegistrationStatus(models.TextChoices):
    CONFIRMED = "confirmed", pgettext_lazy("registration", "Confirmed")
    WAITING = "waiting", pgettext_lazy("registration", "On the waiting list")
    CANCELLED = "cancelled", pgettext_lazy("registration", "Cancelled")


ACTIVE = [RegistrationStatus.CONFIRMED, RegistrationStatus.WAITING]


class Steps(models.TextChoices):
    """What happened to a registration: the wording of its log."""

    REGISTERED = "registered", pgettext_lazy("step of a registration", "Registered")
    PROMOTED = "promoted", _("Got a place that was freed")
    WORKSHOPS_CHANGED = "workshops_changed", _("Changed workshops")
    DETAILS_CORRECTED = "details_corrected", _("Corrected name or address")
    CANCELLED = "cancelled", pgettext_lazy("step of a registration", "Cancelled")


class EventRoles(models.TextChoices):
    ORGANISER = "organiser", _("Organiser")
    DOOR = "door", _("Door")
