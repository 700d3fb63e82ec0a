"""Requirements of our own exports, which are tables there: "TIC-012 – Mandatory" over the three parts, each named."""

import re

from django.utils import translation

from portal import coediting
from portal.text import fold

from .inlines import plain
from .tables import rows_of

PARTS = ("requirementStatement", "requirementCheck", "requirementRationale")
CODE = re.compile(r"[A-Z]{2,6}-[0-9]{3,6}")
HEAD = re.compile(r"(?P<code>.{1,60}) [–-] (?P<level>\w[\w ]{1,30})")
LANGUAGES = ("fr", "en")
HELD = {"paragraph", "bulletList", "orderedList"}


def requirement_of(content, blocks):
    """The requirement that a table is, or None. Another text than its own gives it another code."""
    if len(content[2]) != 2:
        return None
    rows = [cells for cells, _headers in rows_of(content)]
    if len(rows) != 1 + len(PARTS) or len(rows[0]) != 1 or any(len(cells) != 2 for cells in rows[1:]):
        return None
    head = HEAD.fullmatch(plain(rows[0][0][4]))
    level = _named(coediting.level_label, coediting.LEVELS).get(fold(head["level"])) if head else None
    parts = _named(coediting.part_label, PARTS)
    if level is None or [parts.get(fold(plain(cells[0][4]))) for cells in rows[1:]] != list(PARTS):
        return None
    held = [blocks(cells[1][4]) for cells in rows[1:]]
    if any(node["type"] not in HELD for part in held for node in part):
        return None  # somebody put a table or a picture in it: better the whole table than half a requirement
    return {
        "type": "requirement",
        "attrs": {"level": level, "code": head["code"] if CODE.fullmatch(head["code"]) else None},
        "content": [
            {"type": name, "content": part or [{"type": "paragraph"}]} for name, part in zip(PARTS, held, strict=True)
        ],
    }


def _named(label, names):
    """The names by their labels in every language that an export is written in."""
    found = {}
    for language in LANGUAGES:
        with translation.override(language):
            found |= {fold(label(name)): name for name in names}
    return found
