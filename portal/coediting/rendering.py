"""The text for those who only read: HTML by an allow-list, plain text, section numbers."""

from collections.abc import Iterator

from django.utils.html import escape

from .attributes import ADDRESS

BLOCKS = {
    "paragraph": "p",
    "blockquote": "blockquote",
    "bulletList": "ul",
    "orderedList": "ol",
    "listItem": "li",
    "table": "table",
    "tableRow": "tr",
    "tableHeader": "th",
    "tableCell": "td",
}
EMPTY = {"horizontalRule": "<hr>", "hardBreak": "<br>"}
MARKS = {"bold": "strong", "italic": "em", "underline": "u", "strike": "s", "code": "code"}


def html(content: dict, *, numbered: bool = True, top_heading: int = 2) -> str:
    """The editor's JSON as HTML. What the allow-list does not name is left out, its text kept.

    `top_heading` is the level given to the text's first level of headings (the page's title is above it);
    `numbered` writes section numbers, which are computed, never stored, before each heading.
    """
    return "".join(_Html(numbered, top_heading).nodes(content.get("content", [])))


def text(content: dict) -> str:
    """The editor's JSON as plain text, a line for each paragraph and heading: for search."""
    return "\n".join(line for line in _lines(content) if line)


def sections(content: dict) -> list[dict]:
    """The headings of the text in order: `number` ("2.1"), `level`, `title`, `anchor` (the id in `html`)."""
    numbers = Numbers()
    found = []
    for node in _headings(content):
        number = numbers.next(node)
        level = node["attrs"]["level"]
        found.append({"number": number, "level": level, "title": _inline_text(node), "anchor": anchor(number)})
    return found


class Numbers:
    """Counts headings: 1, 1.1, 1.2, 2. A level that was jumped over counts as 0, as in the editor and in the .docx."""

    def __init__(self):
        self.counts: list[int] = []

    def next(self, heading: dict) -> str:
        level = heading["attrs"]["level"]
        self.counts += [0] * (level - 1 - len(self.counts))
        if len(self.counts) < level:
            self.counts.append(0)
        self.counts[level - 1] += 1
        del self.counts[level:]
        return ".".join(map(str, self.counts))


def anchor(number: str) -> str:
    """The id of the section `number` in the rendered text."""
    return "section-" + number.replace(".", "-")


class _Html:
    def __init__(self, numbered, top_heading):
        self.numbered, self.top_heading, self.numbers = numbered, top_heading, Numbers()

    def nodes(self, nodes) -> Iterator[str]:
        for node in nodes:
            yield from self.node(node)

    def node(self, node) -> Iterator[str]:
        kind, children = node["type"], node.get("content", [])
        if kind == "text":
            yield _marked(node)
        elif kind in EMPTY:
            yield EMPTY[kind]
        elif kind == "heading":
            yield from self.heading(node)
        elif kind in BLOCKS:
            yield f"<{BLOCKS[kind]}{_attributes(node)}>"
            yield from self.nodes(children)
            yield f"</{BLOCKS[kind]}>"
        else:
            yield from self.nodes(children)

    def heading(self, node) -> Iterator[str]:
        number = self.numbers.next(node)
        tag = f"h{min(node['attrs']['level'] + self.top_heading - 1, 6)}"
        yield f'<{tag} id="{anchor(number)}">'
        if self.numbered:
            yield f'<span class="section-number">{number}</span> '
        yield from self.nodes(node.get("content", []))
        yield f"</{tag}>"


def _attributes(node) -> str:
    attrs = node.get("attrs", {})
    kept = {}
    if node["type"] in ("tableCell", "tableHeader"):
        kept = {name: attrs.get(name) for name in ("colspan", "rowspan") if attrs.get(name) not in (None, 0, 1)}
    if node["type"] == "orderedList" and attrs.get("start") not in (None, 1):
        kept = {"start": attrs["start"]}
    return "".join(f' {name}="{int(value)}"' for name, value in kept.items())


def _marked(node) -> str:
    written = escape(node["text"])
    for mark in reversed(node.get("marks", [])):
        if mark["type"] in MARKS:
            tag = MARKS[mark["type"]]
            written = f"<{tag}>{written}</{tag}>"
        elif mark["type"] == "link":
            address = str(mark.get("attrs", {}).get("href") or "")
            if ADDRESS.match(address):
                written = f'<a href="{escape(address)}" rel="noopener">{written}</a>'
    return written


def _headings(node):
    if node["type"] == "heading":
        yield node
    for child in node.get("content", []):
        yield from _headings(child)


def _lines(node):
    children = node.get("content", [])
    if any(child["type"] in ("text", "hardBreak") for child in children):
        yield _inline_text(node)
    else:
        for child in children:
            yield from _lines(child)


def _inline_text(node) -> str:
    return "".join(child.get("text", " ") for child in node.get("content", [])).strip()
