"""A long log becomes a snapshot and a short log. The one before stays, so that the two can be compared."""

from django.db import transaction

from . import store
from .authorship import keep_authorship
from .models import Document, Snapshot, Update
from .schema import SCHEMA_VERSION
from .updates import examine, read_state

LONG = 2000  # updates: read and applied in a tenth of a second
LONG_AT_REST = 100


def is_due(updates: int, *, at_rest: bool) -> bool:
    """Whether so many updates after the last snapshot call for another; sooner where everybody has left."""
    return updates >= (LONG_AT_REST if at_rest else LONG)


class StillWaiting(RuntimeError):
    """The log holds changes that wait for others: a snapshot would lose them."""


def compact(document_id) -> int:
    """Takes a snapshot of the document as of its last update, and deletes the updates before the former snapshot.

    Built through a document, outside the transaction; written only where nobody compacted meanwhile. Returns the
    number of the last snapshot. Raises StillWaiting, store.Gap and Document.DoesNotExist, having changed nothing.
    """
    stored = store.read(document_id)
    if stored.seq == stored.snapshot_seq:
        return stored.snapshot_seq
    state = whole_state(stored)
    kept = store.packed(state)
    with transaction.atomic():
        document = Document.objects.select_for_update().get(pk=document_id)
        snapshots = Snapshot.objects.filter(document=document, epoch=document.epoch)
        last = max(snapshots.values_list("seq", flat=True), default=0)
        if document.epoch != stored.epoch or last != stored.snapshot_seq:
            return last
        Snapshot.objects.create(
            document=document, epoch=stored.epoch, seq=stored.seq, state=kept, schema_version=SCHEMA_VERSION
        )
        snapshots.filter(seq__lt=stored.snapshot_seq).delete()
        updates = Update.objects.filter(document=document, epoch=document.epoch)
        keep_authorship(updates.filter(seq__lte=stored.snapshot_seq))
        updates.filter(seq__lte=stored.snapshot_seq).delete()
        tail = sum(len(data) for data in updates.filter(seq__gt=stored.seq).values_list("data", flat=True))
        document.state_bytes = len(state) + tail
        document.save(update_fields=["state_bytes"])
    return stored.seq


def whole_state(stored: store.Stored) -> bytes:
    """The state as one update. Raises StillWaiting where part of the log is not in it."""
    doc = stored.doc()
    state = read_state(doc.get_state())
    for update in stored.updates:
        extent = examine(update)
        if not extent.is_in(state) or not extent.fits(state):
            raise StillWaiting(f"epoch {stored.epoch}, after update {stored.snapshot_seq}")
    return doc.get_update()
