"""A workbook that is being prepared for somebody, or waits for them."""

import uuid

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.files import PrivateFileField, random_path


class ExportStates(models.TextChoices):
    WAITING = "waiting", _("being prepared")
    READY = "ready", _("ready")
    FAILED = "failed", _("failed")


class Export(models.Model):
    """One workbook for one person. It goes, file and row, when it has expired."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=60)
    arguments = models.JSONField(default=dict)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    language = models.CharField(max_length=5, choices=settings.LANGUAGES)
    state = models.CharField(
        _("state"), max_length=10, choices=ExportStates.choices, default=ExportStates.WAITING, editable=False
    )
    scope = models.JSONField(default=list)
    name = models.CharField(_("file"), max_length=150, blank=True)
    file = PrivateFileField(upload_to=random_path("exports"), blank=True)
    asked_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("prepared spreadsheet")
        verbose_name_plural = _("prepared spreadsheets")
        ordering = ["-asked_at", "-pk"]

    def __str__(self):
        return self.name or self.kind

    def get_absolute_url(self):
        return reverse("exports:export-detail", args=[self.public_id])

    @property
    def is_ready(self):
        """Whether it can be downloaded now."""
        return self.state == ExportStates.READY and self.expires_at > timezone.now()

    @property
    def has_failed(self):
        return self.state == ExportStates.FAILED
