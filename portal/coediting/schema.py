"""What a co-edited text may hold: the editor's own schema, exported to schema.json (`npm run schema`)."""

import json
import re
from functools import cache
from pathlib import Path

from prosemirror.model import Schema

_spec = json.loads((Path(__file__).parent / "schema.json").read_text())

SCHEMA_VERSION: int = _spec["version"]
MAX_DEPTH = 40  # of nodes in nodes; a list in a table in a list needs twelve
ADDRESS = re.compile(r"(?:https?:|mailto:|tel:|/(?!/)|#)", re.IGNORECASE)
COLOUR = re.compile(r"#[0-9a-fA-F]{6}")

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


def _check_attributes(name, attrs, known):
    for key, value in attrs.items():
        if key not in known:
            raise UnknownContent(f"{name!r} has no attribute {key!r}")
        if value is not None and not ATTRIBUTES.get(key, _is_short_text)(value):
            raise UnknownContent(f"{key!r} of {name!r} cannot be {str(value)[:40]!r}")


def _is_number_up_to(most):
    return lambda value: isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= most


def _is_short_text(value):
    return isinstance(value, str) and len(value) <= 200


def _is_address(value):
    return isinstance(value, str) and len(value) <= 2000 and (value == "" or ADDRESS.match(value) is not None)


def _are_widths(value):
    return (
        isinstance(value, list) and len(value) <= 100 and all(w is None or _is_number_up_to(10_000)(w) for w in value)
    )


ATTRIBUTES = {
    "level": lambda value: value in (1, 2, 3, 4, 5, 6),
    "start": _is_number_up_to(1_000_000),
    "colspan": _is_number_up_to(100),
    "rowspan": _is_number_up_to(1_000),
    "colwidth": _are_widths,
    "href": _is_address,
}
