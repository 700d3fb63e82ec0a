"""What a piece attached to a post is."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PieceKinds(models.TextChoices):
    DOCUMENT = "document", _("Document")
    CORRECTION = "correction", _("Answer to a correction request")
    DECISION = "decision", _("Decision")
    OTHER = "other", _("Other")
