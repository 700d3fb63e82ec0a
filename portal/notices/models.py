"""A notice: one thing told to one person or address, once."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class NoticeQuerySet(models.QuerySet):
    def unread(self):
        """Notices that wait in somebody's bell."""
        return self.filter(read_at=None)

    def in_bell_of(self, person):
        """What the person was told and may find again; what is not written yet, or was not for them, is not there."""
        return self.filter(person=person).exclude(subject="").exclude(kind="notices_digest")

    def held(self):
        """What waits for a digest."""
        return self.exclude(held_at=None).filter(digest=None)

    def due(self):
        """What is still to be sent and may be now, what is most urgent first."""
        return self.filter(next_attempt_at__lte=timezone.now()).order_by("urgency", "next_attempt_at", "pk")


class Urgency(models.IntegerChoices):
    """Who goes first: somebody waits before the screen for a code; a mail to hundreds lets the others pass."""

    CODE = 0
    ONE = 1
    MANY = 2


class Notice(models.Model):
    """The row is the outbox: as long as `next_attempt_at` is set there is still a mail to send."""

    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=200, unique=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, blank=True, related_name="notices"
    )
    address = models.EmailField(blank=True)
    language = models.CharField(max_length=5)
    subject_id = models.CharField(max_length=64, blank=True)
    message_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    urgency = models.PositiveSmallIntegerField(choices=Urgency, default=Urgency.ONE)

    # Filled when it is rendered; mails that came rendered (login codes) are forgotten once they are sent.
    subject = models.CharField(max_length=250, blank=True)
    path = models.CharField(max_length=500, blank=True)
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)

    created_at = models.DateTimeField(auto_now_add=True)
    read_at = models.DateTimeField(null=True, blank=True)
    mailed_at = models.DateTimeField(null=True, blank=True)
    held_at = models.DateTimeField(null=True, blank=True)  # since when it waits for a digest, or waited
    digest = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="digested")
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField(null=True, blank=True)
    last_error = models.TextField(blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("notification")
        verbose_name_plural = _("notifications")
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(
                fields=["urgency", "next_attempt_at"],
                name="notices_due",
                condition=models.Q(next_attempt_at__isnull=False),
            ),
            models.Index(fields=["person", "read_at"], name="notices_bell"),
            models.Index(
                fields=["held_at"], name="notices_held", condition=models.Q(held_at__isnull=False, digest__isnull=True)
            ),
        ]

    def __str__(self):
        return f"{self.kind} → {self.address or self.person}"


class Preference(models.Model):
    """How a person wants to be told: of everything (no scope), or of one scope such as a project.

    The scope is named, not pointed at: this app knows none of those above it.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notice_preferences")
    scope_kind = models.CharField(max_length=30, blank=True)
    scope_id = models.CharField(max_length=64, blank=True)
    level = models.CharField(max_length=12)
    pace = models.CharField(max_length=8)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("preference of notifications")
        verbose_name_plural = _("preferences of notifications")
        ordering = ["person", "scope_kind", "scope_id"]
        constraints = [
            models.UniqueConstraint(fields=["person", "scope_kind", "scope_id"], name="notices_preference_unique")
        ]

    def __str__(self):
        return f"{self.person}: {self.level}, {self.pace}"
