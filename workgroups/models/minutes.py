"""The minutes of a meeting: written together, read by those who were there, adopted and then frozen."""

import uuid

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.coediting.models import Document
from portal.files import PrivateFileField, random_path

from ..enums import MinutesStatus
from .meeting import Meeting


class MinutesQuerySet(models.QuerySet):
    def to_adopt(self):
        """Those that those who were there have read: the last day for remarks is over."""
        return self.filter(status=MinutesStatus.READ, remarks_until__lt=timezone.localdate())


class Minutes(models.Model):
    """The text is the co-edited `document`; from the adoption on it is `content`, with its PDF and its checksum."""

    meeting = models.OneToOneField(Meeting, on_delete=models.CASCADE, related_name="minutes")
    document = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="group_minutes")
    status = models.CharField(_("status"), max_length=10, choices=MinutesStatus.choices, default=MinutesStatus.WRITTEN)
    sent_at = models.DateTimeField(_("sent for remarks"), null=True, blank=True)
    remarks_until = models.DateField(_("remarks until"), null=True, blank=True)
    adopted_at = models.DateTimeField(_("adopted"), null=True, blank=True)
    adopted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    adopted_in = models.ForeignKey(
        Meeting, on_delete=models.SET_NULL, null=True, blank=True, related_name="minutes_adopted"
    )
    content = models.JSONField(_("adopted text"), null=True, blank=True)
    pdf = PrivateFileField(_("adopted minutes as a PDF"), upload_to=random_path("minutes"), blank=True)
    sha256 = models.CharField(_("SHA-256 checksum"), max_length=64, blank=True)

    objects = MinutesQuerySet.as_manager()

    class Meta:
        verbose_name = _("minutes of a group's meeting")
        verbose_name_plural = _("minutes of groups' meetings")
        ordering = ["-meeting__starts_at", "pk"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(status=MinutesStatus.ADOPTED)
                | models.Q(adopted_at__isnull=False, content__isnull=False) & ~models.Q(sha256=""),
                name="workgroups_minutes_adopted_are_whole",
            )
        ]

    def __str__(self):
        return gettext("Minutes – %(meeting)s") % {"meeting": self.meeting}

    def get_absolute_url(self):
        return reverse("workgroups:minutes-detail", args=[self.meeting.group.slug, self.meeting.public_id])

    @property
    def is_adopted(self):
        """Whether its text is frozen."""
        return self.status == MinutesStatus.ADOPTED

    @property
    def is_out(self):
        """Whether those who were there may still remark on it."""
        return self.status == MinutesStatus.READ and self.remarks_until >= timezone.localdate()


class MinutesNote(models.Model):
    """What somebody says of the minutes: a remark before they are adopted, a correction beside them afterwards."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    minutes = models.ForeignKey(Minutes, on_delete=models.CASCADE, related_name="notes")
    is_correction = models.BooleanField(default=False)
    text = models.TextField(_("remark"), max_length=4000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(_("noted"), default=timezone.now)

    class Meta:
        verbose_name = _("note on minutes")
        verbose_name_plural = _("notes on minutes")
        ordering = ["at", "pk"]
        default_permissions = ()

    def __str__(self):
        return self.text
