"""What is handed in at a milestone and what was answered; exported by `models.py`."""

import uuid

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal import files

from .enums import CorrectionReasons, MilestoneStatus


def _person(related_name="+", **options):
    return models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name=related_name, **options)


class Submission(models.Model):
    """What was handed in, once; never changed afterwards. The milestone carries the status."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    milestone = models.ForeignKey(
        "projects.Milestone", on_delete=models.CASCADE, related_name="submissions", verbose_name=_("milestone")
    )
    number = models.PositiveIntegerField(_("number"))
    text = models.TextField(_("text"), blank=True)
    submitted_at = models.DateTimeField(_("submitted"), default=timezone.now)
    submitted_by = _person(verbose_name=_("submitted by"))
    on_behalf_of = _person(null=True, blank=True, verbose_name=_("on behalf of"))

    class Meta:
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        ordering = ["milestone", "number"]
        constraints = [
            models.UniqueConstraint(fields=["milestone", "number"], name="projects_submission_number_unique")
        ]

    def __str__(self):
        return f"{self.milestone} — {self.number}"

    def get_absolute_url(self):
        return reverse("projects:submission-receipt", args=[self.milestone.project.slug, self.public_id])

    @property
    def submitted_for(self):
        """The person whose submission it is."""
        return self.on_behalf_of or self.submitted_by


class StoredFile(models.Model):
    """A private file with what was found out about it when it came."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    file = files.PrivateFileField(upload_to=files.random_path("deliverables"))
    name = models.CharField(_("name"), max_length=150)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    sha256 = models.CharField(_("SHA-256 checksum"), max_length=64)
    content_type = models.CharField(_("content type"), max_length=100)

    class Meta:
        abstract = True

    def __str__(self):
        return self.name


class Deliverable(StoredFile):
    """A piece of a submission: the original file, as it came."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="deliverables")

    class Meta:
        verbose_name = _("deliverable")
        verbose_name_plural = _("deliverables")
        ordering = ["submission", "pk"]

    def get_absolute_url(self):
        return reverse("projects:deliverable-download", args=[self.public_id])


class DraftFile(StoredFile):
    """A file somebody has uploaded for a milestone and not submitted yet."""

    milestone = models.ForeignKey("projects.Milestone", on_delete=models.CASCADE, related_name="draft_files")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    uploaded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("draft file")
        verbose_name_plural = _("draft files")
        ordering = ["milestone", "pk"]


class CorrectionRequest(models.Model):
    """Why a submission was returned, and what is asked."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="correction_requests")
    reason = models.CharField(_("reason"), max_length=12, choices=CorrectionReasons.choices)
    text = models.TextField(_("what has to be corrected"))
    requested_by = _person(verbose_name=_("requested by"))
    requested_at = models.DateTimeField(_("requested"), default=timezone.now)

    class Meta:
        verbose_name = _("correction request")
        verbose_name_plural = _("correction requests")
        ordering = ["submission", "pk"]

    def __str__(self):
        return f"{self.submission}: {self.get_reason_display()}"


class Transition(models.Model):
    """The log of a milestone's status: from what to what, by whom, for whom, why. Rows are only added."""

    milestone = models.ForeignKey("projects.Milestone", on_delete=models.CASCADE, related_name="transitions")
    from_status = models.CharField(_("from"), max_length=10, choices=MilestoneStatus.choices)
    to_status = models.CharField(_("to"), max_length=10, choices=MilestoneStatus.choices)
    by = _person(verbose_name=_("by"))
    for_person = _person(null=True, blank=True, verbose_name=_("for"))
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


class Reminder(models.Model):
    """A reminder that was sent: one a day at most for a milestone and a person, by hand or on schedule."""

    milestone = models.ForeignKey("projects.Milestone", on_delete=models.CASCADE, related_name="reminders")
    person = _person(verbose_name=_("person"))
    by = _person(null=True, blank=True, verbose_name=_("by"))
    sent_on = models.DateField(_("sent on"))
    sent_at = models.DateTimeField(_("sent"), default=timezone.now)

    class Meta:
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        ordering = ["milestone", "-sent_at"]
        constraints = [
            models.UniqueConstraint(fields=["milestone", "person", "sent_on"], name="projects_reminder_once_a_day")
        ]

    def __str__(self):
        return f"{self.milestone} — {self.person} ({self.sent_on})"
