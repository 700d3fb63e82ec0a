"""A text with its suggested paragraphs as paragraphs: for files that know changes of paragraphs."""

from . import breaks
from .rewording import ITEMS, is_textblock

SIGN = "sign"


def parted(node: dict) -> dict:
    """`node` (the editor's JSON) and below with the paragraphs and items of lists that are suggested as such.

    A paragraph whose end is suggested has a `sign`: "ins" or "del", and the attributes of the suggestion's mark.
    """
    if "content" not in node or is_textblock(node["type"]):
        return node
    children = []
    for child in node["content"]:
        if is_textblock(child["type"]):
            children += _paragraphs(child)
        elif child["type"] in ITEMS:
            children += _items(child)
        else:
            children.append(parted(child))
    return node | {"content": children}


def _items(item):
    first, *rest = item.get("content") or [{"type": "paragraph"}]
    paragraphs = list(_paragraphs(first)) if is_textblock(first["type"]) else [parted(first)]
    for number, paragraph in enumerate(paragraphs):
        attrs = item.get("attrs") or {}
        below = parted(item | {"content": rest})["content"] if number == len(paragraphs) - 1 else []
        made = item | {"content": [paragraph, *below]}
        yield made | {"attrs": attrs | {"checked": False}} if number and "checked" in attrs else made


def _paragraphs(block):
    """The paragraphs that a block would become; those after a heading's first are plain ones."""
    made, line, joins = block, [], None
    for child in block.get("content") or []:
        if child["type"] != "text" or not breaks.is_inserted(child):
            line.append(child)
            continue
        by = next(mark.get("attrs") or {} for mark in child["marks"] if mark["type"] == "insertion")
        for piece in breaks.pieces(child):
            if piece == breaks.BREAK:
                yield made | {"content": line, SIGN: ("ins", by)}
                made, line = {"type": "paragraph"}, []
            elif piece == breaks.JOIN:
                joins = ("del", by)
            else:
                line.append(child | {"text": piece})
    yield made | {"content": line} | ({SIGN: joins} if joins else {})
