"""A draft with everything in it and open suggestions, as LibreOffice opens it: all is there and can be settled."""

import base64
import subprocess
from io import BytesIO
from xml.etree import ElementTree

import pytest
from PIL import Image as Picture

from portal import paper
from tests.coediting.texts import IMAGE, cell, doc, footnote, heading, line, paragraph, requirement, suggested
from tests.servers.machine import need

ODF = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
TEXT, TABLE, OFFICE, DRAW, SVG = (ODF % name for name in ("text", "table", "office", "drawing", "svg-compatible"))
DC = "{http://purl.org/dc/elements/1.1/}"
BREAK, JOIN = "\u2029", "\u2060"


def by(kind, group):
    return suggested(kind, group)


def item(*blocks):
    return {"type": "listItem", "content": list(blocks)}


def asked():
    made = requirement("Neuf mètres carrés", code="TIC-012")
    made["content"][0]["content"] = [
        paragraph("Neuf ", ("mètres ", by("deletion", "r")), ("pas ", by("insertion", "r")), "carrés.")
    ]
    return made


SUGGESTING = doc(
    heading(1, "Accès"),
    paragraph("Des lieux ", ("grands ", by("deletion", "a")), ("clairs ", by("insertion", "b")), "partout."),
    paragraph("Avant.", (f"{BREAK}Un paragraphe neuf.", by("insertion", "c"))),
    paragraph("Première moitié,", (JOIN, by("insertion", "d"))),
    paragraph(" seconde moitié."),
    {
        "type": "bulletList",
        "content": [
            item(paragraph("une table", (f"{BREAK}une lampe", by("insertion", "e")))),
            item(paragraph("une chaise")),
        ],
    },
    asked(),
    {
        "type": "table",
        "content": [
            {
                "type": "tableRow",
                "content": [cell(paragraph(word), kind="tableHeader") for word in ("Pièce", "Surface")],
            },
            {
                "type": "tableRow",
                "content": [
                    cell(paragraph("Accueil")),
                    cell(paragraph(("20", by("deletion", "f")), ("25", by("insertion", "f")))),
                ],
            },
        ],
    },
    {"type": "image", "attrs": {"src": IMAGE, "alt": "Le plan", "width": 50}},
    line("Une note", footnote("Relevé de 2026."), (" ajoutée", by("insertion", "g")), "."),
    paragraph("Fin."),
)
INSERTED = ["clairs", "Un paragraphe neuf.", "une lampe", "pas", "25", "ajoutée"]
DELETED = ["grands", "mètres", "20"]
IN_ORDER = [
    "Surfaces",
    "Initiatives, Groupe",
    "Brouillon",
    "Ce document contient",
    "Sommaire",
    "Des lieux",
    "clairs",
    "partout.",
    "Avant.",
    "Un paragraphe neuf.",
    "Première moitié,",
    "seconde moitié.",
    "une table",
    "une lampe",
    "une chaise",
    "TIC-012 – Obligatoire",
    "Énoncé",
    "Neuf",
    "pas",
    "carrés.",
    "Vérification",
    "Sur place.",
    "Justification",
    "Par usage.",
    "Pièce",
    "Surface",
    "Accueil",
    "25",
    "Le plan",
    "Une note",
    "Relevé de 2026.",
    "ajoutée",
    "Fin.",
]


@pytest.fixture(scope="module")
def opened(tmp_path_factory):
    """What LibreOffice holds of each file once it has opened it, as its one file of XML."""
    soffice, folder = need("soffice"), tmp_path_factory.mktemp("suggestions")
    drawn = BytesIO()
    Picture.new("RGB", (60, 30), "red").save(drawn, "PNG")
    told = {
        "title": "Surfaces",
        "author": "Initiatives, Groupe",
        "date": "Brouillon",
        "images": {IMAGE: "data:image/png;base64," + base64.b64encode(drawn.getvalue()).decode()},
        "contents": True,
        "header": ("Surfaces", "Brouillon"),
    }
    for kind in ("docx", "odt"):
        (folder / f"{kind}.{kind}").write_bytes(getattr(paper, kind)(SUGGESTING, **told))
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [soffice, profile, "--headless", "--convert-to", "fodt", "--outdir", folder / "made"]
    sources = [folder / "docx.docx", folder / "odt.odt"]
    subprocess.run([*command, *sources], check=True, capture_output=True, timeout=200)
    return {kind: ElementTree.parse(folder / "made" / f"{kind}.fodt").getroot() for kind in ("docx", "odt")}


def body(root):
    return root.find(f"{OFFICE}body/{OFFICE}text")


def words(element):
    """Everything that is written in an element, pictures by their words; what was deleted is not."""
    if element.tag in (f"{TEXT}tracked-changes", f"{OFFICE}binary-data", f"{SVG}title"):
        return element.tail or ""
    blank = " " if element.tag in (f"{TEXT}s", f"{TEXT}tab", f"{TEXT}line-break", f"{TEXT}p", f"{TEXT}h") else ""
    return blank + (element.text or "") + "".join(map(words, element)) + (element.tail or "")


def shown(root):
    return " ".join(words(body(root)).split())


@pytest.mark.parametrize("kind", ["docx", "odt"])
def test_everything_is_there_in_order(opened, kind):
    text, place = shown(opened[kind]), 0
    for expected in IN_ORDER:
        assert expected in text[place:], f"{expected!r} after {text[:place][-60:]!r}"
        place = text.index(expected, place) + len(expected)
    assert text[place:] == ""


@pytest.mark.parametrize("kind", ["docx", "odt"])
def test_tables_pictures_and_notes_are_such(opened, kind):
    found = body(opened[kind])
    rows = [len(list(table.iter(f"{TABLE}table-row"))) for table in found.iter(f"{TABLE}table")]
    assert rows == [4, 2]
    assert len(list(found.iter(f"{TABLE}table-header-rows"))) == 2
    assert [one.text for one in found.iter(f"{SVG}desc")] == ["Le plan"]
    assert len(list(found.iter(f"{OFFICE}binary-data"))) == 1
    assert len(list(found.iter(f"{TEXT}note"))) == 1


def changes(root):
    """Tracked changes by their key: kind, who, when."""
    found = {}
    for region in root.iter(f"{TEXT}changed-region"):
        (change,) = region
        told = change.find(f"{OFFICE}change-info")
        by_whom = told.findtext(f"{DC}creator"), told.findtext(f"{DC}date")[:16]
        found[region.get(f"{TEXT}id")] = (change.tag.removeprefix(TEXT), *by_whom)
    return found


@pytest.mark.parametrize("kind", ["docx", "odt"])
def test_suggestions_are_tracked_changes_that_libreoffice_can_settle(opened, kind):
    root = opened[kind]
    found = changes(root)
    assert {tuple(by_whom) for _kind, *by_whom in found.values()} == {("Ada <b>", "2030-03-01T11:00")}
    spans = {
        kind: between(body(root), {key for key in found if found[key][0] == kind}) for kind in ("insertion", "deletion")
    }
    assert spans["insertion"] == INSERTED
    # The one without words is the end of a paragraph that is to go on with the next.
    assert spans["deletion"] == [DELETED[0], "", *DELETED[1:]]


def between(root, keys):
    """The words between the beginning and the end of each change, in the order of the text."""
    order, text, is_open = [], {}, set()

    def add(written):
        for key in is_open:
            text[key] += written or ""

    def walk(element):
        if element.tag == f"{TEXT}tracked-changes":
            return
        key = element.get(f"{TEXT}change-id")
        if element.tag == f"{TEXT}change-start" and key in keys:
            is_open.add(key)
            order.append(key)
            text[key] = ""
        elif element.tag == f"{TEXT}change-end":
            is_open.discard(key)
        add(element.text)
        if element.tag == f"{TEXT}s":
            add(" ")
        for child in element:
            walk(child)
            add(child.tail)

    walk(root)
    return [" ".join(text[key].split()) for key in order]
