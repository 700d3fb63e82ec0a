"""Between the shared text (the Yjs fragment `content`) and the editor's JSON, one to one."""

from dataclasses import dataclass

from prosemirror.model import Node
from pycrdt import Doc, XmlElement, XmlFragment, XmlText

from .overlapping import attribute_name, mark_name
from .schema import UnknownContent, check_content, schema, with_defaults

FIELD = "content"
SERVER_CLIENT = 1  # wrote the first update of an epoch; browsers draw theirs at random from 2**32


@dataclass(frozen=True)
class State:
    """A committed text and where in its log it stands: after change `seq` of `epoch`."""

    epoch: int
    seq: int
    content: dict


def fragment(doc: Doc) -> XmlFragment:
    """The shared text of a Yjs document."""
    return doc.get(FIELD, type=XmlFragment)


def first_update(content: dict | None) -> bytes | None:
    """The Yjs update that makes an empty document hold `content` (the editor's JSON), or None for an empty one.

    The same content gives the same bytes. Raises UnknownContent where the editor could not show it.
    """
    if not content or not content.get("content"):
        return None
    try:
        node = Node.from_json(schema, content)
        node.check()
        written = node.to_json()
        check_content(written)
    except (ValueError, KeyError, TypeError) as error:
        raise UnknownContent(str(error)) from error
    doc = Doc(client_id=SERVER_CLIENT)
    with doc.transaction():
        append(fragment(doc), written["content"])
    return doc.get_update()


def append(parent, nodes):
    """Adds nodes (the editor's JSON) at the end of a fragment or element, within a transaction."""
    text = None  # texts side by side share one XmlText, as the editor writes them
    for node in nodes:
        if node["type"] == "text":
            if text is None:
                text = XmlText()
                parent.children.append(text)
            _write(text, node)
            continue
        text = None
        element = XmlElement(node["type"])
        parent.children.append(element)
        for name, value in node.get("attrs", {}).items():
            if value is not None:
                element.attributes[name] = value
        append(element, node.get("content", []))


def _write(text, node):
    start = len(text)
    text.insert(start, node["text"], {})
    # One mark at a time: several at once would be written in an order drawn at random.
    for mark in node.get("marks", []):
        attrs = {name: value for name, value in mark.get("attrs", {}).items() if value is not None}
        text.format(start, len(text), {attribute_name(mark): attrs})


def as_json(doc: Doc) -> dict:
    """The text as the editor's `getJSON()` gives it."""
    with doc.transaction():
        return {"type": "doc", "content": _children(fragment(doc))}


def _children(parent):
    nodes = []
    for child in parent.children:
        if isinstance(child, XmlText):
            nodes.extend(_texts(child))
        elif isinstance(child, XmlElement):
            nodes.append(_element(child))
    return nodes


def _element(element):
    node = {"type": element.tag}
    attrs = {name: plain(value) for name, value in element.attributes}
    kind = schema.nodes.get(element.tag)
    if kind is not None and kind.attrs:
        attrs = with_defaults(attrs, kind.attrs)
    if attrs:
        node["attrs"] = attrs
    if children := _children(element):
        node["content"] = children
    return node


def _texts(text):
    nodes = []
    for piece, attributes in text.diff():
        if not isinstance(piece, str):
            continue
        node = {"type": "text", "text": piece}
        # Sorted by name first: several of a kind come in the order of their hashes, whatever order they are stored in.
        if marks := [_mark(name, attrs) for name, attrs in sorted((attributes or {}).items())]:
            node["marks"] = sorted(marks, key=_rank)
        nodes.append(node)
    return nodes


def _mark(name, attrs):
    mark = {"type": mark_name(name)}
    kind = schema.marks.get(mark["type"])
    given = plain(attrs) if isinstance(attrs, dict) else {}
    if kind is not None and kind.attrs:
        given = with_defaults(given, kind.attrs)
    if given:
        mark["attrs"] = given
    return mark


def _rank(mark):
    kind = schema.marks.get(mark["type"])
    return (kind.rank if kind else len(schema.marks), mark["type"])


def plain(value):
    """Numbers as the editor sees them: Yjs gives whole numbers back as floats."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    return value
