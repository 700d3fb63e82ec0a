"""Reading the log: a document is its last snapshot and the updates after it."""

import zlib
from dataclasses import dataclass

from django.db.models import Q
from pycrdt import Doc

from .models import Document, Snapshot, Update

LEVEL = 3  # of compression: a state of 3 MB in a twentieth of a second


@dataclass(frozen=True)
class Stored:
    """A document as stored: the last snapshot's state and number, the updates after it, and the last number."""

    epoch: int
    seq: int
    state: bytes | None
    updates: list[bytes]
    snapshot_seq: int

    def doc(self) -> Doc:
        """A Yjs document that holds it."""
        doc = Doc()
        with doc.transaction():
            if self.state is not None:
                doc.apply_update(self.state)
            for data in self.updates:
                doc.apply_update(data)
        return doc

    @property
    def size(self) -> int:
        """Its bytes, as stored."""
        return len(self.state or b"") + sum(map(len, self.updates))


def packed(state: bytes) -> bytes:
    """A state as a snapshot keeps it. Years of typing leave many numbers beside the text."""
    return zlib.compress(state, LEVEL)


def unpacked(kept: bytes) -> bytes:
    """The state in a snapshot. Raises ValueError where it was damaged."""
    try:
        return zlib.decompress(kept)
    except zlib.error as error:
        raise ValueError(str(error)) from error


class Gap(RuntimeError):
    """The log of a document misses a number: `check_documents` says which."""


def read(document_id, *, epoch: int | None = None, until: int | None = None) -> Stored:
    """The document as committed (of a former `epoch`, as of update `until`).

    Raises Document.DoesNotExist, and Gap for a broken log.
    """
    document = Document.objects.get(pk=document_id)
    last = document.last_seq if until is None else until
    epoch = document.epoch if epoch is None else epoch
    snapshot = Snapshot.objects.filter(document=document, epoch=epoch, seq__lte=last).order_by("-seq").first()
    start = snapshot.seq if snapshot else 0
    rows = updates_between(document.pk, epoch, start, last)
    return Stored(epoch, last, unpacked(snapshot.state) if snapshot else None, rows, start)


def read_at(document_id, moment) -> Stored | None:
    """The document as it stood at a moment; None where it was empty, or compaction took that part of the log away."""
    updates = Update.objects.filter(document=document_id).order_by("epoch", "seq").values_list("epoch", "seq")
    last = updates.filter(committed_at__lt=moment).last()
    if last is None:
        return None
    epoch, seq = last
    following = updates.filter(Q(epoch=epoch, seq__gt=seq) | Q(epoch__gt=epoch)).first()
    if following not in (None, (epoch, seq + 1), (epoch + 1, 1)):
        return None
    try:
        return read(document_id, epoch=epoch, until=seq)
    except Gap:
        return None


def updates_between(document_id, epoch: int, after: int, until: int) -> list[bytes]:
    """The updates numbered `after + 1` to `until`, in order. Raises Gap when one is missing."""
    rows = Update.objects.filter(document=document_id, epoch=epoch, seq__gt=after, seq__lte=until).order_by("seq")
    found = [bytes(data) for data in rows.values_list("data", flat=True)]
    if len(found) != until - after:
        raise Gap(f"document {document_id}, epoch {epoch}: {len(found)} updates between {after} and {until}")
    return found


def updates_after(document_id, epoch: int, after: int, until: int | None = None) -> tuple[int, int, list[bytes]]:
    """The document's epoch and last number, and where the epoch is still `epoch`, the updates from `after` on.

    Raises Document.DoesNotExist and Gap.
    """
    document = Document.objects.get(pk=document_id)
    last = document.last_seq if until is None else until
    if document.epoch != epoch or last <= after:
        return document.epoch, last, []
    return epoch, last, updates_between(document_id, epoch, after, last)
