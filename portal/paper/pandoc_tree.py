"""From the editor's tree (ProseMirror JSON) to pandoc's."""

from django.utils.translation import gettext as _

from portal import coediting

from .pandoc_comments import CommentRanges
from .pandoc_table import NO_ATTRIBUTES, table

API_VERSION = [1, 23, 1]
MARKS = {"bold": "Strong", "italic": "Emph", "underline": "Underline", "strike": "Strikeout"}
# Word counts the pages itself, when it opens the file.
CONTENTS = (
    '<w:p><w:r><w:fldChar w:fldCharType="begin" w:dirty="true"/></w:r>'
    '<w:r><w:instrText xml:space="preserve">TOC \\o "1-3" \\h \\z \\u</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
)


def document_tree(text, *, title, author="", date="", language="fr", images=None, comments=None):
    """pandoc's JSON document of `text` (a "doc" node); nodes unknown here give their content.

    `images` holds data addresses by the address in the text; of an image that is not in it only the words are shown.
    `comments` is what was said in each thread (`pandoc_comments.CommentRanges`).
    """
    meta = {"title": _meta(title), "lang": _meta(language)}
    if author:
        meta["author"] = {"t": "MetaList", "c": [_meta(author)]}
    if date:
        meta["date"] = _meta(date)
    return {
        "pandoc-api-version": API_VERSION,
        "meta": meta,
        "blocks": _Tree(text, images or {}, comments or {}).blocks(text),
    }


class _Tree:
    """Knows what references point at, the images and the comments."""

    def __init__(self, text, images, comments):
        self.images = images
        self.comments = CommentRanges(text, comments)
        self.known = {entry["id"]: entry for entry in reversed(coediting.outline(text)) if entry["id"]}

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
                return [
                    {"t": "Header", "c": [attributes.get("level") or 1, self.named(attributes), self.inlines(node)]}
                ]
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
                return [{"t": "RawBlock", "c": ["openxml", CONTENTS]}]
            case _:
                return self.blocks(node)

    def requirement(self, attributes, parts):
        """A table of two columns under its code and level, so that it stays together and can be read in Excel too."""
        code = attributes.get("code") or _("code given once saved")
        head = [{"t": "Span", "c": [self.named(attributes), [{"t": "Strong", "c": words(code)}]]}]
        head += words(f" – {coediting.level_label(attributes.get('level') or '')}")
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
        return [inline for child in node.get("content") or [] for inline in self.inline(child)]

    def inline(self, node):
        """What stands in a line."""
        attributes = node.get("attrs") or {}
        match node.get("type"):
            case "text":
                return self.comments.around(node, _marked(words(node["text"]), node.get("marks") or []))
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


def _marked(run, marks):
    for mark in marks:
        attributes = mark.get("attrs") or {}
        if mark["type"] in MARKS:
            run = [{"t": MARKS[mark["type"]], "c": run}]
        elif mark["type"] == "link" and attributes.get("href"):
            run = [{"t": "Link", "c": [NO_ATTRIBUTES, run, [attributes["href"], ""]]}]
        elif mark["type"] in ("insertion", "deletion"):  # Word's own tracked changes
            by = [
                [key, str(attributes[name])]
                for key, name in (("author", "name"), ("date", "date"))
                if attributes.get(name)
            ]
            run = [{"t": "Span", "c": [["", [mark["type"]], by], run]}]
    return run


def _made(blocks, *, kind="tableCell", attrs=None):
    return {"type": kind, "attrs": attrs or {}, "made": blocks}


def _meta(text):
    return {"t": "MetaInlines", "c": words(text)}
