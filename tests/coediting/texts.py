"""Texts that the tests share, as the editor's JSON."""


def words(*pieces):
    """A paragraph's content: plain words, or `(words, mark, …)`."""
    content = []
    for piece in pieces:
        if isinstance(piece, str):
            content.append({"type": "text", "text": piece})
        else:
            written, *marks = piece
            content.append({"type": "text", "text": written, "marks": list(marks)})
    return content


def paragraph(*pieces):
    """A paragraph of the given pieces (see `words`)."""
    return {"type": "paragraph", "content": words(*pieces)}


def heading(level, title):
    """A heading."""
    return {"type": "heading", "attrs": {"level": level}, "content": words(title)}


def doc(*blocks):
    """A whole text."""
    return {"type": "doc", "content": list(blocks)}


BOLD = {"type": "bold"}
ITALIC = {"type": "italic"}


def link(href):
    """A link's mark, with every attribute the editor gives it."""
    return {"type": "link", "attrs": {"href": href, "target": None, "rel": None, "class": None, "title": None}}


def cell(*blocks, kind="tableCell", colspan=1):
    """A cell of a table."""
    attrs = {"colspan": colspan, "rowspan": 1, "colwidth": None, "align": None}
    return {"type": kind, "attrs": attrs, "content": list(blocks)}


RICH = doc(
    heading(1, "Télécentre"),
    paragraph(
        "Un lieu ", ("ouvert", BOLD), " à ", ("tous & toutes", BOLD, ITALIC), ("ici", link("https://it77.example"))
    ),
    {
        "type": "bulletList",
        "content": [
            {"type": "listItem", "content": [paragraph("Wi-Fi")]},
            {"type": "listItem", "content": [paragraph("😀")]},
        ],
    },
    {
        "type": "orderedList",
        "attrs": {"start": 3, "type": None},
        "content": [{"type": "listItem", "content": [paragraph("trois")]}],
    },
    {"type": "blockquote", "content": [paragraph("Cité")]},
    {"type": "horizontalRule"},
    {
        "type": "table",
        "content": [
            {"type": "tableRow", "content": [cell(paragraph("Nom"), kind="tableHeader", colspan=2)]},
            {"type": "tableRow", "content": [cell(paragraph("a")), cell(paragraph("b"))]},
        ],
    },
    heading(2, "Accès"),
    {"type": "paragraph", "content": [*words("une ligne"), {"type": "hardBreak"}, *words("puis l'autre")]},
    {"type": "paragraph"},
)
