"""Files that come from somebody without an account, through a link into one milestone."""

import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal import files

from .milestone import Milestone
from .people import person_field
from .submission import StoredFile, Submission


class DepositLink(models.Model):
    """A link that takes files into one milestone, until a day or until it is revoked."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    milestone = models.ForeignKey(Milestone, on_delete=models.CASCADE, related_name="deposit_links")
    consultancy = models.CharField(_("consultancy"), max_length=120)
    sent_to = models.EmailField(_("sent to"), blank=True)  # forgotten when the link ends
    expires_on = models.DateField(_("valid until"))
    quota = models.PositiveBigIntegerField(_("bytes in all"))
    made_by = person_field(verbose_name=_("made by"))
    made_at = models.DateTimeField(_("made"), default=timezone.now)
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)
    revoked_by = person_field(null=True, blank=True, verbose_name=_("revoked by"))

    class Meta:
        verbose_name = _("deposit link")
        verbose_name_plural = _("deposit links")
        ordering = ["milestone", "pk"]

    def __str__(self):
        return f"{self.milestone} — {self.consultancy}"

    @property
    def is_open(self):
        """Whether it is neither revoked nor past its day (the milestone has to wait for a submission as well)."""
        return self.revoked_at is None and self.expires_on >= timezone.localdate()


class DepositUpload(models.Model):
    """A file on its way: `size` bytes are announced, `offset` have come, in chunks."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    link = models.ForeignKey(DepositLink, on_delete=models.CASCADE, related_name="uploads")
    name = models.CharField(_("name"), max_length=150)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    sha256 = models.CharField(_("announced SHA-256 checksum"), max_length=64, blank=True)
    offset = models.PositiveBigIntegerField(_("bytes received"), default=0)
    begun_at = models.DateTimeField(_("begun"), default=timezone.now)
    touched_at = models.DateTimeField(_("last bytes"), default=timezone.now)

    class Meta:
        verbose_name = _("upload through a deposit link")
        verbose_name_plural = _("uploads through deposit links")
        ordering = ["link", "pk"]

    def __str__(self):
        return self.name


class DepositChunk(models.Model):
    """A part of an upload, kept as it came; together they are the file."""

    upload = models.ForeignKey(DepositUpload, on_delete=models.CASCADE, related_name="chunks")
    offset = models.PositiveBigIntegerField(_("first byte"))
    file = files.PrivateFileField(upload_to=files.random_path("chunks"))

    class Meta:
        verbose_name = _("chunk of an upload")
        verbose_name_plural = _("chunks of uploads")
        ordering = ["upload", "offset"]
        constraints = [models.UniqueConstraint(fields=["upload", "offset"], name="projects_chunk_once")]

    def __str__(self):
        return f"{self.upload}: {self.offset}"


class Deposit(StoredFile):
    """A file that has arrived through a link; it waits until a lead takes it into a submission or sets it aside."""

    link = models.ForeignKey(DepositLink, on_delete=models.CASCADE, related_name="deposits")
    upload_id = models.UUIDField(_("upload it came by"), unique=True, editable=False)
    arrived_at = models.DateTimeField(_("arrived"), default=timezone.now)
    taken_into = models.ForeignKey(Submission, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    set_aside_at = models.DateTimeField(_("set aside"), null=True, blank=True)
    set_aside_by = person_field(null=True, blank=True, verbose_name=_("set aside by"))

    class Meta:
        verbose_name = _("deposited file")
        verbose_name_plural = _("deposited files")
        ordering = ["link", "pk"]
