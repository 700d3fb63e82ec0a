"""What is being typed at a milestone and not submitted yet."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .milestone import Milestone


class SubmissionDraft(models.Model):
    """The words of one person's form at one milestone, by the names of its fields; `version` grows at each saving."""

    milestone = models.ForeignKey(Milestone, on_delete=models.CASCADE, related_name="drafts")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    values = models.JSONField(_("words of the form"), default=dict)
    version = models.PositiveIntegerField(_("version"), default=1)
    saved_at = models.DateTimeField(_("saved"), default=timezone.now)

    class Meta:
        verbose_name = _("draft of a submission")
        verbose_name_plural = _("drafts of submissions")
        constraints = [models.UniqueConstraint(fields=["milestone", "owner"], name="projects_draft_one_each")]

    def __str__(self):
        return f"{self.milestone} — {self.owner}"
