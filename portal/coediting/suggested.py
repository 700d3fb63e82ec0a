"""The suggestions that are open in a text, told apart as frontend/editor/suggesting/settle.ts does."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from .attributes import SUGGESTIONS


@dataclass
class Suggested:
    """One suggestion: whose, when (ISO 8601, "" where no mark says it), and the kinds of its marks."""

    name: str
    date: str = ""
    kinds: set[str] = field(default_factory=set)


def suggestions(content: dict) -> list[Suggested]:
    """The suggestions of a text (the editor's JSON) in order; a group is one person's, whoever else uses its id."""
    found: dict[tuple, Suggested] = {}
    for mark in _marks(content):
        attrs = mark.get("attrs") or {}
        one = found.setdefault((str(attrs.get("author")), str(attrs.get("id"))), Suggested(attrs.get("name") or ""))
        one.date = max(one.date, str(attrs.get("date") or ""))
        one.kinds.add(mark["type"])
    return list(found.values())


def _marks(node) -> Iterator[dict]:
    yield from (mark for mark in node.get("marks") or () if mark["type"] in SUGGESTIONS)
    for child in node.get("content") or ():
        yield from _marks(child)
