"""A list of people brought in from a workbook."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.files import PrivateFileField, random_path

from ..enums import ImportStates, RowOutcomes
from .event import Event, random_id
from .registration import Registration


class RegistrationImport(models.Model):
    """A workbook somebody sent. It is read in the background, shown row by row, and written once that is confirmed."""

    public_id = models.CharField(max_length=22, unique=True, default=random_id, editable=False)
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="imports")
    workbook = PrivateFileField(upload_to=random_path("events/imports"), blank=True)
    file_name = models.CharField(_("file"), max_length=255)
    state = models.CharField(_("state"), max_length=12, choices=ImportStates.choices, default=ImportStates.READING)
    language = models.CharField(_("language of mails"), max_length=5, choices=settings.LANGUAGES, default="fr")
    reader_language = models.CharField(max_length=5, choices=settings.LANGUAGES, default="fr", editable=False)
    sends_mails = models.BooleanField(_("a mail to each"), default=False)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("sent by"), on_delete=models.SET_NULL, null=True, related_name="+"
    )
    uploaded_at = models.DateTimeField(_("sent"), default=timezone.now)
    applied_at = models.DateTimeField(_("applied"), null=True, blank=True)
    problem = models.CharField(max_length=500, blank=True)
    remarks = models.JSONField(default=list)
    headers = models.JSONField(default=list, help_text="(field, header) of each column, in order")
    counts = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("import of registrations")
        verbose_name_plural = _("imports of registrations")
        ordering = ["-uploaded_at", "-pk"]

    def __str__(self):
        return self.file_name

    @property
    def is_at_work(self):
        """Whether something happens in the background."""
        return self.state in (ImportStates.READING, ImportStates.WRITING)


class ImportRow(models.Model):
    """One row: what it says, its fate, and why. Rows are personal data: they go some weeks after the import."""

    parent = models.ForeignKey(RegistrationImport, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField(help_text=_("in the sheet"))
    outcome = models.CharField(max_length=10, choices=RowOutcomes.choices)
    values = models.JSONField(help_text=_("as they are written, or as they stood where the row is refused"))
    reasons = models.JSONField(default=list)
    registration = models.ForeignKey(Registration, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["parent", "number"], name="events_importrow_once")]
        indexes = [models.Index(fields=["parent", "outcome", "number"], name="events_importrow_outcome")]

    def __str__(self):
        return f"{self.parent}: {self.number}"

    @property
    def name(self):
        """Who the row is about, as far as it says."""
        names = f"{self.values.get('first_name', '')} {self.values.get('last_name', '')}".strip()
        return names or self.values.get("full_name", "")
