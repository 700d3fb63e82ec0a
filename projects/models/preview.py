"""Pictures of what was handed in, made from the content: two pieces with the same content share theirs."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal import files


class Preview(models.Model):
    """What was found when the pictures of a content were made; one without pages could not be shown."""

    sha256 = models.CharField(_("SHA-256 checksum"), max_length=64, unique=True)
    page_count = models.PositiveIntegerField(_("pages of the document"), default=0)
    made_at = models.DateTimeField(_("made"), default=timezone.now)

    class Meta:
        verbose_name = _("preview")
        verbose_name_plural = _("previews")

    def __str__(self):
        return self.sha256


class PreviewPage(models.Model):
    """The picture of one page, and the words that are read on it."""

    preview = models.ForeignKey(Preview, on_delete=models.CASCADE, related_name="pages")
    number = models.PositiveSmallIntegerField(_("page"))
    file = files.PrivateFileField(upload_to=files.random_path("previews"))
    content_type = models.CharField(_("content type"), max_length=100)
    width = models.PositiveIntegerField(_("width in pixels"))
    height = models.PositiveIntegerField(_("height in pixels"))
    text = models.TextField(_("words of the page"), blank=True)

    class Meta:
        verbose_name = _("page of a preview")
        verbose_name_plural = _("pages of previews")
        ordering = ["preview", "number"]
        constraints = [models.UniqueConstraint(fields=["preview", "number"], name="projects_preview_page_unique")]

    def __str__(self):
        return f"{self.preview}: {self.number}"
