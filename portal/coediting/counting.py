"""What is counted in a text and never stored: numbers of sections, what references point at, footnotes."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from . import breaks


def sections(content: dict) -> list[dict]:
    """The headings of the text in order: `number` ("2.1"), `level`, `title`, `anchor` (the id in `html`)."""
    return [
        {name: entry[name] for name in ("number", "level", "title", "anchor")}
        for entry in outline(content)
        if entry["kind"] == "heading"
    ]


def outline(content: dict) -> list[dict]:
    """The headings and requirements of the text in order, as references name them.

    `kind` ("heading" or "requirement"), `id` (or None), `label` (the number, the code), `title`, `anchor`; a heading
    also has its `number` and `level`, a requirement its `level` by name.
    """
    numbers = Numbers()
    return [
        _heading(node, numbers) if node["type"] == "heading" else _requirement(node)
        for node in _walk(content)
        if node["type"] in ("heading", "requirement")
    ]


def targets(content: dict) -> dict[str, dict]:
    """What references may point at, by id; of two with the same id the first."""
    found: dict[str, dict] = {}
    for entry in outline(content):
        if entry["id"]:
            found.setdefault(entry["id"], entry)
    return found


def anchor(number: str, identifier: str | None = None) -> str:
    """The id of a section in the rendered text: its own, which moves with it, or else by its number."""
    return f"s-{identifier}" if identifier else "section-" + number.replace(".", "-")


def requirement_anchor(attrs: dict) -> str | None:
    """The id of a requirement in the rendered text: its code, which never changes."""
    if attrs.get("code"):
        return attrs["code"]
    return f"r-{attrs['id']}" if attrs.get("id") else None


def code_of(attrs: dict) -> str:
    """The code of a requirement, or words in its place until the server has given one."""
    return attrs.get("code") or _("code given once saved")


def inline_text(node: dict) -> str:
    """The words of a heading or paragraph on one line."""
    return "".join(_piece(child) for child in node.get("content", [])).strip()


def has_words(node: dict) -> bool:
    """Whether anything at all was written in a node."""
    return any(inline_text(block) for block in _textblocks(node))


class Numbers:
    """Counts headings: 1, 1.1, 1.2, 2. A level that was jumped over counts as 0, as in the editor and in the .docx."""

    def __init__(self):
        self.counts: list[int] = []

    def next(self, heading: dict) -> str:
        """The number of the next heading."""
        level = heading["attrs"]["level"]
        self.counts += [0] * (level - 1 - len(self.counts))
        if len(self.counts) < level:
            self.counts.append(0)
        self.counts[level - 1] += 1
        del self.counts[level:]
        return ".".join(map(str, self.counts))


def _heading(node, numbers):
    attrs, number = node["attrs"], numbers.next(node)
    return {
        "kind": "heading",
        "id": attrs.get("id"),
        "label": number,
        "number": number,
        "level": attrs["level"],
        "title": inline_text({"content": breaks.heading_line(node.get("content", []))[0]}),
        "anchor": anchor(number, attrs.get("id")),
    }


def _requirement(node):
    attrs = node.get("attrs", {})
    statement = (part for part in node.get("content", []) if part["type"] == "requirementStatement")
    return {
        "kind": "requirement",
        "id": attrs.get("id"),
        "label": code_of(attrs),
        "level": attrs.get("level"),
        "title": " ".join(inline_text(block) for part in statement for block in _textblocks(part)).strip(),
        "anchor": requirement_anchor(attrs),
    }


def _piece(child) -> str:
    if child["type"] == "mention":
        return f"@{child['attrs'].get('label') or ''}"
    if child["type"] in ("footnote", "reference"):
        return ""
    return breaks.plain(child.get("text", " "), " ")


def _walk(node) -> Iterator[dict]:
    yield node
    for child in node.get("content", []):
        yield from _walk(child)


def _textblocks(node) -> Iterator[dict]:
    return (each for each in _walk(node) if each["type"] in ("paragraph", "heading"))


def column_shares(table: dict) -> list[float]:
    """What each column of a table takes of its width; empty unless every one was drawn in the editor."""
    cells = table["content"][0].get("content", []) if table.get("content") else []
    drawn: list = []
    for cell in cells:
        attrs = cell.get("attrs") or {}
        drawn += attrs.get("colwidth") or [None] * int(attrs.get("colspan") or 1)
    return [width / sum(drawn) for width in drawn] if drawn and all(drawn) else []
