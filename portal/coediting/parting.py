"""A text with its suggested paragraphs as paragraphs: for files that know changes of paragraphs."""

from . import breaks
from .rewording import ITEMS, is_textblock
from .schema import schema

SIGN = "sign"


def parted(node: dict) -> dict:
    """`node` (the editor's JSON) and below with the paragraphs and items of lists that are suggested as such.

    A paragraph whose end is suggested has a `sign`: "ins" or "del", and the attributes of the suggestion's mark. One
    that is to go on with the next where it cannot, so that accepting changes nothing, has none.
    """
    return _parted(_joinable(node, ()))


def _joinable(node, around):
    """`node` without the signs of joins to nothing; `around` are the children and the place at each level above it."""
    if "content" not in node:
        return node
    children = node["content"]
    if is_textblock(node["type"]):
        return node if _goes_on(around) else node | {"content": [_without_join(child) for child in children]}
    return node | {"content": [_joinable(child, (*around, (children, at))) for at, child in enumerate(children)]}


def _goes_on(around):
    """Whether something can go on where a block ends: `nextStart` of frontend/editor/suggesting/breaks.ts."""
    for depth, (siblings, at) in reversed([*enumerate(around)]):
        kind = schema.nodes.get(siblings[at]["type"])
        if kind is None or kind.spec.get("isolating"):
            return False
        if at + 1 < len(siblings):
            return _begins_alike(siblings[at + 1], [nodes[place]["type"] for nodes, place in around[depth:]])
    return False


def _begins_alike(node, kinds):
    """Whether a block stands first in `node`, in the same kinds of nodes as another: `kinds`, outermost first."""
    for kind in kinds[:-1]:
        if node["type"] != kind or not node.get("content"):
            return False
        node = node["content"][0]
    return is_textblock(node["type"])


def _without_join(child):
    if child["type"] != "text" or not breaks.is_inserted(child):
        return child
    return child | {"text": child["text"].replace(breaks.JOIN, "")}


def _parted(node):
    if "content" not in node or is_textblock(node["type"]):
        return node
    children = []
    for child in node["content"]:
        if is_textblock(child["type"]):
            children += _paragraphs(child)
        elif child["type"] in ITEMS:
            children += _items(child)
        else:
            children.append(_parted(child))
    return node | {"content": children}


def _items(item):
    first, *rest = item.get("content") or [{"type": "paragraph"}]
    paragraphs = list(_paragraphs(first)) if is_textblock(first["type"]) else [_parted(first)]
    for number, paragraph in enumerate(paragraphs):
        attrs = item.get("attrs") or {}
        below = _parted(item | {"content": rest})["content"] if number == len(paragraphs) - 1 else []
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
