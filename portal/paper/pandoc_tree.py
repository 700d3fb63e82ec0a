"""From the editor's tree (ProseMirror JSON) to pandoc's."""

from django.utils.translation import gettext as _

from portal import coediting

from .contents import contents as table_of_contents
from .pandoc_changes import Changes, Drawn
from .pandoc_comments import CommentRanges
from .pandoc_table import NO_ATTRIBUTES, table
from .suggested import told

API_VERSION = [1, 23, 1]
SUGGESTED = {"insertion", "deletion"}
MARKS = {"bold": "Strong", "italic": "Emph", "underline": "Underline", "strike": "Strikeout"}


def document_tree(
    text,
    *,
    title,
    author="",
    date="",
    language="fr",
    images=None,
    comments=None,
    contents=False,
    changes=None,
):
    """pandoc's JSON document of `text` (a "doc" node); nodes unknown here give their content.

    `images` holds data addresses by the address in the text; of an image that is not in it only the words are shown.
    `comments` is what was said in each thread (`pandoc_comments.CommentRanges`).
    With `contents` a table of contents comes first, unless the text has one. `changes` is how suggestions are tracked
    changes in the kind of file (`pandoc_changes.Changes`), and below the date it is said that they are open. Without it
    the file is one without styles: suggestions are `Drawn`, numbers are written before headings, requirements are
    quoted paragraphs.
    """
    meta = {"title": _meta(title), "lang": _meta(language)}
    if author:
        meta["author"] = {"t": "MetaList", "c": [_meta(author)]}
    if date:
        meta["date"] = _meta(date)
    if changes and (notice := told(text, tracked=True)):  # a part of the date: who brings the file back leaves it
        between = [{"t": "LineBreak"}] if date else []
        meta["date"] = {"t": "MetaInlines", "c": [*words(date), *between, {"t": "Emph", "c": words(notice)}]}
    text = coediting.parted(text) if changes else coediting.spelled_out(text)
    tree = _Tree(text, images or {}, comments or {}, changes)
    blocks = tree.blocks(text)
    if contents and not any(node.get("type") == "tableOfContents" for node in text.get("content") or []):
        blocks = [*tree.contents(is_added=True), *blocks]
    return {"pandoc-api-version": API_VERSION, "meta": meta, "blocks": blocks}


class _Tree:
    """Knows what references point at, the images and the comments."""

    def __init__(self, text, images, comments, changes: Changes | None):
        self.images, self.plain = images, changes is None
        self.changes = changes or Drawn()
        self.comments = CommentRanges(text, comments)
        self.outline = coediting.outline(text)
        self.known = {entry["id"]: entry for entry in reversed(self.outline) if entry["id"]}
        self.numbers = iter([entry["number"] for entry in self.outline if entry["kind"] == "heading"])

    def contents(self, *, is_added=False):
        """The table of contents; `is_added` where the text has none."""
        return table_of_contents(self.outline, _("Contents"), is_added=is_added)

    def blocks(self, node):
        """The children of `node` as pandoc's blocks."""
        return [block for child in node.get("content") or [] for block in self.block(child)]

    def block(self, node):
        """A node as pandoc's blocks."""
        attributes, children = node.get("attrs") or {}, node.get("content") or []
        match node.get("type"):
            case "paragraph":
                return [{"t": "Para", "c": self.inlines(node)}]
            case "heading":
                return [self.heading(node, attributes)]
            case "bulletList":
                return [{"t": "BulletList", "c": [self.blocks(item) for item in children]}]
            case "taskList":
                return [{"t": "BulletList", "c": [self.task(item) for item in children]}]
            case "orderedList":
                numbering = [attributes.get("start") or 1, {"t": "Decimal"}, {"t": "Period"}]
                return [{"t": "OrderedList", "c": [numbering, [self.blocks(item) for item in children]]}]
            case "blockquote":
                return [{"t": "BlockQuote", "c": self.blocks(node)}]
            case "horizontalRule":
                return [{"t": "HorizontalRule"}]
            case "table":
                return table(node, self.blocks)
            case "requirement" if attributes:
                return self.requirement(attributes, children)
            case "image":
                return [{"t": "Para", "c": [self.image(attributes)]}]
            case "tableOfContents":
                return self.contents()
            case _:
                return self.blocks(node)

    def heading(self, node, attributes):
        """A heading; without styles its number is written."""
        number = next(self.numbers)
        before = words(f"{number} ") if self.plain else []
        return {"t": "Header", "c": [attributes.get("level") or 1, self.named(attributes), before + self.inlines(node)]}

    def requirement(self, attributes, parts):
        """A table of two columns under its code and level, so that it stays together and can be read in Excel too."""
        code = attributes.get("code") or _("code given once saved")
        head = [{"t": "Span", "c": [self.named(attributes), [{"t": "Strong", "c": words(code)}]]}]
        head += words(f" – {coediting.level_label(attributes.get('level') or '')}")
        if self.plain:
            quoted = [{"t": "Para", "c": head}]
            for part in parts:
                label = [{"t": "Para", "c": [{"t": "Emph", "c": words(coediting.part_label(part["type"]))}]}]
                quoted += label + self.blocks(part)
            return [{"t": "BlockQuote", "c": quoted}]
        rows = [
            {
                "type": "tableRow",
                "content": [_made([{"t": "Para", "c": head}], kind="tableHeader", attrs={"colspan": 2})],
            }
        ]
        for part in parts:
            label = [{"t": "Para", "c": words(coediting.part_label(part["type"]))}]
            rows.append({"type": "tableRow", "content": [_made(label), _made(self.blocks(part))]})
        drawn = table({"content": rows}, lambda cell: cell["made"])
        shares = drawn[0]["c"][2]
        shares[0][1]["c"], shares[1][1]["c"] = 0.2, 0.8
        return drawn

    def task(self, item):
        """A box before the words; pandoc draws it in Word as one draws it in a list of tasks."""
        box = words("☒ " if (item.get("attrs") or {}).get("checked") else "☐ ")
        inner = self.blocks(item)
        if inner and inner[0]["t"] == "Para":
            return [{"t": "Para", "c": box + inner[0]["c"]}, *inner[1:]]
        return [{"t": "Para", "c": box}, *inner]

    def image(self, attributes):
        """An image with the words that stand for it."""
        described = words(attributes.get("alt") or "")
        address = self.images.get(attributes.get("src"))
        if address is None:
            return {"t": "Emph", "c": described}
        width = attributes.get("width")
        size = ["", [], [["width", f"{int(width)}%"]]] if width else NO_ATTRIBUTES
        return {"t": "Image", "c": [size, described, [address, ""]]}

    def named(self, attributes):
        """pandoc's attributes of what references may lead to."""
        entry = self.known.get(attributes.get("id"))
        return [entry["anchor"], [], []] if entry and entry["anchor"] else NO_ATTRIBUTES

    def inlines(self, node):
        """The text of a paragraph or heading as pandoc's inlines."""
        written = [inline for child in node.get("content") or [] for inline in self.inline(child)]
        return [*self.changes.before(), *written, *self.changes.after(node)]

    def inline(self, node):
        """What stands in a line."""
        attributes = node.get("attrs") or {}
        match node.get("type"):
            case "text":
                return self.comments.around(node, _marked(words(node["text"]), node.get("marks") or [], self.changes))
            case "hardBreak":
                return [{"t": "LineBreak"}]
            case "footnote":
                return [{"t": "Note", "c": [{"t": "Para", "c": words(attributes.get("text") or "")}]}]
            case "mention":
                return words(f"@{attributes.get('label') or ''}")
            case "reference":
                entry = self.known.get(attributes.get("target"))
                if entry is None:
                    return words(_("lost reference"))
                return [{"t": "Link", "c": [NO_ATTRIBUTES, words(entry["label"]), [f"#{entry['anchor']}", ""]]}]
            case _:
                return []


def words(text):
    """One Str: pandoc would part words by Space only to wrap lines, which a .docx does not."""
    return [{"t": "Str", "c": text}]


def _marked(run, marks, changes):
    if changes.is_outermost:
        suggested = sorted((mark for mark in marks if mark["type"] in SUGGESTED), key=lambda mark: mark["type"])
        marks = [*(mark for mark in marks if mark["type"] not in SUGGESTED), *suggested[:1]]
    for mark in marks:
        attributes = mark.get("attrs") or {}
        if mark["type"] in MARKS:
            run = [{"t": MARKS[mark["type"]], "c": run}]
        elif mark["type"] == "link" and attributes.get("href"):
            run = [{"t": "Link", "c": [NO_ATTRIBUTES, run, [attributes["href"], ""]]}]
        elif mark["type"] in SUGGESTED:
            run = changes.around(run, mark["type"], attributes)
    return run


def _made(blocks, *, kind="tableCell", attrs=None):
    return {"type": kind, "attrs": attrs or {}, "made": blocks}


def _meta(text):
    return {"t": "MetaInlines", "c": words(text)}
