"""An .odt as pandoc's tree, read here: pandoc knows neither underlining nor text boxes, fields and sizes of an .odt."""

from portal.paper import ADDED_CONTENTS

from .docx import CONTENTS
from .odt_lines import DRAW, NO_ATTRIBUTES, OdtLines, Words
from .odt_lists import Lists
from .odt_styles import OFFICE, TEXT, number, read_styles
from .odt_tables import table
from .xml import parsed

LEFT_OUT = {
    f"{TEXT}tracked-changes",
    f"{TEXT}sequence-decls",
    f"{TEXT}variable-decls",
    f"{TEXT}user-field-decls",
    f"{TEXT}soft-page-break",
    f"{OFFICE}forms",
    f"{OFFICE}annotation",
}
TITLES = {"Title", "Subtitle"}
QUOTES = {"Quotations", "Quote", "Block_20_Quotation", "Block_20_Text"}
RULE = "Horizontal_20_Line"
FRONT = {"Author", "Date"}  # of our own exports, under the title
BODY, CONTENTS_TABLE = f"{OFFICE}body/{OFFICE}text", f"{TEXT}table-of-content"
BOOKMARK = f"{TEXT}bookmark"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}table"


def tree_of(archive) -> dict:
    """The text of an opened .odt. Raises RefusedDocument."""
    content = parsed(archive.read("content.xml"))
    styles = [parsed(archive.read("styles.xml"))] if "styles.xml" in archive.namelist() else []
    body = content.find(BODY)
    reader = Reader(read_styles(*styles, content))
    return {"meta": {}, "blocks": reader.blocks(body) if body is not None else []}


class Reader(OdtLines):
    """Turns blocks; what stands in a line is `OdtLines`'."""

    def __init__(self, styles):
        super().__init__(styles)
        self.lists = Lists(self)
        self.is_front = True

    def blocks(self, parent):
        """What stands in an element, as pandoc's blocks; quotations one after the other are one."""
        made = []
        for element in parent:
            if not isinstance(element.tag, str) or element.tag in LEFT_OUT:
                continue
            blocks = self.block(element)
            is_quoted = element.tag == f"{TEXT}p" and self._is(QUOTES, element)
            if is_quoted and made and made[-1].get("is_quoted"):
                made[-1]["c"] += blocks
            elif is_quoted and blocks:
                made.append({"t": "BlockQuote", "c": blocks, "is_quoted": True})
            else:
                made += blocks
        return made

    def block(self, element):
        """The blocks of an element; of sections, indexes and what else there is those in it."""
        kind = element.tag
        if kind == f"{TEXT}p":
            return self.paragraph(element)
        self.is_front = False
        if kind == f"{TEXT}h":
            return self.heading(element)
        if kind == f"{TEXT}list":
            return self.lists.read(element)
        if kind == TABLE:
            around, self.lists.open = self.lists.open, []
            made = table(element, self)
            self.lists.open = around
            return made
        if kind == CONTENTS_TABLE:
            return self.contents(element)
        if kind.startswith(DRAW):
            words = Words()
            self.draw(element, words)
            return _drawn({"t": "Para", "c": words.inlines}, words)
        return self.blocks(element)

    def paragraph(self, element):
        """A paragraph, with what was in its text boxes after it."""
        if self._is({RULE}, element):
            return [{"t": "HorizontalRule"}]
        if (self.is_front and self._is(FRONT, element)) or self._is_title_of_contents(element):
            return []
        self.is_front = self.is_front and self._is(TITLES, element)
        words = self.line(element, self.styles.own_letters(element.get(f"{TEXT}style-name")))
        return _drawn({"t": "Para", "c": words.inlines}, words)

    def heading(self, element):
        """A heading: what its style says of its letters is its look."""
        level = number(element.get(f"{TEXT}outline-level"), 1)
        words = self.line(element, {})
        return _drawn({"t": "Header", "c": [level, NO_ATTRIBUTES, words.inlines]}, words)

    def contents(self, element):
        """A sign in place of a table of contents, unless the export put it there and the text itself has none."""
        before = element.getprevious()
        titles = [before] if before is not None and self._is_title_of_contents(before) else []
        names = {mark.get(f"{TEXT}name") for title in titles for mark in title.iter(BOOKMARK)}
        is_ours = ADDED_CONTENTS in names | {element.get(f"{TEXT}name")}
        return [] if is_ours else [{"t": "Para", "c": [{"t": "Str", "c": CONTENTS}]}]

    def _is_title_of_contents(self, element):
        following = element.getnext()
        return (
            element.tag == f"{TEXT}p"
            and following is not None
            and following.tag == CONTENTS_TABLE
            and self._is({"Contents_20_Heading"}, element)
        )

    def _is(self, names, element):
        return not names.isdisjoint(self.styles.names(element.get(f"{TEXT}style-name")))


def _drawn(block, words):
    return [*([block] if words.inlines else []), *words.boxes]
