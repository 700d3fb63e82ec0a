"""The co-edited text as stored: a document, the log of what changed in it, and states it can be opened from."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Document(models.Model):
    """One co-edited text. Its random identifier stands in addresses; its kind says who asks for the right."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(_("kind"), max_length=40)
    epoch = models.PositiveIntegerField(_("epoch"), default=0)
    last_seq = models.PositiveBigIntegerField(_("last number of the log"), default=0)
    schema_version = models.PositiveIntegerField(_("version of the schema"))
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
