"""The Word file, opened as a word processor does."""

import base64
import re
import shutil
import subprocess
import zipfile
from io import BytesIO
from xml.etree import ElementTree

import pytest
from PIL import Image as Picture

from portal import coediting, paper
from portal.coediting.rendering import sections
from portal.demo.specifications import h, items, p, quote, steps, table, text
from tests.coediting.texts import IMAGE, SPECIFICATION, doc, paragraph, suggested
from tests.servers.machine import need

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TITLE = "Spécifications <d’essai> & *rien*"
TEXT = text(
    h(1, "Objet et portée"),
    p("Un lieu ", ("bold", "interopérable"), " : <script>alert(1)</script> [lien](file:///etc/passwd)"),
    h(2, "Pour qui ?"),
    items("les salariés", "les indépendants"),
    steps("réserver", "venir"),
    quote("À trancher."),
    table(["Espace", "Minimum"], ["Bureau fermé", "9 m²"], ["Salle", "8 places"]),
)


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    path = tmp_path_factory.mktemp("paper") / "spec.docx"
    path.write_bytes(paper.docx(TEXT, title=TITLE, author="Groupe d’essai", date="21 novembre 2026"))
    return path


@pytest.fixture(scope="module")
def body(written):
    return ElementTree.fromstring(zipfile.ZipFile(written).read("word/document.xml")).find(f"{W}body")


def test_sections_have_the_numbers_of_the_screen_even_where_a_level_was_jumped_over(tmp_path):
    jumping = text(h(2, "b"), h(1, "a"), h(3, "c"), h(2, "d"), h(1, "e"), h(3, "f"))
    path = tmp_path / "jumping.docx"
    path.write_bytes(paper.docx(jumping, title="Essai"))
    document = ElementTree.fromstring(zipfile.ZipFile(path).read("word/document.xml"))
    headed = [words for style, words in styled(document.find(f"{W}body")) if style.startswith("Heading")]
    assert headed == [section["number"] + section["title"] for section in sections(jumping)]


def styled(body):
    """(style, text) of each paragraph outside tables."""
    found = []
    for one in body.findall(f"{W}p"):
        style = one.find(f"{W}pPr/{W}pStyle")
        words = "".join(run.text or "" for run in one.iter(f"{W}t"))
        found.append((style.get(f"{W}val") if style is not None else "", words))
    return found


def test_headings_have_word_s_own_styles_under_the_title(body):
    headed = [pair for pair in styled(body) if pair[0] in ("Title", "Author", "Date", "Heading1", "Heading2")]
    assert headed == [
        ("Title", TITLE),
        ("Author", "Groupe d’essai"),
        ("Date", "21 novembre 2026"),
        ("Heading1", "Objet et portée"),
        ("Heading2", "Pour qui ?"),
    ]


def test_a_table_keeps_its_cells_and_repeats_its_header_row(body):
    rows = body.findall(f"{W}tbl/{W}tr")
    cells = [["".join(t.text for t in cell.iter(f"{W}t")) for cell in row.findall(f"{W}tc")] for row in rows]
    assert cells == [["Espace", "Minimum"], ["Bureau fermé", "9 m²"], ["Salle", "8 places"]]
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True, False, False]


def test_text_is_text_whatever_it_looks_like(body):
    words = dict(styled(body))
    assert "<script>alert(1)</script> [lien](file:///etc/passwd)" in words["FirstParagraph"]


def test_cells_over_several_columns_or_rows_and_unknown_nodes_are_kept():
    wide = {"type": "tableHeader", "attrs": {"colspan": 2}, "content": [p("Large")]}
    tall = {"type": "tableHeader", "attrs": {"rowspan": 2}, "content": [p("Haut")]}
    rows = [[wide], [tall, {"type": "tableCell", "content": [p("a")]}], [{"type": "tableCell", "content": [p("b")]}]]
    odd = {"type": "requirement", "content": [p("à venir")]}
    content = text({"type": "table", "content": [{"type": "tableRow", "content": row} for row in rows]}, odd)
    body = ElementTree.fromstring(zipfile.ZipFile(BytesIO(paper.docx(content, title="T"))).read("word/document.xml"))
    assert "".join(t.text for t in body.iter(f"{W}t")) == "TLargeHautabà venir"


def test_an_empty_text_is_a_document_with_its_title():
    content = {"type": "doc", "content": [{"type": "paragraph"}]}
    archive = zipfile.ZipFile(BytesIO(paper.docx(content, title="Vide")))
    assert b"Vide" in archive.read("word/document.xml")


def test_libreoffice_reads_headings_lists_and_table(written, tmp_path):
    soffice = need("soffice")
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [soffice, profile, "--headless", "--convert-to", "txt:Text (encoded):UTF8", "--outdir", tmp_path, written]
    subprocess.run(command, check=True, capture_output=True, timeout=100)
    read = (tmp_path / "spec.txt").read_text("utf-8-sig")
    shutil.rmtree(tmp_path / "profile")
    positions = [
        read.index(words)
        for words in (
            TITLE,
            "Objet et portée",
            "Pour qui ?",
            "les salariés",
            "les indépendants",
            "réserver",
            "À trancher.",
        )
    ]
    assert positions == sorted(positions)
    assert "1. réserver" in read and "2. venir" in read
    assert all(cell in read for cell in ("Espace", "Bureau fermé", "9 m²", "8 places"))


def test_a_specification_has_real_notes_contents_requirements_and_tracked_changes():
    pixel = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
    images = {IMAGE: f"data:image/png;base64,{pixel}"}
    archive = zipfile.ZipFile(BytesIO(paper.docx(SPECIFICATION, title="T", images=images)))
    document = archive.read("word/document.xml").decode()
    body = ElementTree.fromstring(document).find(f"{W}body")
    rows = body.findall(f"{W}tbl")[0].findall(f"{W}tr")
    cells = [["".join(t.text for t in cell.iter(f"{W}t")) for cell in row.findall(f"{W}tc")] for row in rows]
    assert cells == [
        ["TIC-012 – Obligatoire"],
        ["Énoncé", "Le lieu est <raccordé>."],
        ["Vérification", "Sur place."],
        ["Justification", "Par usage."],
    ]
    assert 'TOC \\o "1-3"' in document and "w:footnoteReference" in document
    assert "Note &lt;1&gt;" in archive.read("word/footnotes.xml").decode()
    assert 'w:name="TIC-012"' in document and 'w:anchor="TIC-012"' in document
    assert "<w:ins " in document and "<w:del " in document and 'w:author="Ada &lt;b&gt;"' in document
    assert any(name.startswith("word/media/") for name in archive.namelist())
    assert "@Ada Martin" in document and "à faire" in document


def test_suggested_paragraphs_are_word_s_own_changes_of_paragraphs():
    new = suggested("insertion")
    text = doc(paragraph("Avant.", ("\u2029Neuf.", new)), paragraph("Un", ("\u2060", new)), paragraph("deux"))
    archive = zipfile.ZipFile(BytesIO(paper.docx(text, title="T", header=("Gauche", "Droite"))))
    document = archive.read("word/document.xml").decode()
    found = []
    for one in ElementTree.fromstring(document).find(f"{W}body").findall(f"{W}p"):
        sign = one.find(f"{W}pPr/{W}rPr")
        found.append(
            (
                "".join(text.text for text in one.iter(f"{W}t")),
                [(change.tag, change.get(f"{W}author"), change.get(f"{W}date")) for change in sign or []],
            )
        )
    by = ("Ada <b>", "2030-03-01T11:00:00")  # by the clock here, as Word shows it
    one = "Ce document contient 1 suggestion qui n’est pas encore acceptée\u00a0: "
    assert found == [
        ("T", []),
        (one + "elle y figure comme modification suivie.", []),
        ("Avant.", [(f"{W}ins", *by)]),
        ("Neuf.", []),
        ("Un", [(f"{W}del", *by)]),
        ("deux", []),
    ]
    assert "\u2029" not in document and "\u2060" not in document


def test_suggested_paragraphs_show_on_paper_too():
    new = suggested("insertion")
    text = doc(paragraph("Avant.", ("\u2029Neuf.", new)), paragraph("Un", ("\u2060", new)), paragraph("deux"))
    marked = paper.text_markdown(text, title="T")
    assert "Avant.<ins>¶</ins>\\\n<ins>Neuf.</ins>" in marked and "Un<del>¶</del>" in marked
    spelled = paper.text_pdf(coediting.spelled_out(text), title="T")
    assert paper.text_pdf(text, title="T") == spelled != paper.text_pdf(doc(paragraph("x")), title="T")


def test_comments_are_word_s_own_on_the_words_they_are_about():
    said = {
        "a1": [
            ("Ada <b>", "2030-03-01T10:00:00+01:00", "Trop ?\nVraiment."),
            ("Zoé", "2030-03-02T10:00:00+01:00", "Oui."),
        ]
    }
    archive = zipfile.ZipFile(BytesIO(paper.docx(SPECIFICATION, title="T", comments=said)))
    written = ElementTree.fromstring(archive.read("word/comments.xml").decode()).findall(f"{W}comment")
    told = [(one.get(f"{W}author"), "".join(text.text for text in one.iter(f"{W}t"))) for one in written]
    assert told == [("Ada <b>", "Trop ?Vraiment."), ("Zoé", "Oui.")]
    document = archive.read("word/document.xml").decode()
    ranged = document[document.index("commentRangeStart") : document.rindex("commentRangeEnd")]
    assert "".join(re.findall(r"<w:t[^>]*>([^<]*)", ranged)) == "undeux"
    assert (
        "comments.xml"
        not in zipfile.ZipFile(BytesIO(paper.docx(SPECIFICATION, title="T"))).read("word/document.xml").decode()
    )


def test_a_picture_is_in_the_file_once():
    made = BytesIO()
    Picture.new("RGB", (60, 30), "red").save(made, "PNG")
    address = "data:image/png;base64," + base64.b64encode(made.getvalue()).decode()
    content = text({"type": "image", "attrs": {"src": "x", "alt": "Un plan"}})
    archive = zipfile.ZipFile(BytesIO(paper.docx(content, title="T", images={"x": address})))
    document = archive.read("word/document.xml").decode()
    assert "base64" not in document and 'descr="Un plan"' in document
    assert len([name for name in archive.namelist() if name.startswith("word/media/")]) == 1
