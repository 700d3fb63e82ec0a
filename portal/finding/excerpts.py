"""The part of a text in which the words were found, cut into pieces so that a template can mark those words."""

import re
from dataclasses import dataclass

from portal.text import fold

EXCERPT_LENGTH = 240
BEFORE_FOUND = 70
WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Piece:
    """A stretch of text; `is_found` where it is a word that was looked for."""

    text: str
    is_found: bool = False


def marked(text: str, words) -> list[Piece]:
    """The whole text; the pieces put together are the text again."""
    pieces, done = [], 0
    for found in _found(text, words):
        pieces += [Piece(text[done : found.start()]), Piece(found.group(), is_found=True)]
        done = found.end()
    return [piece for piece in [*pieces, Piece(text[done:])] if piece.text]


def excerpt(text: str, words) -> list[Piece]:
    """About `EXCERPT_LENGTH` characters around the first word found, else from the beginning; whole words only."""
    first = next(_found(text, words), None)
    start = max(first.start() - BEFORE_FOUND, 0) if first else 0
    if start:
        start = text.find(" ", start, first.start()) + 1 or first.start()
    end = start + EXCERPT_LENGTH
    if end < len(text):
        end = max(text.rfind(" ", start, end), first.end() if first else 0) if " " in text[start:end] else end
    shown = text[start:end].strip(" ·")
    return marked(("… " if start else "") + shown + (" …" if end < len(text) else ""), words)


def _found(text, words):
    """The words of the text that begin with one of the folded `words`."""
    return (match for match in WORD.finditer(text) if fold(match.group()).startswith(tuple(words)))
