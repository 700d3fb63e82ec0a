"""Editing traces: what somebody did in a text, key by key, and the text that must come of it.

A file is in the form of the public collection `josephg/editing-traces` (`sequential_traces/*.json.gz`): `startContent`,
`txns` of `patches` `[position, deleted, inserted]` counted in characters, `endContent`. `generated` makes one up.
"""

import gzip
import json
import random
from dataclasses import dataclass
from pathlib import Path

WORDS = "le télécentre ouvre à huit heures, naïve œuvre d’été ; 9 m² par poste – 😀 badge, plan et accueil. "


@dataclass(frozen=True)
class Trace:
    """What was typed: (position, how many characters go, which come), and the text at the end."""

    name: str
    patches: list[tuple[int, int, str]]
    end: str

    def steps(self):
        """The same, one character a step: each insertion and each deletion is a key of its own."""
        for position, deleted, inserted in self.patches:
            for _ in range(deleted):
                yield position, 1, ""
            for number, character in enumerate(inserted):
                yield position + number, 0, character


def read_trace(path: Path) -> Trace:
    """A file of the public collection, packed or not."""
    packed = path.read_bytes()
    told = json.loads(gzip.decompress(packed) if path.suffix == ".gz" else packed)
    patches = [tuple(patch) for change in told["txns"] for patch in change["patches"]]
    start = [(0, 0, told["startContent"])] if told["startContent"] else []
    return Trace(path.name.partition(".")[0], start + patches, told["endContent"])


def generated(keys: int, seed: int = 77) -> Trace:
    """A made-up trace of about so many keys: bursts of typing, slips taken back, the cursor elsewhere, blocks cut."""
    chance, text, patches, done = random.Random(seed), "", [], 0
    cursor = 0
    while done < keys:
        what = chance.random()
        if what < 0.2:
            cursor = chance.randint(0, len(text))
        elif what < 0.35 and cursor:
            gone = min(cursor, chance.randint(1, 6))
            cursor -= gone
            patches.append((cursor, gone, ""))
            text = text[:cursor] + text[cursor + gone :]
            done += gone
        elif what < 0.38 and len(text) > cursor:
            gone = min(len(text) - cursor, chance.randint(10, 60))
            patches.append((cursor, gone, ""))
            text = text[:cursor] + text[cursor + gone :]
            done += gone
        else:
            start = chance.randrange(len(WORDS) - 12)
            typed = WORDS[start : start + chance.randint(1, 12)]
            patches.append((cursor, 0, typed))
            text = text[:cursor] + typed + text[cursor:]
            cursor += len(typed)
            done += len(typed)
    return Trace("generated", patches, text)


class Writer:
    """Does what a trace says in one paragraph of a copy."""

    def __init__(self, line):
        self.line = line
        self.text: list[str] = []

    def press(self, position, deleted, inserted):
        """One key. The library counts in bytes of UTF-8, traces in characters."""
        at = len("".join(self.text[:position]).encode())
        if deleted:
            gone = len("".join(self.text[position : position + deleted]).encode())
            del self.line[at : at + gone]
            del self.text[position : position + deleted]
        else:
            self.line.insert(at, inserted, {})
            self.text[position:position] = inserted
