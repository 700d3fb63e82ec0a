"""Words with their marks as HTML: formats, links, and what was suggested."""

from django.utils.html import escape

from . import breaks
from .attributes import ADDRESS

TAGS = {"bold": "strong", "italic": "em", "underline": "u", "strike": "s", "code": "code"}
SUGGESTED = {"insertion": "ins", "deletion": "del"}


def marked(node: dict) -> str:
    """A text node as HTML; comments are not shown. A suggested paragraph begins a line of its own."""
    return "".join(_marked(node.get("marks", []), piece) for piece in breaks.pieces(node))


def _marked(marks, text):
    written, deletes = escape(text), text == breaks.JOIN
    if text in (breaks.BREAK, breaks.JOIN):
        written = breaks.PILCROW + ("" if deletes else "<br>")
    for mark in reversed(marks):
        kind, attrs = mark["type"], mark.get("attrs", {})
        if kind in TAGS:
            written = f"<{TAGS[kind]}>{written}</{TAGS[kind]}>"
        elif kind == "link" and ADDRESS.match(address := str(attrs.get("href") or "")):
            written = f'<a href="{escape(address)}" rel="noopener">{written}</a>'
        elif kind in SUGGESTED:
            tag = "del" if deletes else SUGGESTED[kind]
            by = f' title="{escape(attrs["name"])}"' if attrs.get("name") else ""
            written = f'<{tag} class="suggestion"{by}>{written}</{tag}>'
    return written
