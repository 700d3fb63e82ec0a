"""What a commenter may change in a text: suggestions in their own name and the anchors of their comments, no more.

A block is read as somebody else would see it who refuses all that this commenter suggests: their insertions are gone,
their deletions are kept, their formats are as before. That reading must be the same before and after a change.
"""

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from pycrdt import Doc, XmlElement, XmlText

from .attributes import FORMATS, SUGGESTIONS
from .content import fragment, plain
from .overlapping import mark_name

AHEAD = timedelta(hours=1)  # how wrong the clock of a browser may be


class NotASuggestion(ValueError):
    """A commenter changed what is not theirs to change."""


@dataclass(frozen=True)
class Author:
    """Who suggests: the key and the name that their marks must carry."""

    key: str
    name: str


class Before:
    """A second copy of a text, one change behind: what a block was before a commenter's change."""

    def __init__(self, doc: Doc):
        self.doc = Doc()
        self.doc.apply_update(doc.get_update())
        self.waiting: list[bytes] = []

    def catch_up(self):
        """Takes in what was changed since."""
        if self.waiting:
            with self.doc.transaction():
                for update in self.waiting:
                    self.doc.apply_update(update)
            self.waiting.clear()

    def block(self, index: int):
        """The block at this place of the text."""
        return fragment(self.doc).children[index]


def check_blocks(before, after: Doc, places: set[int], author: Author) -> set[str]:
    """Checks the blocks at `places` of a text that `author` changed.

    Returns the threads whose anchors changed, which must be the author's. Raises NotASuggestion.
    """
    threads: set[str] = set()
    with before.doc.transaction():
        old = [_Reading(before.block(place), author) for place in sorted(places)]
    with after.transaction():
        new = [_Reading(fragment(after).children[place], author) for place in sorted(places)]
    for was, now in zip(old, new, strict=True):
        if was.shape != now.shape:
            raise NotASuggestion("it changes what is not the author's")
        now.check_marks(was)
        threads |= _moved(was.anchors, now.anchors)
    return threads


@dataclass
class _Reading:
    """A block as `shape` (without what `author` suggests) and the threads anchored in it, letter by letter."""

    block: object
    author: Author
    shape: object = None
    anchors: list[tuple[int, frozenset]] = field(default_factory=list)  # how many letters, in which threads
    marks: dict[str, tuple] = field(default_factory=dict)  # every suggestion's mark: its name and attributes
    foreign: set[str] = field(default_factory=set)  # suggestions of others on what the author inserted
    clashes: set[tuple] = field(default_factory=set)  # the author's mark and somebody else's on the same words

    def __post_init__(self):
        self.shape = self._shape(self.block)

    def _shape(self, node):
        if not isinstance(node, XmlElement):
            return self._runs([node])
        children, texts = [], []
        for child in node.children:
            if isinstance(child, XmlText):
                texts.append(child)
                continue
            if runs := self._runs(texts):
                children.append(runs)
            texts = []
            children.append(self._shape(child))
        if runs := self._runs(texts):
            children.append(runs)
        return (node.tag, _canonical({name: plain(value) for name, value in node.attributes}), children)

    def _runs(self, texts):
        runs: list[list[str]] = []
        for text in texts:
            for piece, attributes in text.diff():
                if (marks := self._without_own(piece, attributes or {})) is None:
                    continue
                if runs and runs[-1][1] == marks:
                    runs[-1][0] += piece
                else:
                    runs.append([piece, marks])
        return runs

    def _without_own(self, piece, attributes):
        """The marks of some letters as others see them; None for letters that the author only suggests."""
        marks = [(mark_name(name), name, plain(attrs)) for name, attrs in attributes.items() if attrs is not None]
        own, others = [], []
        for kind, _, attrs in marks:
            if kind in SUGGESTIONS:
                self.marks[_canonical([kind, attrs])] = (kind, attrs)
                (own if attrs.get("author") == self.author.key else others).append((kind, attrs))
        if any(kind == "insertion" for kind, _ in own):
            self.foreign |= {_canonical([kind, attrs]) for kind, attrs in others}
            return None
        self._note_clashes(own, others)
        self.anchors.append(
            (len(piece), frozenset(attrs.get("thread") for kind, _, attrs in marks if kind == "comment"))
        )
        shown = {name: attrs for kind, name, attrs in marks if kind != "comment" and (kind, attrs) not in own}
        for kind, attrs in own:
            if kind == "modification":
                _take_back(shown, attrs, others)
        return _canonical(shown)

    def _note_clashes(self, own, others):
        """Suggestions that cannot stand on the same words: an editor would drop one of them."""
        names = {kind for kind, _ in own}
        for kind, attrs in others:
            if ("deletion" in names and kind != "deletion") or ("modification" in names and kind != "modification"):
                self.clashes.add((kind, _canonical(attrs)))

    def check_marks(self, was):
        """Raises NotASuggestion where a mark that was not there before is not one that the author may write."""
        for known, (kind, attrs) in self.marks.items():
            if known not in was.marks and attrs.get("author") == self.author.key:
                _check_own(kind, attrs, self.author)
        if self.foreign - was.marks.keys():
            raise NotASuggestion("a suggestion in somebody else's name")
        if self.clashes - was.clashes:
            raise NotASuggestion("it covers somebody else's suggestion")


def _take_back(shown, attrs, others):
    """Puts a format back as it was, unless somebody else suggests one of the same kind there."""
    name = attrs.get("attrName")
    if any(kind == "modification" and other.get("attrName") == name for kind, other in others):
        return
    if attrs.get("previousValue") is None:
        shown.pop(name, None)
    else:
        shown[name] = attrs["previousValue"]


def _check_own(kind, attrs, author):
    if attrs.get("name") != author.name:
        raise NotASuggestion("a suggestion under another name")
    if not attrs.get("id"):
        raise NotASuggestion("a suggestion without its group")
    try:
        made = datetime.fromisoformat(str(attrs.get("date")))
    except ValueError as error:
        raise NotASuggestion("a suggestion without a date") from error
    if made.tzinfo is None or made > datetime.now(UTC) + AHEAD:
        raise NotASuggestion("a suggestion of no possible date")
    if kind == "modification":
        values = attrs.get("previousValue"), attrs.get("newValue")
        if attrs.get("type") != "mark" or attrs.get("attrName") not in FORMATS:
            raise NotASuggestion("it does not suggest a format")
        if not all(value is None or isinstance(value, dict) for value in values):
            raise NotASuggestion("a format of no known form")


def _moved(was, now):
    """The threads that some letter has on one side only; both sides have the same letters."""
    old, new, moved = list(was), list(now), set()
    while old and new:
        (left, before), (right, after) = old[-1], new[-1]
        moved |= before ^ after
        length = min(left, right)
        for side, size, threads in ((old, left, before), (new, right, after)):
            side.pop()
            if size > length:
                side.append((size - length, threads))
    return {thread for thread in moved if thread is not None}


def _canonical(value) -> str:
    """The same text for the same attributes: what is None is as good as missing."""
    return json.dumps(_without_none(value), sort_keys=True, ensure_ascii=False)


def _without_none(value):
    if isinstance(value, dict):
        return {key: _without_none(inner) for key, inner in value.items() if inner is not None}
    if isinstance(value, list):
        return [_without_none(inner) for inner in value]
    return value
