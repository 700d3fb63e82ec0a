"""A part of a requirement as plain lines for a cell, and what another wording of it changes, word by word.

A line is a paragraph as it stands whatever is suggested in it: insertions are not in it yet, deletions still are.
"""

import hashlib
import json
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import groupby

from .counting import outline, targets
from .plain import reference_label
from .schema import schema

ITEMS = ("listItem", "taskItem")
SAME, INSERTED, DELETED = "same", "inserted", "deleted"
BREAK = "\u200b"  # what an editor leaves where a paragraph is suggested to begin or end
WORDS = re.compile(r"\w+|\s+|[^\w\s]")
MOST_PAIRS = 4_000_000  # of words compared; beyond it a rewritten passage is one deletion and one insertion
PASSING = ("comment",)  # marks that say nothing of the wording


class Fixed(ValueError):
    """The other wording changes what is no word: a reference, a mention, the end of a line."""


@dataclass
class Line:
    """A paragraph: its `text`, and for each letter where it stands in the paragraph (an atom takes one place)."""

    text: str = ""
    places: list[int] = field(default_factory=list)
    end: int = 0
    fixed: set[int] = field(default_factory=set)  # letters that stand for something else
    gone: set[int] = field(default_factory=set)  # letters that are suggested to go already


@dataclass(frozen=True)
class Change:
    """What becomes of a line (None: before the first one): its pieces, and the new lines after it."""

    line: int | None
    pieces: tuple[tuple[str, str], ...] = ()
    added: tuple[str, ...] = ()


@dataclass(frozen=True)
class Part:
    """A part of a requirement: what a cell shows of it, and the stamp that says whether it is still the same."""

    text: str
    stamp: str
    lines: list[Line]

    def against(self, wanted: str) -> list[list[tuple[str, str]]]:
        """The lines with what `wanted` changes in them, as pieces; empty where it says the same. Raises Fixed."""
        changes = changes_between(self.lines, wanted)
        return shown(self.lines, changes) if changes else []


@dataclass(frozen=True)
class Wording:
    """A requirement for a table: under which section it stands, and its parts by their kind."""

    code: str | None
    level: str
    section: str
    parts: dict[str, Part]


def wordings(content: dict) -> list[Wording]:
    """The requirements of a text in order, in the words a table shows."""
    known, section, found = targets(content), "", []
    nodes = iter([node for node in content.get("content", []) if node["type"] == "requirement"])
    for entry in outline(content):
        if entry["kind"] == "heading":
            section = f"{entry['number']} {entry['title']}".strip()
            continue
        node = next(nodes)
        attrs = node.get("attrs", {})
        parts = {part["type"]: _part(part, known) for part in node.get("content", [])}
        found.append(Wording(attrs.get("code"), attrs.get("level") or "mandatory", section, parts))
    return found


def _part(part, known):
    lines = lines_of(part, known)
    return Part("\n".join(line.text for line in lines if line.text), stamp(part), lines)


def is_textblock(name: str) -> bool:
    """Whether words stand directly in a node of this name."""
    return name in schema.nodes and schema.nodes[name].is_textblock


def lines_of(part: dict, known: dict) -> list[Line]:
    """The paragraphs of a part (the editor's JSON) in order; `known` are the `targets` of the whole text."""
    return [_line(block, known) for block in _textblocks(part)]


def stamp(part: dict) -> str:
    """The same text for the same wording, suggestions included: another one means that somebody changed the part.

    What who suggests is called is no wording: they may get another name meanwhile.
    """
    blocks = [[list(run) for run in _runs(block)] for block in _textblocks(part)]
    return hashlib.sha256(json.dumps(blocks, sort_keys=True, ensure_ascii=False).encode()).hexdigest()[:16]


def tidy(text: str) -> list[str]:
    """The lines of a cell as they are compared: no blanks around them, no empty ones."""
    return [line for line in (one.strip() for one in text.split("\n")) if line]


def changes_between(lines: list[Line], wanted: str) -> list[Change]:
    """What `wanted` changes in the lines, in their order; nothing where it says the same. Raises Fixed."""
    written = [number for number, line in enumerate(lines) if line.text]
    before, after = [lines[number].text for number in written], tidy(wanted)
    changes: list[Change] = []
    for kind, start, end, new_start, new_end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        both = min(end - start, new_end - new_start)
        for offset in range(end - start):
            old = before[start + offset]
            fixed = lines[written[start + offset]].fixed
            pieces = words(old, after[new_start + offset], fixed) if offset < both else [(DELETED, old)]
            changes.append(Change(written[start + offset], tuple(pieces)))
        if added := tuple(after[new_start + both : new_end]):
            if both:
                changes[-1] = Change(changes[-1].line, changes[-1].pieces, added)
            else:
                changes.append(Change(written[start - 1] if start else None, (), added))
    for change in changes:
        if change.line is not None and change.pieces:
            _check_fixed(lines[change.line], change.pieces)
    return changes


def words(before: str, after: str, fixed: Collection[int] = ()) -> list[tuple[str, str]]:
    """Two lines as one, word by word. Words that change side by side change together, but for blanks that are fixed."""
    old, new = WORDS.findall(before), WORDS.findall(after)
    if len(old) * len(new) > MOST_PAIRS:
        return [(DELETED, before), (INSERTED, after)]
    pairs, at = [], 0  # of the same words, or of what goes and what comes
    opcodes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    for number, (kind, start, end, new_start, new_end) in enumerate(opcodes):
        gone, come = "".join(old[start:end]), "".join(new[new_start:new_end])
        between = 0 < number < len(opcodes) - 1 and gone.isspace() and at not in fixed
        pairs.append([kind != "equal" or between, gone, come])
        at += len(gone)
    pieces = []
    for changed, same in groupby(pairs, key=lambda pair: pair[0]):
        told = list(same)
        gone, come = ("".join(pair[side] for pair in told) for side in (1, 2))
        pieces += [(DELETED, gone), (INSERTED, come)] if changed else [(SAME, gone)]
    return [piece for piece in pieces if piece[1]]


def shown(lines: list[Line], changes: list[Change]) -> list[list[tuple[str, str]]]:
    """The lines of a part as pieces, with what is to change in them."""
    by_line = {change.line: change for change in changes}
    found = [[(INSERTED, text)] for text in by_line[None].added] if None in by_line else []
    for number, line in enumerate(lines):
        change = by_line.get(number, Change(number))
        if line.text:
            found.append(list(change.pieces) or [(SAME, line.text)])
        found += [[(INSERTED, text)] for text in change.added]
    return found


def _check_fixed(line, pieces):
    at = 0
    for kind, text in pieces:
        if kind == DELETED and not line.fixed.isdisjoint(range(at, at + len(text))):
            raise Fixed(text)
        at += len(text) if kind != INSERTED else 0


def _textblocks(node) -> Iterator[dict]:
    if is_textblock(node["type"]):
        yield node
        return
    for child in node.get("content", []):
        yield from _textblocks(child)


def _line(block, known):
    line, letters = Line(), []
    for child in block.get("content", []):
        marks = {mark["type"] for mark in child.get("marks", [])}
        if child["type"] != "text":
            for letter in _words_of(child, known):
                line.fixed.add(len(letters))
                letters.append(letter)
                line.places.append(line.end)
            line.end += 1
            continue
        for letter in child["text"]:
            if "insertion" not in marks and letter != BREAK:
                if "deletion" in marks:
                    line.gone.add(len(letters))
                if "modification" in marks:  # a suggested format: no other suggestion may cover it
                    line.fixed.add(len(letters))
                letters.append(letter)
                line.places.append(line.end)
            line.end += 1
    return _trimmed(line, "".join(letters))


def _trimmed(line, text):
    first, line.text = len(text) - len(text.lstrip()), text.strip()
    line.places = line.places[first : first + len(line.text)]
    line.fixed = {place - first for place in line.fixed}
    line.gone = {place - first for place in line.gone}
    return line


def _words_of(node, known):
    match node["type"]:
        case "mention":
            return f"@{node['attrs'].get('label') or ''}"
        case "reference":
            return reference_label(node, known)
        case "footnote":
            return ""
        case _:
            return " "


def _runs(block):
    """Texts with the same marks as one, comments and names of those who suggest left out."""
    pieces = []
    for child in block.get("content", []):
        marks = [_nameless(mark) for mark in child.get("marks", []) if mark["type"] not in PASSING]
        pieces.append((child["type"], json.dumps(marks or child.get("attrs"), sort_keys=True), child.get("text", "")))
    for (kind, marks), same in groupby(pieces, key=lambda piece: piece[:2]):
        yield kind, marks, "".join(piece[2] for piece in same)


def _nameless(mark):
    return [mark["type"], {key: value for key, value in (mark.get("attrs") or {}).items() if key != "name"}]
