"""Which values the attributes of the text's nodes and marks may have: what no editor of ours writes is refused."""

import json
import re
from collections.abc import Callable

ADDRESS = re.compile(r"(?:https?:|mailto:|tel:|/(?!/)|#)", re.IGNORECASE)
UUID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
IMAGE = re.compile(f"/textes/(?P<document>{UUID})/images/(?P<image>{UUID})")
TOKEN = re.compile(r"[A-Za-z0-9_-]{1,40}")  # what may stand in an `id` of a page
CODE = re.compile(r"[A-Z]{2,6}-[0-9]{3,6}")
LEVELS = ("mandatory", "recommended", "optional")
SUGGESTIONS = frozenset({"insertion", "deletion", "modification"})  # marks
FORMATS = frozenset({"bold", "italic", "underline", "strike", "link"})  # marks that can be suggested
LONGEST_FOOTNOTE = 2000
LONGEST_VALUE = 1000  # of what a suggestion changes, as JSON


def rule_of(name: str, key: str) -> Callable[[object], bool]:
    """What is asked of the attribute `key` of the node or mark `name`; without a rule of its own a short text."""
    return RULES.get(f"{name}.{key}") or RULES.get(key) or _is_short_text


def _matches(pattern):
    return lambda value: isinstance(value, str) and pattern.fullmatch(value) is not None


def _is_number(least, most):
    return lambda value: isinstance(value, int | float) and not isinstance(value, bool) and least <= value <= most


def _is_text_up_to(most):
    return lambda value: isinstance(value, str) and len(value) <= most


_is_short_text = _is_text_up_to(200)


def _is_address(value):
    return isinstance(value, str) and len(value) <= 2000 and (value == "" or ADDRESS.match(value) is not None)


def _are_widths(value):
    return isinstance(value, list) and len(value) <= 100 and all(w is None or _is_number(0, 10_000)(w) for w in value)


def _is_group(value):
    """What holds the pieces of a suggestion together: the library counts, or draws at random."""
    return _is_number(0, 2**53)(value) or _matches(TOKEN)(value)


def _is_small(value):
    return len(json.dumps(value)) <= LONGEST_VALUE


RULES = {
    "heading.level": lambda value: value in (1, 2, 3, 4, 5, 6),
    "heading.id": _matches(TOKEN),
    "start": _is_number(0, 1_000_000),
    "colspan": _is_number(0, 100),
    "rowspan": _is_number(0, 1_000),
    "colwidth": _are_widths,
    "href": _is_address,
    "requirement.id": _matches(TOKEN),
    "requirement.code": _matches(CODE),
    "requirement.level": lambda value: value in LEVELS,
    "checked": lambda value: isinstance(value, bool),
    "image.src": _matches(IMAGE),
    "image.alt": _is_text_up_to(500),
    "image.width": _is_number(10, 100),
    "footnote.text": _is_text_up_to(LONGEST_FOOTNOTE),
    "mention.person": _matches(TOKEN),
    "reference.target": _matches(TOKEN),
    "comment.thread": _matches(TOKEN),
    "insertion.id": _is_group,
    "deletion.id": _is_group,
    "modification.id": _is_group,
    "previousValue": _is_small,
    "newValue": _is_small,
}
