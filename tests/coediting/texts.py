"""Texts that the tests share, as the editor's JSON."""

from pycrdt import XmlElement, XmlText


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
    return {"type": "heading", "attrs": {"id": None, "level": level}, "content": words(title)}


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


IMAGE = "/textes/6f2a1a3e-0000-4000-8000-000000000001/images/6f2a1a3e-0000-4000-8000-000000000002"


def comment(thread):
    """A comment's mark."""
    return {"type": "comment", "attrs": {"thread": thread}}


NOBODY = "0"  # the key of no person: whose key it were, their name would be shown


def suggested(kind, group="s1"):
    """The mark of a suggestion: "insertion" or "deletion"."""
    attrs = {"id": group, "author": NOBODY, "name": "Ada <b>", "date": "2030-03-01T10:00:00Z"}
    return {"type": kind, "attrs": attrs}


def requirement(
    statement, *, check="Sur place.", rationale="Par usage.", code=None, level="mandatory", identifier="r1"
):
    """A requirement; each of its parts is one paragraph."""
    parts = {"requirementStatement": statement, "requirementCheck": check, "requirementRationale": rationale}
    return {
        "type": "requirement",
        "attrs": {"id": identifier, "code": code, "level": level},
        "content": [{"type": kind, "content": [paragraph(words_)]} for kind, words_ in parts.items()],
    }


def reference(target):
    """A reference to a heading or a requirement."""
    return {"type": "reference", "attrs": {"target": target}}


def footnote(text):
    """A footnote."""
    return {"type": "footnote", "attrs": {"text": text}}


def line(*pieces):
    """A paragraph of words and pieces that stand in a line."""
    content = [node for piece in pieces for node in ([piece] if isinstance(piece, dict) else words(piece))]
    return {"type": "paragraph", "content": content}


SPECIFICATION = doc(
    {"type": "tableOfContents"},
    {"type": "heading", "attrs": {"id": "h-acces", "level": 1}, "content": words("Accès")},
    line("Voir ", reference("r-fibre"), " et ", reference("h-acces"), footnote("Note <1>"), footnote("Deux")),
    requirement("Le lieu est <raccordé>.", code="TIC-012", identifier="r-fibre"),
    requirement("Sans code.", level="optional", identifier="r-neuf"),
    {
        "type": "taskList",
        "content": [
            {"type": "taskItem", "attrs": {"checked": True}, "content": [paragraph("fait")]},
            {"type": "taskItem", "attrs": {"checked": False}, "content": [paragraph("à faire")]},
        ],
    },
    {"type": "image", "attrs": {"src": IMAGE, "alt": "Plan & coupe", "width": 50}},
    line("Demander à ", {"type": "mention", "attrs": {"person": "12", "label": "Ada Martin"}}, "."),
    paragraph("gardé ", ("ajouté", suggested("insertion")), ("retiré", suggested("deletion", 4))),
    paragraph(("un", comment("a1")), ("deux", comment("a1"), comment("b2")), ("trois", comment("b2"))),
    {"type": "table", "content": [{"type": "tableRow", "content": [cell(paragraph("large"))]}]},
)


def add_paragraph(content, text):
    """Appends a paragraph to a fragment."""
    line = XmlElement("paragraph")
    content.children.append(line)
    line.children.append(XmlText(text))
