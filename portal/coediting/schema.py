"""What a co-edited text may hold: the editor's own schema, exported to schema.json (`npm run schema`)."""

import json
from functools import cache
from pathlib import Path

from prosemirror.model import Schema

from .attributes import rule_of

_spec = json.loads((Path(__file__).parent / "schema.json").read_text())

SCHEMA_VERSION: int = _spec["version"]
MAX_DEPTH = 40  # of nodes in nodes; a list in a table in a list needs twelve

schema = Schema({"nodes": _spec["nodes"], "marks": _spec["marks"]})


class UnknownContent(ValueError):
    """Content that the schema has no name for: an editor would delete it from the shared text."""


@cache
def children_of(name: str) -> frozenset[str]:
    """The nodes that may stand somewhere in a `name`, whatever their number and order.

    Number and order are left out on purpose: two valid edits made at once can merge into a list without items, which
    the editors mend; refusing the second of them would cut off somebody who did nothing wrong.
    """
    seen, waiting, found = [], [schema.nodes[name].content_match], set()
    while waiting:
        match = waiting.pop()
        if match in seen:
            continue
        seen.append(match)
        for edge in match.next:
            found.add(edge.type.name)
            waiting.append(edge.next)
    return frozenset(found)


def check_node(name: str, attrs: dict, *, parent: str) -> None:
    """Raises UnknownContent unless a node `name` with these attributes may stand in a `parent`."""
    if name not in children_of(parent):
        raise UnknownContent(f"{name!r} cannot stand in {parent!r}")
    _check_attributes(name, attrs, schema.nodes[name].attrs)


def check_mark(name: str, attrs: object, *, parent: str) -> None:
    """Raises UnknownContent unless text in a `parent` may carry the mark `name` with these attributes."""
    mark = schema.marks.get(name)
    if mark is None or not schema.nodes[parent].allows_mark_type(mark):
        raise UnknownContent(f"mark {name!r} cannot stand in {parent!r}")
    if not isinstance(attrs, dict):
        raise UnknownContent(f"mark {name!r} without attributes")
    _check_attributes(name, attrs, mark.attrs)


def with_defaults(given: dict, known: dict) -> dict:
    """The attributes as the editor gives them: the schema's own, in its order, the missing ones at their default."""
    return {name: given.get(name, attribute.default) for name, attribute in known.items()}


def check_content(node: dict, *, parent: str | None = None) -> None:
    """Raises UnknownContent where an attribute in `node` (the editor's JSON) or below is one no client may write."""
    if parent is not None:
        check_node(node["type"], node.get("attrs", {}), parent=parent)
    for mark in node.get("marks", ()):
        check_mark(mark["type"], mark.get("attrs", {}), parent=parent)
    for child in node.get("content", ()):
        check_content(child, parent=node["type"])


def _check_attributes(name, attrs, known):
    for key, value in attrs.items():
        if key not in known:
            raise UnknownContent(f"{name!r} has no attribute {key!r}")
        if value is not None and not rule_of(name, key)(value):
            raise UnknownContent(f"{key!r} of {name!r} cannot be {str(value)[:40]!r}")
