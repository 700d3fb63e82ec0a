"""What differs between two moments of a text: its lines word by word, and its requirements by code."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby

from portal import coediting

SAME, INSERTED, DELETED = "same", "inserted", "deleted"
ALIKE = 1 / 3  # of the letters: two lines with less in common are another line, not the same one reworded
AROUND = 2  # lines that stay before and after a change
FEW = 3  # unchanged lines that are not worth folding
PARTS = {
    "requirementStatement": "statement",
    "requirementCheck": "check",
    "requirementRationale": "rationale",
}


@dataclass(frozen=True)
class Requirement:
    """One requirement of a text, its parts as plain text."""

    code: str
    level: str
    statement: str = ""
    check: str = ""
    rationale: str = ""

    @property
    def level_label(self):
        return coediting.level_label(self.level)


@dataclass(frozen=True)
class Changed:
    """A requirement that both texts have, with what is said otherwise."""

    before: Requirement
    after: Requirement

    @property
    def level_changed(self):
        return self.before.level != self.after.level

    @property
    def parts(self):
        """The parts that differ: what each is called, and its pieces."""
        return [
            (coediting.part_label(kind), words(getattr(self.before, name), getattr(self.after, name)))
            for kind, name in PARTS.items()
            if getattr(self.before, name) != getattr(self.after, name)
        ]


def requirements(content: dict) -> list[Requirement]:
    """The requirements of a text that have a code, in its order."""
    found, known = [], coediting.targets(content)
    for node in content.get("content", []):
        attrs = node.get("attrs", {})
        if node["type"] == "requirement" and attrs.get("code"):
            parts = {PARTS[part["type"]]: coediting.text(part, known=known) for part in node.get("content", [])}
            found.append(Requirement(code=attrs["code"], level=attrs.get("level") or "mandatory", **parts))
    return found


def compare_requirements(before: dict, after: dict) -> dict:
    """The requirements `added`, `changed` and `dropped` between two texts, by their codes."""
    old = {one.code: one for one in requirements(before)}
    new = {one.code: one for one in requirements(after)}
    both = [Changed(old[code], one) for code, one in new.items() if code in old and old[code] != one]
    return {
        "added": [one for code, one in new.items() if code not in old],
        "changed": both,
        "dropped": [one for code, one in old.items() if code not in new],
    }


def compare_lines(before: dict, after: dict) -> list[list[tuple[str, str]]]:
    """Every line of both texts in order, as pieces that are the same, inserted or deleted."""
    old, new = coediting.text(before).split("\n"), coediting.text(after).split("\n")
    lines: list[list[tuple[str, str]]] = []
    for kind, start, end, new_start, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        gone, come = old[start:end], new[new_start:new_end]
        if kind == "equal":
            lines += [[(SAME, line)] for line in come]
        elif len(gone) == len(come):
            for pair in zip(gone, come, strict=True):
                pieces = words(*pair)
                lines += [pieces] if any(piece == SAME for piece, _ in pieces) else [[piece] for piece in pieces]
        else:
            lines += [[(DELETED, line)] for line in gone] + [[(INSERTED, line)] for line in come]
    return [[piece for piece in line if piece[1]] for line in lines]


def fold(lines: list) -> list[tuple[bool, list]]:
    """The lines in stretches: those near a change as they are (False), long unchanged ones apart (True)."""
    changed = [place for place, line in enumerate(lines) if any(kind != SAME for kind, _ in line)]
    near = {place + step for place in changed for step in range(-AROUND, AROUND + 1)}
    stretches = [(far, list(group)) for far, group in groupby(range(len(lines)), key=lambda place: place not in near)]
    folded: list[tuple[bool, list]] = []
    for far, places in stretches:
        far = far and len(places) > FEW
        if folded and not far and not folded[-1][0]:
            folded[-1][1].extend(lines[place] for place in places)
        else:
            folded.append((far, [lines[place] for place in places]))
    return folded


def words(before: str, after: str) -> list[tuple[str, str]]:
    """Two lines as one, word by word; one after the other where they have little in common."""
    old, new = re.findall(r"\s+|\S+", before), re.findall(r"\s+|\S+", after)
    pieces, kept = [], 0
    for kind, start, end, new_start, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        here = "".join(new[new_start:new_end])
        if kind == "equal":
            kept += len(here.strip())
            pieces.append((SAME, here))
            continue
        pieces += [(DELETED, "".join(old[start:end])), (INSERTED, here)]
    if 2 * kept < ALIKE * (len(before) + len(after)):
        pieces = [(DELETED, before), (INSERTED, after)]
    return [piece for piece in pieces if piece[1]]
