"""Every change of a project's stage, for the figures of a year."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..enums import Stages
from .people import person_field
from .project import Project


class StageChange(models.Model):
    """A project went from one stage to another (from none when it was made). Rows are only added."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="stage_changes")
    from_stage = models.CharField(_("from"), max_length=15, choices=Stages.choices, blank=True)
    to_stage = models.CharField(_("to"), max_length=15, choices=Stages.choices)
    by = person_field(null=True, blank=True, verbose_name=_("by"))
    at = models.DateTimeField(_("at"), default=timezone.now)

    class Meta:
        verbose_name = _("change of stage")
        verbose_name_plural = _("changes of stage")
        ordering = ["project", "at", "pk"]

    def __str__(self):
        return f"{self.project}: {self.get_from_stage_display()} → {self.get_to_stage_display()}"
