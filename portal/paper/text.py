"""A co-edited text as a PDF."""

import datetime
from base64 import b64decode
from pathlib import Path

from django.utils.translation import gettext as _

from portal import coediting

from .pdf import ACCESSIBLE, ARCHIVED, pdf
from .suggested import told
from .text_table import head_of

TEMPLATE = Path(__file__).with_name("text.typ")


def text_pdf(
    text: dict,
    *,
    title: str,
    author: str = "",
    date: str = "",
    language: str = "fr",
    notice: list[tuple[str, str]] | None = None,
    archived_on: datetime.date | None = None,
    images: dict | None = None,
    contents: bool = False,
    header: tuple[str, str] | None = None,
) -> bytes:
    """The bytes of a PDF of `text` (ProseMirror JSON), under its title, author and date (already written out).

    `contents` puts a table of contents with page numbers first, unless the text has one or has no headings; `header`
    is what stands left and right at the head of every page but the first, below the author. `notice` are facts (label,
    value) below the title; where suggestions are open, it is said there. With `archived_on`, the day it is made for
    good, the document is PDF/A too, to be read in fifty years as it is today; the compiler refuses what would not be.

    Sections are numbered as on the screen; a level that was jumped over counts as 0. `images` holds data addresses by
    the address in the text; of an image that is not in it the words are shown. Raises typst.TypstError.
    """
    images, text = images or {}, coediting.spelled_out(text)
    names = {address: f"image-{number}" for number, address in enumerate(images)}
    data = {"text": _Numbered(text, names).node(text), "author": author, "date": date, "notice": notice or []}
    data["header"], data["suggested"] = header, told(text)
    kinds = {entry["kind"] for entry in coediting.outline(text)}
    has_contents = any(node.get("type") == "tableOfContents" for node in text.get("content") or [])
    data["contents"] = _("Contents") if contents and "heading" in kinds and not has_contents else ""
    standards = ACCESSIBLE
    if archived_on is not None:
        standards = ARCHIVED
        data["made_on"] = [archived_on.year, archived_on.month, archived_on.day]
    files = {name: b64decode(images[address].partition(",")[2]) for address, name in names.items()}
    return pdf(TEMPLATE, data, title=title, language=language, standards=standards, files=files)


class _Numbered:
    """Gives each heading its `number` and its `depth` below the title: tagged documents let no level be jumped over.

    What is counted or named elsewhere is written out: references, codes and levels of requirements, their labels.
    """

    def __init__(self, text, images):
        self.images = images
        self.counts, self.depth = [], 1
        self.outline = coediting.outline(text)
        self.labels = {entry["id"]: entry["label"] for entry in reversed(self.outline) if entry["id"]}

    def node(self, node):
        more = self.more(node)
        content = [self.node(child) for child in node.get("content") or []]
        marks = [mark | {"attrs": mark.get("attrs") or {}} for mark in node.get("marks") or []]
        return node | more | {"attrs": node.get("attrs") or {}, "marks": marks, "content": content}

    def more(self, node):
        attributes = node.get("attrs") or {}
        match node.get("type"):
            case "heading":
                return self.heading(node)
            case "requirement" if attributes:
                code = attributes.get("code") or _("code given once saved")
                return {"head": f"{code} – {coediting.level_label(attributes.get('level') or '')}"}
            case "requirementStatement" | "requirementCheck" | "requirementRationale":
                return {"label": coediting.part_label(node["type"])}
            case "footnote":
                return {"words": attributes.get("text") or ""}
            case "mention":
                return {"words": f"@{attributes.get('label') or ''}"}
            case "reference":
                return {"words": self.labels.get(attributes.get("target")) or _("lost reference")}
            case "image":
                return {"words": attributes.get("alt") or "", "file": self.images.get(attributes.get("src"), "")}
            case "table":
                return head_of(node)
        return {}

    def heading(self, node):
        level = (node.get("attrs") or {}).get("level") or 1
        self.counts = (self.counts + [0] * level)[:level]
        self.counts[-1] += 1
        self.depth = min(level + 1, self.depth + 1)
        return {"number": ".".join(map(str, self.counts)), "depth": self.depth}
