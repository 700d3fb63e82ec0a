"""One text in memory, kept valid: an update is looked into, applied, then checked against the schema."""

from collections.abc import Callable

from pycrdt import Doc, XmlElement, XmlText

from .codes import ATTRIBUTE, NODE, code_of, requirements, write_codes
from .content import fragment, plain
from .mentions import NODE as MENTION
from .mentions import mentions_under, person_of
from .overlapping import mark_name
from .schema import MAX_DEPTH, UnknownContent, check_mark, check_node
from .suggesting import Author, Before, NotASuggestion, check_blocks
from .updates import Extent, examine, read_state

LONG = 10_000  # bytes: a change for which the whole state vector is read sooner than the change

MOST_WAITING = 1000  # changes kept for the copy that commenters' changes are held against


class Broken(RuntimeError):
    """An update was applied and must not have been: this copy is spoilt, make a new one from the table."""


class Overstepped(Broken):
    """A commenter's update did more than suggest: this copy is spoilt as well."""


class LiveText:
    """A Yjs document that never holds a change still waiting for another one."""

    def __init__(self, doc: Doc):
        self.doc = doc
        self.clocks = read_state(doc.get_state())
        self._changes: list[bytes] = []
        self._before: Before | None = None  # made when the first commenter writes
        self._events: list = []
        self._content = fragment(doc)
        self.wants_codes = bool(requirements(doc))  # a server that stopped may have left one without
        self._new_requirements: set[XmlElement] = set()
        self._named: set[str] = set()
        self._on_change = doc.observe(lambda event: self._note_change(event.update))
        self._on_events = self._content.observe_deep(self._events.extend)

    def drop(self):
        """Lets go of the document; without it the two would keep each other alive."""
        self.doc.unobserve(self._on_change)
        self._content.unobserve(self._on_events)

    def fits(self, extent: Extent) -> bool:
        """Whether everything an update builds on is here."""
        return extent.fits(self.clocks)

    def apply(self, update: bytes, extent: Extent) -> bytes | None:
        """Applies one client's update, examined, that fits; returns what it changed, or None where all was known.

        Raises Broken where the text is spoilt by it.
        """
        return self.apply_together([update], [extent])

    def apply_together(self, updates: list[bytes], extents: list[Extent]) -> bytes | None:
        """Like `apply`, for updates that fit one after the other; checked once, after all."""
        change = self.take(updates, extents=extents)
        if not all(extent.is_in(self.clocks) for extent in extents):
            raise Broken("part of it still waits")
        return change

    def apply_suggestion(self, update: bytes, extent: Extent, author: Author) -> tuple[bytes | None, set[str]]:
        """Applies a commenter's update as `apply` does; also returns the threads whose anchors it changed.

        Raises Overstepped where it changes anything but suggestions of `author` and anchors of comments.
        """
        before = self._before = self._before or Before(self.doc)
        before.catch_up()
        change = self.apply(update, extent)
        if change is None:
            return None, set()
        with self.doc.transaction():
            paths = [event.path for event in self._events]
        if not all(paths):
            raise Overstepped("blocks were added, moved or removed")
        try:
            return change, check_blocks(before, self.doc, {path[0] for path in paths}, author)
        except NotASuggestion as error:
            raise Overstepped(str(error)) from error

    def take(self, updates: list[bytes], *, extents: list[Extent] = (), check: bool = True) -> bytes | None:
        """Applies updates that are known to fit (from the table, unchecked); returns what they changed together.

        `extents` are theirs, where they were examined.
        """
        self._changes.clear()
        self._events.clear()
        try:
            with self.doc.transaction():
                for update in updates:
                    self.doc.apply_update(update)
        except (ValueError, RuntimeError) as error:
            raise Broken(str(error)) from error
        change = self._changed(updates, extents)
        if check:
            self._check()
        return change

    def take_named(self) -> set[str]:
        """Whom the changes since the last call mention."""
        named, self._named = self._named, set()
        return named

    def borne_codes(self) -> tuple[list[XmlElement], list[str | None]]:
        """The requirements, those that clients brought since the last codes after the others, and what they bear."""
        with self.doc.transaction():
            found = requirements(self.doc, frozenset(self._new_requirements))
            return found, [code_of(element) for element in found]

    def write_codes(self, elements: list[XmlElement], given: list[str | None]) -> bytes | None:
        """Writes the codes that were given; returns the change, or None where all was as it is to be."""
        change = self.change(lambda: write_codes(elements, given))
        self._new_requirements.clear()
        self.wants_codes = False
        return change

    def change(self, edit: Callable) -> bytes | None:
        """Makes a change of the server's own; returns it, or None where all was as it is to be."""
        self._changes.clear()
        with self.doc.transaction():
            edit()
        self._events.clear()
        return self._changed()

    def _changed(self, updates=(), extents=()):
        """What the last transaction changed. The clocks follow it: a text of years has known thousands of clients."""
        change = self._changes[-1] if self._changes else None
        if change is not None:
            if extents and updates == [change]:  # one key
                self.clocks.update(extents[0].ends)
            elif len(change) > LONG:
                self.clocks = read_state(self.doc.get_state())
            else:
                self.clocks.update(examine(change).ends)
        return change

    def _note_change(self, update):
        self._changes.append(update)
        if self._before is not None and len(self._before.waiting) < MOST_WAITING:
            self._before.waiting.append(update)
        else:  # no commenter wrote for long: made anew for the next one
            self._before = None

    def _check(self):
        try:
            with self.doc.transaction():
                for event in self._events:
                    _check_event(event)
                    self._note_requirements(event)
                    self._note_mentions(event)
        except UnknownContent as error:
            raise Broken(str(error)) from error

    def _note_requirements(self, event):
        if isinstance(event.target, XmlText):
            return
        if isinstance(event.target, XmlElement):
            self.wants_codes |= event.target.tag == NODE and ATTRIBUTE in event.keys
            return
        brought = [child for piece in event.delta for child in piece.get("insert", ())]
        found = {child for child in brought if isinstance(child, XmlElement) and child.tag == NODE}
        self._new_requirements |= found
        self.wants_codes |= bool(found)

    def _note_mentions(self, event):
        if isinstance(event.target, XmlText):
            return
        if isinstance(event.target, XmlElement) and event.target.tag == MENTION:
            self._named.add(person_of(event.target))
        brought = [child for piece in event.delta for child in piece.get("insert", ())]
        self._named.update(person_of(each) for child in brought for each in mentions_under(child))


def _check_event(event):
    target, depth = event.target, len(event.path)
    if isinstance(target, XmlText):
        parent = target.parent
        for piece in event.delta:
            _check_piece(piece.get("insert", ""), piece.get("attributes"), _name(parent))
        if event.keys:
            raise UnknownContent("a text has no attributes")
        return
    if event.keys:
        check_node(target.tag, _attributes(target), parent=_name(target.parent))
    for piece in event.delta:
        for child in piece.get("insert", ()):
            _check_child(child, _name(target), depth + 1)


def _check_child(child, parent, depth):
    if depth > MAX_DEPTH:
        raise UnknownContent("nested too deep")
    if isinstance(child, XmlText):
        check_node("text", dict(child.attributes), parent=parent)
        for piece, marks in child.diff():
            _check_piece(piece, marks, parent)
    elif isinstance(child, XmlElement):
        check_node(child.tag, _attributes(child), parent=parent)
        for grandchild in child.children:
            _check_child(grandchild, child.tag, depth + 1)
    else:
        raise UnknownContent("neither text nor element")


def _check_piece(piece, marks, parent):
    if not isinstance(piece, str):
        raise UnknownContent("a thing in a text")
    for name, attrs in (marks or {}).items():
        if attrs is not None:
            check_mark(mark_name(name), plain(attrs), parent=parent)


def _attributes(element):
    return {name: plain(value) for name, value in element.attributes}


def _name(element):
    return element.tag if isinstance(element, XmlElement) else "doc"
