"""What is asked at a milestone, of a template or of a project, and what a submission answered to it."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ..enums import PIECE_ANSWERS, Answers, AskedKinds
from .course import TemplateMilestone
from .milestone import Milestone
from .submission import Submission


class Asked(models.Model):
    """One line of what is asked: of a template's milestone, copied from there to the project's own."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    template_milestone = models.ForeignKey(
        TemplateMilestone, on_delete=models.CASCADE, null=True, related_name="%(class)s_lines"
    )
    milestone = models.ForeignKey(Milestone, on_delete=models.CASCADE, null=True, related_name="%(class)s_lines")
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    title = models.CharField(_("title"), max_length=250)
    is_required = models.BooleanField(_("required"), default=True)

    class Meta:
        abstract = True
        ordering = ["order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(template_milestone=None) ^ Q(milestone=None), name="projects_%(class)s_has_one_owner"
            )
        ]

    def __str__(self):
        return self.title


class ExpectedDeliverable(Asked):
    """A piece that is expected, by its title."""

    kind = AskedKinds.PIECE

    class Meta(Asked.Meta):
        verbose_name = _("expected piece")
        verbose_name_plural = _("expected pieces")


class ChecklistItem(Asked):
    """A question of the checklist, answered by yes, no or not applicable."""

    kind = AskedKinds.QUESTION

    class Meta(Asked.Meta):
        verbose_name = _("point of the checklist")
        verbose_name_plural = _("checklist")


class ChecklistAnswer(models.Model):
    """What a submission answered to one line of what was asked then, in the words of then.

    A line without an answer has a row too: the reviewer sees what was left open, whatever the course has become.
    """

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="checklist_answers")
    kind = models.CharField(max_length=10, choices=AskedKinds.choices)
    asked = models.UUIDField(_("line of what was asked"))
    order = models.PositiveSmallIntegerField(_("order"))
    title = models.CharField(_("title"), max_length=250)
    is_required = models.BooleanField(_("required"))
    answer = models.CharField(_("answer"), max_length=15, choices=Answers.choices, blank=True)
    remark = models.CharField(_("remark"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("answer to the checklist")
        verbose_name_plural = _("answers to the checklist")
        ordering = ["submission", "kind", "order", "pk"]
        constraints = [models.UniqueConstraint(fields=["submission", "asked"], name="projects_checklist_answer_once")]

    def __str__(self):
        return f"{self.title}: {self.get_answer_display()}"

    @property
    def answer_label(self):
        """The answer in words: of a piece, whether it is joined."""
        if not self.answer:
            return _("Left open")
        return dict(PIECE_ANSWERS)[self.answer] if self.kind == AskedKinds.PIECE else self.get_answer_display()

    @property
    def is_gap(self):
        """Whether something required is left open: a piece that is not joined, a question without an answer."""
        if not self.is_required:
            return False
        return not self.answer or (self.kind == AskedKinds.PIECE and self.answer == Answers.NO)
