"""An event's own questions and consents, and what people answered."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.files import PrivateFileField, random_path

from ..enums import QuestionKind, QuestionPurpose
from .audience import Audience
from .event import Event, in_language
from .registration import Registration


class Question(models.Model):
    """Something the organiser asks, of everybody or of some: by audience, or by the answer to an earlier question."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="questions")
    purpose = models.CharField(
        _("asked"), max_length=12, choices=QuestionPurpose.choices, default=QuestionPurpose.REGISTRATION
    )
    kind = models.CharField(_("kind"), max_length=8, choices=QuestionKind.choices, default=QuestionKind.TEXT)
    label_fr = models.CharField(_("question (French)"), max_length=300)
    label_en = models.CharField(_("question (English)"), max_length=300, blank=True)
    help_fr = models.CharField(_("help (French)"), max_length=300, blank=True)
    help_en = models.CharField(_("help (English)"), max_length=300, blank=True)
    is_required = models.BooleanField(_("an answer is required"), default=False)
    audiences = models.ManyToManyField(
        Audience, blank=True, related_name="+", verbose_name=_("audiences"), help_text=_("None: everybody is asked.")
    )
    shown_if = models.ForeignKey(
        "self", on_delete=models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("asked only after")
    )
    shown_if_option = models.ForeignKey(
        "QuestionOption",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("where the answer was"),
        help_text=_("Blank: yes."),
    )
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    label = in_language("label")
    help = in_language("help")

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["position", "pk"]

    def __str__(self):
        return self.label


class QuestionOption(models.Model):
    """One of the answers to choose from."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="options")
    label_fr = models.CharField(_("answer (French)"), max_length=200)
    label_en = models.CharField(_("answer (English)"), max_length=200, blank=True)
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    label = in_language("label")

    class Meta:
        verbose_name = _("answer to choose")
        verbose_name_plural = _("answers to choose")
        ordering = ["position", "pk"]

    def __str__(self):
        return self.label


class FeedbackReply(models.Model):
    """What somebody who came said afterwards. It is not tied to them: that they replied is noted on their row."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="replies")
    at = models.DateField(default=timezone.localdate)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"{self.event} ({self.pk})"


class Answer(models.Model):
    """One person's answer to one question; which field holds it depends on the question's kind."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="answers")
    registration = models.ForeignKey(
        Registration, on_delete=models.CASCADE, null=True, blank=True, related_name="answers"
    )
    reply = models.ForeignKey(FeedbackReply, on_delete=models.CASCADE, null=True, blank=True, related_name="answers")
    text = models.TextField(blank=True)
    is_yes = models.BooleanField(null=True, blank=True)
    mark = models.PositiveSmallIntegerField(null=True, blank=True)
    options = models.ManyToManyField(QuestionOption, blank=True, related_name="answers")
    file = PrivateFileField(upload_to=random_path("answers"), blank=True)
    file_name = models.CharField(max_length=150, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["registration", "question"], name="events_answer_once"),
            models.UniqueConstraint(fields=["reply", "question"], name="events_answer_once_in_a_reply"),
            models.CheckConstraint(
                condition=Q(registration=None, reply__isnull=False) | Q(registration__isnull=False, reply=None),
                name="events_answer_of_one",
            ),
        ]

    def __str__(self):
        return f"{self.question}: {self.text}"


class Consent(models.Model):
    """Something people agree to beside the keeping of their details: photographs, a newsletter."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="consents")
    text_fr = models.CharField(_("text (French)"), max_length=500)
    text_en = models.CharField(_("text (English)"), max_length=500, blank=True)
    is_required = models.BooleanField(_("nobody registers without it"), default=False)
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    text = in_language("text")

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        ordering = ["position", "pk"]

    def __str__(self):
        return self.text


class ConsentGiven(models.Model):
    """That somebody agreed, when, and to which words."""

    consent = models.ForeignKey(Consent, on_delete=models.CASCADE, related_name="given")
    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="consents_given")
    wording = models.CharField(max_length=500)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["consent", "registration"], name="events_consent_given_once")]

    def __str__(self):
        return self.wording
