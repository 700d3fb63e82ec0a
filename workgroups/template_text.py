"""A text as a template, without codes, people, comments and suggestions; and as the beginning of a new text."""

import secrets
from collections.abc import Collection

from django.utils.translation import gettext as _

ATTRIBUTES = {"heading": "id", "requirement": "id"}
HOLDERS = {"doc", "blockquote", "tableCell", "tableHeader"}  # what may lose a paragraph that was only suggested
BREAK = "\u200b"  # what an editor leaves where a paragraph is suggested to begin or end
PASSING = ("comment", "deletion", "modification")


def as_template(content, images: Collection[str] = ()):
    """`content` (the editor's JSON) as others may begin from it: codes, comments and other images than `images` go.

    Suggestions are taken as refused: the text as it stands, words and formats. Who was mentioned becomes "[name]",
    a place to fill in: a template is read in other groups, tells nobody, and outlives whom it would name.
    """
    kept = _kept(content, images)
    return kept | {"content": kept.get("content", [])}


def as_beginning(content):
    """A copy with new ids for headings and requirements, which references follow."""
    ids: dict = {}
    copied = _renamed(content, ids)
    return _pointed(copied, ids)


def _kept(node, images):
    if node["type"] == "mention":
        return {"type": "text", "text": f"[{_('name')}]"}
    kept = {name: value for name, value in node.items() if name not in ("marks", "content", "attrs")}
    if attrs := node.get("attrs"):
        kept["attrs"] = attrs | {"code": None} if node["type"] == "requirement" else attrs
    if marks := _as_they_stand(node.get("marks", ())):
        kept["marks"] = marks
    if "text" in kept:
        kept["text"] = kept["text"].replace(BREAK, "")
    if "content" in node:
        children = [child for child in node["content"] if not _is_left_out(child, images)]
        kept["content"] = _without_suggested(node, [_kept(child, images) for child in children], children)
    return kept


def _as_they_stand(marks):
    """The marks of words as they were before formats were suggested, without suggestions and comments."""
    standing = {mark["type"]: mark for mark in marks if mark["type"] not in PASSING}
    for change in (mark["attrs"] for mark in marks if mark["type"] == "modification"):
        name, before = change.get("attrName"), change.get("previousValue")
        if before is None:
            standing.pop(name, None)
        elif name:
            standing[name] = {"type": name, **({"attrs": before} if before else {})}
    return list(standing.values())


def _without_suggested(parent, kept, before):
    """The children without words of no length, and without paragraphs whose every word was only suggested."""
    found = [
        child
        for child, was in zip(kept, before, strict=True)
        if child.get("text", "x") and not (_is_emptied(child, was) and parent["type"] in HOLDERS)
    ]
    return found if found or parent["type"] not in HOLDERS - {"doc"} else [{"type": "paragraph"}]


def _is_emptied(child, was):
    return child["type"] == "paragraph" and not child.get("content") and bool(was.get("content"))


def _is_left_out(node, images):
    """Images of other texts; what is only suggested is not in it yet."""
    if node["type"] == "image":
        return (node.get("attrs") or {}).get("src") not in images
    return any(mark["type"] == "insertion" for mark in node.get("marks", []))


def _renamed(node, ids):
    copied = dict(node)
    name = ATTRIBUTES.get(node["type"])
    if name:
        old, new = (node.get("attrs") or {}).get(name), secrets.token_urlsafe(6)
        if old:
            ids.setdefault(old, new)
        copied["attrs"] = (node.get("attrs") or {}) | {name: new}
    if "content" in node:
        copied["content"] = [_renamed(child, ids) for child in node["content"]]
    return copied


def _pointed(node, ids):
    copied = dict(node)
    target = (node.get("attrs") or {}).get("target")
    if node["type"] == "reference" and target in ids:
        copied["attrs"] = node["attrs"] | {"target": ids[target]}
    if "content" in node:
        copied["content"] = [_pointed(child, ids) for child in node["content"]]
    return copied
