"""Paragraphs and headings of an .odt, cut and joined as its lists have them."""

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


def nested(paragraphs: list[tuple[list, list]]) -> list:
    """Paragraphs (how they look, see `like`; their pieces) one after the other; a single one stands in no list."""
    for shape, line in paragraphs:
        fill(shape[-1], line)
    if len(paragraphs) == 1:
        return [paragraphs[0][0][-1]]
    made, inner = [], None
    for shape, _line in paragraphs:
        *around, paragraph = shape
        if inner is None or not around:
            for outer, within in pairwise(shape):
                outer.append(within)
            made.append(shape[0])
            inner = around[-2] if around else None
        else:
            around[-1].append(paragraph)
            inner.append(around[-1])
    return made
