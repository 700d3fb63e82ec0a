"""Paragraphs that are suggested: signs among inserted words, as frontend/editor/suggesting/breaks.ts writes them.

The signs are letters like others, so a text keeps them, and a commenter may write them, as any suggested word. What
they ask for happens once somebody who may accepts it.
"""

import re
from collections.abc import Iterator

BREAK = "\u2029"  # a new paragraph is to begin here
JOIN = "\u2060"  # the paragraph it stands in is to go on with the next one
PILCROW = "¶"
_PIECES = re.compile(f"([{BREAK}{JOIN}])")


def is_inserted(node: dict) -> bool:
    """Whether a piece of a line (the editor's JSON) is only suggested."""
    return any(mark["type"] == "insertion" for mark in node.get("marks") or ())


def pieces(node: dict) -> Iterator[str]:
    """The words of a text node and the signs between them, in order; one piece where nothing is suggested."""
    if is_inserted(node):
        yield from (piece for piece in _PIECES.split(node["text"]) if piece)
    else:
        yield node["text"]


def plain(text: str, between: str = "\n") -> str:
    """Words without the signs, paragraphs apart by `between`."""
    return text.replace(BREAK, between).replace(JOIN, "")


def heading_line(children: list[dict]) -> tuple[list[dict], list[dict]]:
    """A heading's own words, and the paragraphs suggested below it; none where the heading itself is cut in two."""
    line: list[dict] = []
    below: list[dict] = []
    is_below = False
    for child in children:
        is_suggested = child["type"] == "text" and is_inserted(child)
        if is_below and not is_suggested:
            return children, []
        if is_below or not is_suggested or BREAK not in child["text"]:
            (below if is_below else line).append(child)
            continue
        words, _sign, rest = child["text"].partition(BREAK)
        line.append(child | {"text": words + BREAK})
        below += [child | {"text": rest}] if rest else []
        is_below = True
    return line, below


def spelled_out(node: dict) -> dict:
    """`node` and below with a ¶ for each sign, the line ended where a paragraph is to begin: for paper."""
    if "content" not in node:
        return node
    return node | {"content": [shown for child in node["content"] for shown in _spelled(child)]}


def _spelled(node):
    if node["type"] != "text" or not is_inserted(node):
        yield spelled_out(node)
        return
    for piece in pieces(node):
        if piece == BREAK:
            yield node | {"text": PILCROW}
            yield {"type": "hardBreak"}
        elif piece == JOIN:
            yield node | {"text": PILCROW, "marks": [_as_deletion(mark) for mark in node["marks"]]}
        else:
            yield node | {"text": piece}


def _as_deletion(mark):
    return mark | {"type": "deletion"} if mark["type"] == "insertion" else mark
