"""What stands in a line of an .odt: letters, links, notes, fields, and what is drawn."""

import re

from .odt_styles import OFFICE, TEXT, Styles, inches, number

DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
XLINK = "{http://www.w3.org/1999/xlink}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
NO_ATTRIBUTES = ["", [], []]
BLANKS = re.compile(r"[ \t\r\n]+")  # a non-breaking space is none
UNSEEN = {
    f"{OFFICE}annotation",
    f"{TEXT}note-citation",
    f"{TEXT}ruby-text",
    f"{TEXT}hidden-text",
    f"{TEXT}script",
    f"{TEXT}tracked-changes",
}
MOST_SPACES = 50
# The innermost first: raised letters become letters of their own, whatever is around them.
LETTERS = ("Superscript", "Subscript", "Strikeout", "Underline", "Emph", "Strong")
SHOWN = (".png", ".jpg", ".jpeg")


class Words:
    """A line in the making: pandoc's inlines, and the blocks of the text boxes that were anchored in it."""

    def __init__(self):
        self.inlines: list[dict] = []
        self.boxes: list[dict] = []
        self.ends_blank = True  # at the beginning of a line spaces are only those of the file

    def add(self, text, letters):
        """Words as they stand in the file, whose spaces and line ends are one space."""
        text = BLANKS.sub(" ", text or "")
        if self.ends_blank:
            text = text.removeprefix(" ")
        if text:
            self.put(text, letters)
            self.ends_blank = text.endswith(" ")

    def put(self, text, letters):
        """Words exactly."""
        run = []
        for number_, part in enumerate(text.split(" ")):
            run += [{"t": "Space"}] if number_ else []
            run += [{"t": "Str", "c": part}] if part else []
        for name in LETTERS:
            if letters.get(name):
                run = [{"t": name, "c": run}]
        self.inlines += run


class OdtLines:
    """Reads what stands in a line; `blocks` turns what is in boxes and notes."""

    def __init__(self, styles: Styles):
        self.styles = styles

    def blocks(self, parent):
        """The blocks of an element."""
        raise NotImplementedError

    def line(self, element, letters) -> Words:
        """What stands in a paragraph or heading whose own letters are `letters`."""
        words = Words()
        self.walk(element, letters, words)
        return words

    def walk(self, element, letters, words):
        """Adds what stands in an element, in its order."""
        words.add(element.text, letters)
        for child in element:
            if isinstance(child.tag, str) and child.tag not in UNSEEN:
                self.piece(child, letters, words)
            words.add(child.tail, letters)

    def piece(self, child, letters, words):
        """Adds one element of a line; of fields, bookmarks and what else there is the words."""
        kind = child.tag.removeprefix(TEXT)
        if kind == "span":
            self.walk(child, letters | self.styles.letters(child.get(f"{TEXT}style-name")), words)
        elif kind == "a":
            self.link(child, letters, words)
        elif kind == "note":
            body = child.find(f"{TEXT}note-body")
            words.inlines += [{"t": "Note", "c": self.blocks(body)}] if body is not None else []
            words.ends_blank = False
        elif kind == "s":
            words.put(" " * min(number(child.get(f"{TEXT}c"), 1), MOST_SPACES), letters)
            words.ends_blank = False
        elif kind == "tab":
            words.put(" ", letters)
            words.ends_blank = True
        elif kind in ("bookmark", "bookmark-start"):
            words.inlines.append({"t": "Span", "c": [[child.get(f"{TEXT}name", ""), [], []], []]})
        elif kind == "line-break":
            words.inlines.append({"t": "LineBreak"})
            words.ends_blank = True
        elif child.tag.startswith(DRAW):
            self.draw(child, words)
        else:
            self.walk(child, letters, words)

    def link(self, child, letters, words):
        """A link: programs underline it by a style, which is not underlining."""
        inner = Words()
        inner.ends_blank = words.ends_blank
        self.walk(child, letters, inner)
        address = child.get(f"{XLINK}href", "")
        shown = [_without_underline(inline) for inline in inner.inlines]
        words.inlines.append({"t": "Link", "c": [NO_ATTRIBUTES, shown, [address, ""]]})
        words.boxes += inner.boxes
        words.ends_blank = inner.ends_blank

    def draw(self, element, words):
        """A picture in its place, what is in a text box or a shape after the line, of a group all of it."""
        if element.tag == f"{DRAW}frame":
            pictures = [picture.get(f"{XLINK}href", "") for picture in element.iterfind(f"{DRAW}image")]
            if pictures:
                address = next((each for each in pictures if each.lower().endswith(SHOWN)), pictures[0])
                words.inlines.append(self.image(element, address.removeprefix("./")))
                words.ends_blank = False
            for box in element.iterfind(f"{DRAW}text-box"):
                words.boxes += self.blocks(box)
        elif element.tag in (f"{DRAW}g", f"{DRAW}a"):
            for child in element:
                if isinstance(child.tag, str) and child.tag.startswith(DRAW):
                    self.draw(child, words)
        else:
            words.boxes += self.blocks(element)

    def image(self, frame, address):
        """An image with what describes it and its share of the line."""
        said = frame.find(f"{SVG}desc")
        said = said if said is not None and said.text else frame.find(f"{SVG}title")
        alt = [{"t": "Str", "c": said.text}] if said is not None and said.text else []
        width = frame.get(f"{STYLE}rel-width", "")
        if not width.endswith("%"):
            width = f"{100 * inches(frame.get(f'{SVG}width')) / self.styles.text_inches:.1f}%"
        return {"t": "Image", "c": [["", [], [["width", width]]], alt, [address, ""]]}


def _without_underline(inline):
    if inline["t"] == "Underline":
        return {"t": "Span", "c": [NO_ATTRIBUTES, [_without_underline(each) for each in inline["c"]]]}
    if inline["t"] in LETTERS:
        return inline | {"c": [_without_underline(each) for each in inline["c"]]}
    return inline
