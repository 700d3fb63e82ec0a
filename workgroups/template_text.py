"""A text as a template, without codes, comments, suggestions and pictures; and as the beginning of a new text."""

import secrets

ATTRIBUTES = {"heading": "id", "requirement": "id"}


def as_template(content):
    """`content` (the editor's JSON) without codes; comments go, suggestions are taken as refused."""
    kept = _kept(content)
    return kept | {"content": kept.get("content", [])}


def as_beginning(content):
    """A copy with new ids for headings and requirements, which references follow."""
    ids: dict = {}
    copied = _renamed(content, ids)
    return _pointed(copied, ids)


def _kept(node):
    kept = {name: value for name, value in node.items() if name not in ("marks", "content", "attrs")}
    if attrs := node.get("attrs"):
        kept["attrs"] = attrs | {"code": None} if node["type"] == "requirement" else attrs
    marks = [mark for mark in node.get("marks", []) if mark["type"] not in ("comment", "deletion", "modification")]
    if marks:
        kept["marks"] = marks
    if "content" in node:
        children = [child for child in node["content"] if not _is_left_out(child)]
        kept["content"] = [_kept(child) for child in children]
    return kept


def _is_left_out(node):
    """Pictures belong to the text they were put in; what is only suggested is not in it yet."""
    return node["type"] == "image" or any(mark["type"] == "insertion" for mark in node.get("marks", []))


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
