"""The text as plain text, for search and for mails."""

from django.utils.translation import gettext as _

from . import breaks
from .counting import code_of, targets

INLINE = ("text", "hardBreak", "footnote", "mention", "reference")


def text(content: dict, *, within: dict | None = None, known: dict | None = None) -> str:
    """The editor's JSON as plain text, a line for each paragraph and heading: for search.

    A requirement begins with its code; footnotes and suggestions stand where they are.
    `within` is the whole text where `content` is a part of it: what references point at is looked for there. Who
    asks for many parts looks once, and gives `known`, the `targets` of the whole text.
    """
    found = targets(within or content) if known is None else known
    return "\n".join(line for line in _lines(content, found) if line)


def reference_label(node: dict, known: dict) -> str:
    """What a reference shows: the number or code of what it points at."""
    target = known.get(node["attrs"].get("target"))
    return target["label"] if target else _("lost reference")


def _lines(node, known):
    children = node.get("content", [])
    if node["type"] == "requirement":
        yield code_of(node.get("attrs", {}))
    if any(child["type"] in INLINE for child in children):
        yield "".join(_words(child, known) for child in children).strip()
        return
    for child in children:
        yield from _lines(child, known)


def _words(node, known) -> str:
    attrs = node.get("attrs", {})
    match node["type"]:
        case "footnote":
            return f" ({attrs['text']})" if attrs.get("text") else ""
        case "mention":
            return f"@{attrs.get('label') or ''}"
        case "reference":
            return reference_label(node, known)
        case _:
            return breaks.plain(node.get("text", " "))
