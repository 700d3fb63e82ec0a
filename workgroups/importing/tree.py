"""From pandoc's tree to the editor's (ProseMirror JSON): the way back of `portal.paper.pandoc_tree`."""

from portal.text import fold

from .apart import too_deep
from .docx import CONTENTS
from .inlines import Line, anchors_in, plain
from .references import References
from .requirements import requirement_of
from .tables import table

BOXES = {"☐": False, "☒": True, "☑": True}
FRONT = ("title", "subtitle", "abstract")
DEEPEST = 20  # blocks in blocks: a list in a table in a list needs eight
DEEPEST_HEADING = 3  # as the editor knows
PAGE_INCHES = 6.5  # the width of the text on a page, about
UNITS = {"in": 1, "cm": 1 / 2.54, "mm": 1 / 25.4, "pt": 1 / 72, "px": 1 / 96}
WIDTHS = (10, 95)  # in per cent; what is wider takes the whole line


class Tree:
    """Turns blocks; requirements of our own exports come back where `with_requirements`."""

    def __init__(self, *, with_requirements):
        self.with_requirements = with_requirements
        self.references = References()
        self.depth = 0

    def document(self, read, title=""):
        """The "doc" node of pandoc's document. A title that says the same as `title`, which stands above, is left out.

        Word keeps title, subtitle and summary apart: they become the first paragraphs. Its author and date do not.
        """
        meta = [read["meta"][name] for name in FRONT if name in read["meta"]]
        front = [_words(text) for text in map(plain, meta) if text]
        made = [*front, *self.blocks(read["blocks"])]
        if made and made[0]["type"] in ("paragraph", "heading") and fold(_text(made[0])) == fold(title):
            made = made[1:]
        return self.references.settle({"type": "doc", "content": made})

    def blocks(self, blocks):
        """Blocks side by side. Raises RefusedDocument where they stand in one another too deeply."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise too_deep()
        made = [node for block in blocks for node in self.block(block["t"], block.get("c"))]
        self.depth -= 1
        return made

    def block(self, kind, content):
        """One of pandoc's blocks as the editor's; those without an equal give what is in them."""
        match kind:
            case "Para" | "Plain":
                return self.paragraph(content)
            case "LineBlock":
                return [node for line in content for node in self.paragraph(line)]
            case "CodeBlock":
                return [_words(line) for line in content[1].splitlines() if line.strip()]
            case "Header":
                return self.heading(*content)
            case "BlockQuote":
                quoted = self.blocks(content)
                return [{"type": "blockquote", "content": quoted}] if quoted else []
            case "BulletList":
                return self.bullets(content)
            case "OrderedList":
                attrs = {"start": max(content[0][0], 0)}
                return [{"type": "orderedList", "attrs": attrs, "content": self.items(content[1])}]
            case "DefinitionList":
                return [node for term, meanings in content for node in self.definition(term, meanings)]
            case "HorizontalRule":
                return [{"type": "horizontalRule"}]
            case "Table":
                return self.table(content)
            case "Figure":
                return [*self.blocks(content[2]), *self.blocks(content[1][1])]
            case "Div":
                return self.blocks(content[1])
            case _:
                return []

    def paragraph(self, inlines):
        """A paragraph; its images, which are blocks here, come before it or after it."""
        if len(inlines) == 1 and inlines[0].get("c") == CONTENTS:
            return [{"type": "tableOfContents"}] if self.depth == 1 else []  # it stands only at the top
        return self.with_images(Line(self.image, self.references).add(inlines), {"type": "paragraph"})

    def with_images(self, line, node):
        """The node with the words of a line, if any, among its images."""
        words = [] if _is_blank(line.nodes) else [node | {"content": line.nodes}]
        return [*line.images_before, *words, *line.images]

    def heading(self, level, attributes, inlines):
        """A heading; one without words is none."""
        attrs = {"level": min(max(level, 1), DEEPEST_HEADING)}
        made = self.with_images(Line(self.image, self.references).add(inlines), {"type": "heading", "attrs": attrs})
        for node in made:
            if node["type"] == "heading":
                self.references.lead_to([attributes[0], *anchors_in(inlines)], node)
        return made

    def bullets(self, items):
        """A list; one whose every item begins with a box is a list of things to do."""
        boxes = [_box(item) for item in items]
        if not items or None in boxes:
            return [{"type": "bulletList", "content": self.items(items)}] if items else []
        made = self.items([_without_box(item) for item in items], "taskItem")
        for item, box in zip(made, boxes, strict=True):
            item["attrs"] = {"checked": box}
        return [{"type": "taskList", "content": made}]

    def items(self, items, kind="listItem"):
        """The items of a list: each begins with a paragraph."""
        made = []
        for item in items:
            inner = self.blocks(item)
            if not inner or inner[0]["type"] != "paragraph":
                inner.insert(0, {"type": "paragraph"})
            made.append({"type": kind, "content": inner})
        return made

    def definition(self, term, meanings):
        """A term in bold, then what it means."""
        return [
            *self.paragraph([{"t": "Strong", "c": term}]),
            *(node for each in meanings for node in self.blocks(each)),
        ]

    def table(self, content):
        """A table under its caption, or the requirement that our own export wrote as one."""
        if self.with_requirements and (found := requirement_of(content, self.blocks)):
            self.references.lead_to(anchors_in(content), found)
            return [found]
        made = table(content, self.blocks)
        return [*self.blocks(content[1][1]), *([made] if made else [])]

    def image(self, content):
        """An image; what it shows is the name in the archive until the picture has its address."""
        (_name, _classes, sizes), described, (address, title) = content
        attrs = {"src": address, "alt": (plain(described) or title)[:500]}
        if width := _width(dict(sizes).get("width", "")):
            attrs["width"] = width
        return [{"type": "image", "attrs": attrs}]


def _words(text):
    return {"type": "paragraph", "content": [{"type": "text", "text": text}]}


def _text(node):
    return "".join(child.get("text", "") for child in node.get("content", ()))


def _is_blank(nodes):
    return not any(node["type"] == "footnote" or node.get("text", "").strip() for node in nodes)


def _box(item):
    first = item[0].get("c") if item and item[0]["t"] in ("Para", "Plain") else None
    return BOXES.get(first[0].get("c")) if first and first[0]["t"] == "Str" else None


def _without_box(item):
    inlines = item[0]["c"][1:]
    return [{"t": "Para", "c": inlines[1:] if inlines and inlines[0]["t"] == "Space" else inlines}, *item[1:]]


def _width(written):
    """Per cent of the line ("80%", "3.2in"), or None where it is the whole line or not said."""
    number = written.rstrip("%abcdefghijklmnopqrstuvwxyz")
    try:
        size = float(number)
    except ValueError:
        return None
    unit = written[len(number) :]
    share = size if unit == "%" else size * UNITS.get(unit, 0) / PAGE_INCHES * 100
    return max(WIDTHS[0], 5 * round(share / 5)) if 0 < share < WIDTHS[1] else None
