"""Every change of a milestone's status."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..enums import MilestoneStatus
from .milestone import Milestone
from .people import person_field
from .submission import Submission


class Transition(models.Model):
    """The log of a milestone's status: from what to what, by whom, for whom, why. Rows are only added."""

    milestone = models.ForeignKey(Milestone, on_delete=models.CASCADE, related_name="transitions")
    from_status = models.CharField(_("from"), max_length=10, choices=MilestoneStatus.choices)
    to_status = models.CharField(_("to"), max_length=10, choices=MilestoneStatus.choices)
    by = person_field(verbose_name=_("by"))
    for_person = person_field(null=True, blank=True, verbose_name=_("for"))
    submission = models.ForeignKey(
        Submission, on_delete=models.CASCADE, null=True, blank=True, related_name="transitions"
    )
    reason = models.TextField(_("reason"), blank=True)
    at = models.DateTimeField(_("at"), default=timezone.now)

    class Meta:
        verbose_name = _("transition")
        verbose_name_plural = _("transitions")
        ordering = ["milestone", "at", "pk"]

    def __str__(self):
        return f"{self.milestone}: {self.get_from_status_display()} → {self.get_to_status_display()}"
