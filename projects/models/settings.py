"""What the association decides for all its projects, in the back office."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting


@register_setting(icon="folder-open-inverse", order=110)
class ProjectSettings(BaseGenericSetting):
    """How long originals are kept; announced in the form and in every receipt."""

    retention_years = models.PositiveSmallIntegerField(
        _("years for which deliverables are kept after the end of a project"),
        default=10,
        validators=[MinValueValidator(1), MaxValueValidator(50)],
        help_text=_("Afterwards the originals are deleted; name, size and checksum stay."),
    )

    panels = [FieldPanel("retention_years")]

    class Meta:
        verbose_name = _("settings of the projects")

    def __str__(self):
        return str(self._meta.verbose_name)
