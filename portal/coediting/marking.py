"""Words with their marks as HTML: formats, links, and what was suggested."""

from django.utils.html import escape

from .attributes import ADDRESS

TAGS = {"bold": "strong", "italic": "em", "underline": "u", "strike": "s", "code": "code"}
SUGGESTED = {"insertion": "ins", "deletion": "del"}


def marked(node: dict) -> str:
    """A text node as HTML; comments are not shown."""
    written = escape(node["text"])
    for mark in reversed(node.get("marks", [])):
        kind, attrs = mark["type"], mark.get("attrs", {})
        if kind in TAGS:
            written = f"<{TAGS[kind]}>{written}</{TAGS[kind]}>"
        elif kind == "link" and ADDRESS.match(address := str(attrs.get("href") or "")):
            written = f'<a href="{escape(address)}" rel="noopener">{written}</a>'
        elif kind in SUGGESTED:
            by = f' title="{escape(attrs["name"])}"' if attrs.get("name") else ""
            written = f'<{SUGGESTED[kind]} class="suggestion"{by}>{written}</{SUGGESTED[kind]}>'
    return written
