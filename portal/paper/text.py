"""A co-edited text as a PDF."""

from pathlib import Path

from .pdf import pdf

TEMPLATE = Path(__file__).with_name("text.typ")


def text_pdf(text: dict, *, title: str, author: str = "", date: str = "", language: str = "fr") -> bytes:
    """The bytes of a PDF of `text` (ProseMirror JSON), under its title, author and date (already written out).

    Sections are numbered as on the screen; a level that was jumped over counts as 0. Raises typst.TypstError.
    """
    data = {"text": _Numbered().node(text), "author": author, "date": date}
    return pdf(TEMPLATE, data, title=title, language=language)


class _Numbered:
    """Gives each heading its `number` and its `depth` below the title: tagged documents let no level be jumped over."""

    def __init__(self):
        self.counts, self.depth = [], 1

    def node(self, node):
        more = self.heading(node) if node.get("type") == "heading" else {}
        content = [self.node(child) for child in node.get("content") or []]
        marks = [mark | {"attrs": mark.get("attrs") or {}} for mark in node.get("marks") or []]
        return node | more | {"attrs": node.get("attrs") or {}, "marks": marks, "content": content}

    def heading(self, node):
        level = (node.get("attrs") or {}).get("level") or 1
        self.counts = (self.counts + [0] * level)[:level]
        self.counts[-1] += 1
        self.depth = min(level + 1, self.depth + 1)
        return {"number": ".".join(map(str, self.counts)), "depth": self.depth}
