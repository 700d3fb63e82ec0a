"""Why a submission was returned: a request, its items, and what the next submission answers to each."""

import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..enums import CorrectionReasons
from .people import person_field
from .submission import Deliverable, Submission


class CorrectionRequest(models.Model):
    """A submission was returned: by whom, when, and until when the corrected one is expected."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="correction_requests")
    due_on = models.DateField(_("corrected submission expected by"), null=True, blank=True)
    due_before = models.DateField(_("date of the milestone until then"), null=True, blank=True)
    requested_by = person_field(verbose_name=_("requested by"))
    requested_at = models.DateTimeField(_("requested"), default=timezone.now)

    class Meta:
        verbose_name = _("correction request")
        verbose_name_plural = _("correction requests")
        ordering = ["submission", "pk"]

    def __str__(self):
        return str(self.submission)


class CorrectionItem(models.Model):
    """One thing to correct: in a piece of the submission, or in the whole of it."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    request = models.ForeignKey(CorrectionRequest, on_delete=models.CASCADE, related_name="items")
    piece = models.ForeignKey(
        Deliverable, on_delete=models.CASCADE, null=True, blank=True, related_name="correction_items"
    )
    reason = models.CharField(_("reason"), max_length=12, choices=CorrectionReasons.choices)
    text = models.TextField(_("what has to be corrected"))

    class Meta:
        verbose_name = _("correction item")
        verbose_name_plural = _("correction items")
        ordering = ["request", "pk"]

    def __str__(self):
        return f"{self.piece}: {self.text}" if self.piece_id else self.text


class CorrectionAnswer(models.Model):
    """What a submission says was done about an item."""

    item = models.ForeignKey(CorrectionItem, on_delete=models.CASCADE, related_name="answers")
    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="correction_answers")
    text = models.TextField(_("what was done"))

    class Meta:
        verbose_name = _("answer to a correction item")
        verbose_name_plural = _("answers to correction items")
        ordering = ["submission", "item"]
        constraints = [models.UniqueConstraint(fields=["item", "submission"], name="projects_correction_answer_once")]

    def __str__(self):
        return self.text
