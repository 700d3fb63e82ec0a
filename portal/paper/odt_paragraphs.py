"""Paragraphs and headings of an .odt, cut and joined as its lists have them."""

from dataclasses import dataclass, field
from itertools import pairwise, takewhile

from lxml import etree

TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
STYLE = f"{TEXT}style-name"
P, H, LIST, ITEM = f"{TEXT}p", f"{TEXT}h", f"{TEXT}list", f"{TEXT}list-item"


def pieces(block) -> list:
    """Words (str) and elements of a paragraph in their order; it is empty afterwards."""
    found = [block.text]
    for child in list(block):
        found += [child, child.tail]
        child.tail = None
        block.remove(child)
    block.text = None
    return [piece for piece in found if piece is not None and piece != ""]


def fill(block, line: list) -> None:
    """Puts pieces into an empty paragraph."""
    last, run = None, []
    for piece in [*line, None]:
        if isinstance(piece, str):
            run.append(piece)
            continue
        if last is None:
            block.text = "".join(run) or None
        else:
            last.tail = "".join(run) or None
        last, run = piece, []
        if piece is not None:
            block.append(piece)


def following(block):
    """The paragraph that can go on where `block` ends: the next one, or that of the next item; None if there is none.

    As `nextStart` of the editor (frontend/editor/suggesting/breaks.ts) has it.
    """
    left = []
    while (after := block.getnext()) is None:
        block = block.getparent()
        if block.tag not in (LIST, ITEM):
            return None
        left.append(block.tag)
    for tag in reversed(left):
        if after.tag != tag or not len(after):
            return None
        after = after[0]
    return after if after.tag in (P, H) else None


def take_in(block, target) -> None:
    """Removes a paragraph that was joined to `target`; what stood below it in its item stands below that."""
    parent = block.getparent()
    if parent is not target.getparent():
        target.getparent().extend(list(block.itersiblings()))
    parent.remove(block)
    while parent.tag in (LIST, ITEM) and not len(parent):
        parent, empty = parent.getparent(), parent
        parent.remove(empty)


def like(block) -> list:
    """An empty paragraph like `block` after empty lists and items like those around it, outermost first."""
    around = takewhile(lambda one: one.tag in (LIST, ITEM), block.iterancestors())
    return [_empty(one) for one in [*around][::-1]] + [_empty(block)]


def _empty(element):
    made = etree.Element(element.tag, element.attrib)
    made.attrib.pop(XML_ID, None)
    return made


def link_lists(body, changes) -> None:
    """Makes the lists of `body` and of what was taken out of them one: what comes back is counted with the others.

    pandoc gives each list a style of its own.
    """
    known = {one.get(STYLE): "" for one in changes.iter(LIST)}
    for one in body.iter(LIST):
        style = one.get(STYLE)
        if known.get(style):
            one.set(f"{TEXT}continue-list", known[style])
        elif style in known:
            known[style] = f"list-{style}"
            one.set(XML_ID, known[style])


@dataclass
class Deleted:
    """A paragraph that is deleted in part or whole: how it looks (`like`), whether it stands in the item of the one
    before, and its pieces."""

    shape: list
    is_beside: bool = False
    line: list = field(default_factory=list)


def nested(paragraphs: list[Deleted]) -> list:
    """Paragraphs one after the other, in their lists; a single one stands in none."""
    made, around = [], []
    for one in paragraphs:
        *outer, paragraph = one.shape if len(paragraphs) > 1 else one.shape[-1:]
        fill(paragraph, one.line)
        if not outer:
            made.append(paragraph)
        elif not around:
            made.append(outer[0])
            for whole, part in pairwise(one.shape):
                whole.append(part)
            around = outer
        elif one.is_beside:
            around[-1].append(paragraph)
        else:
            around[-2].append(outer[-1])
            outer[-1].append(paragraph)
            around[-1] = outer[-1]
    return made
