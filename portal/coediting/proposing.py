"""Other wordings of requirements, written into a text as suggestions: a change like any other, in somebody's name."""

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import transaction
from django.utils.translation import gettext as _
from pycrdt import Doc, XmlElement, XmlText

from portal.refusals import Refusal

from . import store
from .attributes import FORMATS
from .breaks import BREAK, JOIN
from .codes import change_by, code_of, keep_own, requirements
from .content import as_json, plain
from .counting import targets
from .limits import MAX_STATE
from .mentions import with_names
from .models import Document
from .rewording import DELETED, INSERTED, Change, Line, changes_between, is_textblock, lines_of, stamp

LEVEL = "level"


class Overtaken(Refusal):
    """What is proposed builds on a text that is no longer the one here; nothing was written."""


@dataclass(frozen=True)
class Proposal:
    """Another wording of one part of the requirement that has `code`; `stamp` is that of the part it was made from."""

    code: str
    part: str
    stamp: str
    text: str


@dataclass(frozen=True)
class Level:
    """Another level for a requirement, which is written at once: a level bears no suggestion."""

    code: str
    before: str
    after: str


@transaction.atomic
def propose(document: Document, proposals: list[Proposal], levels: list[Level], *, by) -> None:
    """Writes `proposals` as insertions and deletions suggested by `by`, and the levels; open pages see them at once.

    All or nothing: raises Overtaken where a part, a level or a requirement is not what it was any more, where the text
    is closed or has no room left, and Fixed where a wording changes what is no word. The caller has asked for the
    right, and locked its own row first.
    """
    moment = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    who = {"author": str(by.pk), "name": str(by), "date": moment}
    seen, change = _change(document, proposals, levels, who)
    # Hundreds of wordings take a second: others are not kept from writing meanwhile.
    document = Document.objects.select_for_update().get(pk=document.pk)
    if document.is_closed:
        raise Overtaken(_("The text is closed: nothing was written."))
    if (document.epoch, document.last_seq) != seen:
        change = _change(document, proposals, levels, who)[1]
    if change is None:
        return
    if document.state_bytes + len(change) > MAX_STATE:
        raise Overtaken(_("The document is full: nothing was written."))
    keep_own(document, change, author=by)


def _change(document, proposals, levels, who):
    """What is to be written, and the number of the change it was made from."""
    stored = store.read(document.pk)
    doc = stored.doc()
    with doc.transaction():
        found = _found(doc)
    return (stored.epoch, stored.seq), change_by(doc, lambda: _write(found, proposals, levels, who))


@dataclass
class _Found:
    element: XmlElement
    parts: dict[str, dict]  # the editor's JSON, by the kind of part
    known: dict


def _found(doc: Doc) -> dict[str, _Found]:
    """The requirements of a text by code, those that have one of their own."""
    content = with_names(as_json(doc))  # as the table was made that comes back
    known = targets(content)
    nodes = [node for node in content["content"] if node["type"] == "requirement"]
    found = {}
    for element, node in zip(requirements(doc), nodes, strict=True):
        if code := code_of(element):
            found.setdefault(code, _Found(element, {part["type"]: part for part in node.get("content", [])}, known))
    return found


def _write(found, proposals, levels, who):
    for level in levels:
        one = found.get(level.code)
        if one is None or (one.element.attributes.get(LEVEL) or "mandatory") != level.before:
            raise _overtaken(level.code)
        one.element.attributes[LEVEL] = level.after
    for proposal in proposals:
        one = found.get(proposal.code)
        part = one and one.parts.get(proposal.part)
        if part is None or stamp(part) != proposal.stamp:
            raise _overtaken(proposal.code)
        lines = lines_of(part, one.known)
        changes = changes_between(lines, proposal.text)
        element = next(child for child in one.element.children if getattr(child, "tag", None) == proposal.part)
        _Part(element, lines, who).write(changes)


def _overtaken(code):
    return Overtaken(_("%(code)s was changed by somebody in the meantime: nothing was written.") % {"code": code})


class _Part:
    """One part of a requirement in the shared text, whose paragraphs are `lines`."""

    def __init__(self, element: XmlElement, lines: list[Line], who: dict):
        self.element, self.lines, self.who = element, lines, who
        self.blocks = list(_textblocks(element))

    def write(self, changes: list[Change]) -> None:
        """From the last to the first, so that places stay what they were."""
        for change in reversed(changes):
            self.add(change)
            if change.pieces:
                mark = self.mark()
                self.go(change, mark)
                self.reword(self.blocks[change.line], self.lines[change.line], change.pieces, mark)

    def add(self, change):
        """New paragraphs after a line, suggested in it: in a list each will be an item of its own."""
        below = [BREAK + text for text in change.added]
        if change.line is not None:
            block, place, texts = self.blocks[change.line], self.lines[change.line].end, below
        elif not self.blocks or not list(self.blocks[0].children):
            block = self.blocks[0] if self.blocks else _put(self.element, 0, "paragraph")
            place, texts = 0, [*change.added[:1], *below[1:]]
        else:
            block, place, texts = self.blocks[0], 0, [text + BREAK for text in change.added]
        for text in reversed(texts):
            _insert(*_spot(block, place), text, {}, self.mark())

    def go(self, change, mark):
        """A line that goes as a whole takes its paragraph along, where another one follows."""
        is_whole = {kind for kind, _text in change.pieces} == {DELETED} and not change.added
        if is_whole and change.line < len(self.lines) - 1:
            _insert(*_spot(self.blocks[change.line], self.lines[change.line].end), JOIN, {}, mark)

    def reword(self, block, line, pieces, mark):
        """The pieces of a line as marks on its letters; new words come after the letters they follow."""
        at, edits = 0, []
        for kind, text in pieces:
            if kind == INSERTED:
                edits.append((at, at, text, mark))
                continue
            if kind == DELETED:
                edits.append((at, at + len(text), "", mark))
            else:
                mark = self.mark()
            at += len(text)
        for start, end, text, mark in reversed(edits):
            if text:
                run, index = _spot(block, line.places[start - 1] + 1 if start else line.places[0])
                _insert(run, index, text, _formats_before(run, index), mark)
            else:
                for place, length in _stretches(line, start, end):
                    _mark_letters(block, place, length, mark)

    def mark(self):
        """A suggestion of its own: what is deleted and what stands for it share one."""
        return {"id": secrets.token_hex(6)} | self.who


def _textblocks(element):
    if is_textblock(element.tag):
        yield element
        return
    for child in element.children:
        if isinstance(child, XmlElement):
            yield from _textblocks(child)


def _put(parent, index, tag):
    element = XmlElement(tag)
    parent.children.insert(index, element)
    return element


def _spot(block, place):
    """The text and the index (in bytes, as pycrdt counts) at `place` of a paragraph; made where there is none."""
    at, index = 0, 0
    for index, child in enumerate([*block.children, None]):  # noqa: B007 - where a text is put
        if isinstance(child, XmlText):
            written = _letters(child)
            if place <= at + len(written):
                return child, len(written[: place - at].encode())
            at += len(written)
        elif at == place or child is None:
            break
        else:
            at += 1
    run = XmlText()
    block.children.insert(index, run)
    return run, 0


def _mark_letters(block, place, length, mark):
    """Suggests that letters go, in whichever of the paragraph's texts they stand."""
    at = 0
    for child in block.children:
        if not isinstance(child, XmlText):
            at += 1
            continue
        written = _letters(child)
        start, end = max(place - at, 0), min(place + length - at, len(written))
        if start < end:
            child.format(len(written[:start].encode()), len(written[:end].encode()), {"deletion": mark})
        at += len(written)


def _stretches(line, start, end):
    """The letters from `start` to `end` that do not go already, as (place, length) of those that stand together."""
    stretches = []
    for letter in range(start, end):
        if letter in line.gone:
            continue
        place = line.places[letter]
        if stretches and sum(stretches[-1]) == place:
            stretches[-1][1] += 1
        else:
            stretches.append([place, 1])
    return stretches


def _letters(run):
    return "".join(piece for piece, _ in run.diff() if isinstance(piece, str))


def _formats_before(run, index):
    """The formats of the letter before `index`, or after it at the beginning."""
    at = 0
    for piece, marks in run.diff():
        at += len(piece.encode())
        if at >= max(index, 1):
            return {name: plain(attrs) for name, attrs in (marks or {}).items() if name in FORMATS}
    return {}


def _insert(run, index, text, formats, mark):
    run.insert(index, text, {})
    end = index + len(text.encode())
    for name, attrs in (formats | {"insertion": mark}).items():
        run.format(index, end, {name: attrs})
