"""Is every document what its log says? For `manage.py check_documents`."""

from collections.abc import Iterator

from prosemirror.model import Node
from pycrdt import Doc

from . import store
from .compaction import StillWaiting, whole_state
from .content import as_json
from .models import Document, Snapshot, Update
from .schema import schema
from .updates import examine


def problems(document: Document) -> Iterator[str]:
    """What is wrong with a document, in words for its operator; nothing where all is well."""
    document.refresh_from_db()
    snapshots = list(Snapshot.objects.filter(document=document, epoch=document.epoch).order_by("seq"))
    if unread := list(_unreadable(document, snapshots)):
        yield f"cannot be read: {', '.join(unread[:10])}"
        return
    if snapshots and snapshots[-1].seq > document.last_seq:
        yield f"the snapshot after update {snapshots[-1].seq} is beyond the last number {document.last_seq}"
        return
    numbers = list(Update.objects.filter(document=document, epoch=document.epoch).values_list("seq", flat=True))
    first = snapshots[0].seq + 1 if snapshots else 1
    expected = set(range(first, document.last_seq + 1))
    if missing := sorted(expected - set(numbers)):
        yield f"updates are missing: {', '.join(map(str, missing[:10]))}"
        return
    if beyond := sorted(number for number in numbers if number > document.last_seq):
        yield f"updates beyond the last number {document.last_seq}: {', '.join(map(str, beyond[:10]))}"
    try:
        whole_state(store.read(document.pk))
    except StillWaiting:
        yield "changes wait for others that never came"
    yield from _against_log(document, snapshots)
    yield from _against_schema(document)


def _unreadable(document, snapshots):
    """The rows that the library cannot take in, each alone."""
    updates = Update.objects.filter(document=document, epoch=document.epoch).order_by("seq")
    rows = [("snapshot", one.seq, one.state) for one in snapshots]
    rows += [("update", seq, data) for seq, data in updates.values_list("seq", "data")]
    for name, seq, data in rows:
        try:
            if name == "update":
                examine(bytes(data))
            Doc().apply_update(bytes(data) if name == "update" else store.unpacked(data))
        except (ValueError, RuntimeError):
            yield f"{name} {seq}"


def _against_log(document, snapshots):
    """The last snapshot must say what the one before and the updates between the two say."""
    if len(snapshots) < 2:
        return
    before, last = snapshots[-2:]
    between = store.updates_between(document.pk, document.epoch, before.seq, last.seq)
    replayed = store.Stored(document.epoch, last.seq, store.unpacked(before.state), between, before.seq)
    taken = store.Stored(document.epoch, last.seq, store.unpacked(last.state), [], last.seq)
    if as_json(replayed.doc()) != as_json(taken.doc()):
        yield f"the snapshot after update {last.seq} is not what the log says"


def _against_schema(document):
    content = as_json(store.read(document.pk).doc())
    if not content["content"]:
        return
    try:
        Node.from_json(schema, content).check()
    except (ValueError, KeyError, TypeError) as error:
        yield f"the editor would mend it: {error}"
