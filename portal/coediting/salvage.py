"""What can be saved of a damaged document: everything readable of its snapshots and its log, together.

Merging is what Yjs is for: a snapshot that lost something is made good by the log, a log that lost something by the
snapshot. What still waits for a change that is gone cannot be shown in its place; its words are told to the operator.
"""

from contextlib import suppress
from dataclasses import dataclass, field

from prosemirror.model import Node
from pycrdt import Doc

from . import content, store
from .encoding import Malformed, Reader
from .models import Snapshot, Update
from .schema import UnknownContent, check_content, schema
from .updates import STRING, Examination, examine, read_state


@dataclass
class Salvaged:
    """The text as the editor's JSON, valid, and what is not in it as it was, in words for the operator."""

    content: dict
    dropped: list[dict] = field(default_factory=list)
    rows: int = 0  # of the log and snapshots that were looked at


def salvage(document) -> Salvaged:
    """Reads all there is of the document's epoch."""
    doc, dropped, updates = Doc(), [], []
    snapshots = list(Snapshot.objects.filter(document=document, epoch=document.epoch).order_by("-seq"))
    rows = list(Update.objects.filter(document=document, epoch=document.epoch).order_by("seq"))
    for row in [*snapshots, *rows]:
        data = bytes(row.state if isinstance(row, Snapshot) else row.data)
        name = f"{'snapshot' if isinstance(row, Snapshot) else 'update'} {row.seq}"
        try:
            if isinstance(row, Snapshot):
                data = store.unpacked(data)
            fresh = Doc()
            fresh.apply_update(data)  # alone first: what fails half-way would spoil the text
            extent = None if isinstance(row, Snapshot) else examine(data)
            doc.apply_update(data)
        except (ValueError, RuntimeError) as error:
            dropped.append({"what": name, "why": f"cannot be read: {error}", "words": words(data), "bytes": data.hex()})
            continue
        if extent is not None:
            updates.append((name, extent, data))
    state = read_state(doc.get_state())
    for name, extent, data in updates:
        if not extent.is_in(state):
            why = "waits for a change that is gone"
            dropped.append({"what": name, "why": why, "words": words(data), "bytes": data.hex()})
    written, mended = valid(content.as_json(doc))
    return Salvaged(written, dropped + mended, len(snapshots) + len(rows))


def valid(text: dict) -> tuple[dict, list[dict]]:
    """The text with every block the editor could not show as paragraphs of its words; and those blocks as they were."""
    blocks, mended = [], []
    for block in text["content"]:
        if (reason := _refusal({"type": "doc", "content": [block]})) is None:
            blocks.append(block)
            continue
        lines = [line for line in _lines(block) if line.strip()]
        blocks += [{"type": "paragraph", "content": [{"type": "text", "text": line}]} for line in lines]
        mended.append({"what": f"a block {block.get('type')!r}", "why": reason, "words": lines, "block": block})
    return {"type": "doc", "content": blocks}, mended


def _lines(node):
    children = node.get("content", [])
    if any("text" in child for child in children):
        yield "".join(child.get("text", " ") for child in children)
        return
    for child in children:
        yield from _lines(child)


def _refusal(text):
    try:
        node = Node.from_json(schema, text)
        node.check()
        check_content(node.to_json())
    except (ValueError, KeyError, TypeError, UnknownContent) as error:
        return str(error)
    return None


def words(update: bytes) -> list[str]:
    """What was typed in an update, piece by piece, as far as it can be read."""
    reading = _Words(update)
    with suppress(Malformed, RecursionError):  # what came before the damage is there
        reading.run()
    return reading.found


class _Words(Examination):
    """Looks into an update for its strings."""

    def __init__(self, update):
        super().__init__(update)
        self.found: list[str] = []

    def content(self, kind, *, nested):
        """What one struct holds."""
        if kind == STRING:
            ahead = Reader(self.reader.buffer)
            ahead.position = self.reader.position
            length = ahead.var_uint()  # of an update that is cut, what is left of it
            self.found.append(ahead.buffer[ahead.position : ahead.position + length].decode(errors="ignore"))
        return super().content(kind, nested=nested)
