"""The internal visa: a submission that a lead prepared waits for its director's word before it is handed in."""

import uuid

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..enums import VisaStates
from .deposit import Deposit
from .milestone import Milestone
from .people import person_field
from .submission import Deliverable, DraftFile, Submission


class VisaQuerySet(models.QuerySet):
    def pending(self):
        """Those that wait for a word."""
        return self.filter(state=VisaStates.PENDING)


class Visa(models.Model):
    """A whole prepared submission as it waits, and the director's word on it.

    `item_answers` maps the identifier of a correction item to what was done, `answers` that of a line asked at the
    milestone to [answer, remark], `ties` that of a file to that of the line it is the piece of.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    milestone = models.ForeignKey(Milestone, on_delete=models.CASCADE, related_name="visas")
    intended_id = models.UUIDField(editable=False)  # the identifier the submission will have
    text = models.TextField(_("text"), blank=True)
    pieces = models.ManyToManyField(DraftFile, related_name="visas")
    carried = models.ManyToManyField(Deliverable, related_name="visas")
    deposits = models.ManyToManyField(Deposit, related_name="visas")
    item_answers = models.JSONField(_("answers to the correction request"), default=dict)
    answers = models.JSONField(_("answers to the checklist"), default=dict)
    ties = models.JSONField(_("which piece each file is"), default=dict)
    prepared_by = person_field(verbose_name=_("prepared by"))
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)
    state = models.CharField(_("state"), max_length=10, choices=VisaStates.choices, default=VisaStates.PENDING)
    decided_by = person_field(null=True, blank=True, verbose_name=_("decided by"))
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    word = models.TextField(_("word"), blank=True)
    submission = models.OneToOneField(Submission, on_delete=models.CASCADE, null=True, blank=True, related_name="visa")

    objects = VisaQuerySet.as_manager()

    class Meta:
        verbose_name = _("visa")
        verbose_name_plural = _("visas")
        ordering = ["milestone", "asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["milestone"], condition=Q(state="pending"), name="projects_visa_one_pending"
            )
        ]

    def __str__(self):
        return f"{self.milestone} – {self.get_state_display()}"

    def get_absolute_url(self):
        return reverse("projects:visa-detail", args=[self.milestone.project.slug, self.public_id])

    @property
    def is_pending(self):
        """Whether it waits for a word."""
        return self.state == VisaStates.PENDING

    def files(self):
        """What would be handed in: new files, pieces taken over, deposits; once handed in they are elsewhere."""
        if self.submission_id:
            return []
        return [*self.pieces.all(), *self.carried.all(), *self.deposits.all()]

    def words(self):
        """What was typed, by the names of the fields of the form: what a SubmissionDraft keeps."""
        items = {f"answer-{item}": [words] for item, words in self.item_answers.items()}
        answers = {f"answer-{line}": [answer] for line, (answer, _remark) in self.answers.items()}
        remarks = {f"remark-{line}": [remark] for line, (_answer, remark) in self.answers.items()}
        ties = {f"is-{file.public_id}": [self.ties.get(str(file.public_id), "")] for file in self.files()}
        return {"text": [self.text], **items, **answers, **remarks, **ties}
