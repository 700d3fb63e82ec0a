"""What a person is for an organisation."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MandateKinds(models.TextChoices):
    REPRESENTATIVE = "representative", _("representative")
    DEPUTY = "deputy", _("deputy representative")
    CONTACT = "contact", _("contact")


class ImportStates(models.TextChoices):
    PREVIEWED = "previewed", _("awaiting confirmation")
    APPLIED = "applied", _("applied")
    DROPPED = "dropped", _("dropped")
