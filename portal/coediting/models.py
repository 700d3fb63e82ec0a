"""The co-edited text as stored: a document, the log of what changed in it, and states it can be opened from."""

import uuid

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.files import PrivateFileField, random_path


class Document(models.Model):
    """One co-edited text. Its random identifier stands in addresses; its kind says who asks for the right."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(_("kind"), max_length=40)
    epoch = models.PositiveIntegerField(_("epoch"), default=0)
    last_seq = models.PositiveBigIntegerField(_("last number of the log"), default=0)
    schema_version = models.PositiveIntegerField(_("version of the schema"))
    talk = models.PositiveIntegerField(_("changes of its comments"), default=0, editable=False)
    state_bytes = models.PositiveBigIntegerField(_("size in bytes, at most"), default=0)
    is_closed = models.BooleanField(_("closed: nothing more is committed"), default=False, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    class Meta:
        verbose_name = _("co-edited text")
        verbose_name_plural = _("co-edited texts")

    def __str__(self):
        return f"{self.kind} {self.pk}"


class Update(models.Model):
    """What one person changed in one batch, as a Yjs update. The numbers of an epoch have no gap."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="updates")
    epoch = models.PositiveIntegerField()
    seq = models.PositiveBigIntegerField()
    data = models.BinaryField()
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    schema_version = models.PositiveIntegerField()
    committed_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("update of a co-edited text")
        verbose_name_plural = _("updates of co-edited texts")
        ordering = ["epoch", "seq"]
        constraints = [
            models.UniqueConstraint(fields=["document", "epoch", "seq"], name="coediting_update_number_unique")
        ]

    def __str__(self):
        return f"{self.document_id} {self.epoch}.{self.seq}"


class Snapshot(models.Model):
    """The whole state after update `seq`, packed (`store.packed`): a document is opened from the last and the updates
    after it."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="snapshots")
    epoch = models.PositiveIntegerField()
    seq = models.PositiveBigIntegerField()
    state = models.BinaryField()
    schema_version = models.PositiveIntegerField()
    taken_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("snapshot of a co-edited text")
        verbose_name_plural = _("snapshots of co-edited texts")
        ordering = ["epoch", "seq"]
        constraints = [
            models.UniqueConstraint(fields=["document", "epoch", "seq"], name="coediting_snapshot_number_unique")
        ]

    def __str__(self):
        return f"{self.document_id} {self.epoch}.{self.seq}"


class Image(models.Model):
    """An image of one document, stored apart. The text names it by its address (`/textes/<document>/images/<id>`)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="images")
    stored = PrivateFileField(_("file"), upload_to=random_path("images"), max_length=200)
    content_type = models.CharField(max_length=40)
    size = models.PositiveIntegerField(_("size in bytes"))
    sha256 = models.CharField(max_length=64)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    uploaded_at = models.DateTimeField(_("uploaded"), auto_now_add=True)
    unused_since = models.DateTimeField(_("in no text since"), null=True, blank=True)

    class Meta:
        verbose_name = _("image of a co-edited text")
        verbose_name_plural = _("images of co-edited texts")

    def __str__(self):
        return self.get_absolute_url()

    def get_absolute_url(self):
        return reverse("text-image", args=[self.document_id, self.pk])


class Mention(models.Model):
    """How often a document named a person when they were last told of it: who is named no more often is not told."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="mentions")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    times = models.PositiveIntegerField()
    words = models.CharField(max_length=300, blank=True)
    told_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("mention in a co-edited text")
        verbose_name_plural = _("mentions in co-edited texts")
        constraints = [models.UniqueConstraint(fields=["document", "person"], name="coediting_mention_unique")]

    def __str__(self):
        return f"{self.document_id} @{self.person_id}"


class Authorship(models.Model):
    """Who wrote which letters, of updates that compaction took away: Yjs numbers the letters of each client."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="authorships")
    epoch = models.PositiveIntegerField()
    client = models.PositiveBigIntegerField()
    begin = models.PositiveBigIntegerField()
    end = models.PositiveBigIntegerField()
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("authorship of letters")
        verbose_name_plural = _("authorships of letters")
        indexes = [models.Index(fields=["document", "epoch", "client"], name="coediting_authorship_client")]

    def __str__(self):
        return f"{self.document_id} {self.client}:{self.begin}-{self.end}"
