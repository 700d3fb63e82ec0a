"""Word and LibreOffice files of a specification, opened by LibreOffice: both say the same, numbers included."""

import re
import subprocess
import zipfile
from io import BytesIO
from xml.etree import ElementTree

import pypdfium2
import pytest

from portal import paper
from portal.demo.specifications import h, p, text
from tests.coediting.texts import SPECIFICATION, footnote, line, requirement
from tests.servers.machine import need

TOLD = {"title": "Réseau & <locaux>", "author": "Groupe", "date": "v1.0", "contents": True}
HEADER = ("Réseau & <locaux>", "version 1.0")
TEXT = text(
    h(1, "Accès"),
    p("Avant."),
    h(2, "Par la rue"),
    line("Une note", footnote("Relevé de 2026."), "."),
    h(2, "Par le quai"),
    h(1, "Bureaux"),
    h(2, "Surfaces"),
    requirement("Neuf mètres carrés.", code="TIC-012"),
)
TEXT["content"] += [node for node in SPECIFICATION["content"] if node["type"] == "table"]


@pytest.fixture(scope="module")
def opened(tmp_path_factory):
    """What LibreOffice shows of each file, page by page: blanks as one."""
    soffice, folder = need("soffice"), tmp_path_factory.mktemp("office")
    written = {"word": ("docx", paper.docx), "libre": ("odt", paper.odt)}
    for name, (kind, write) in written.items():
        (folder / f"{name}.{kind}").write_bytes(write(TEXT, **TOLD, header=HEADER))
    sources = [folder / f"{name}.{kind}" for name, (kind, _) in written.items()]
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [soffice, profile, "--headless", "--convert-to", "pdf", "--outdir", folder, *sources]
    subprocess.run(command, check=True, capture_output=True, timeout=200)
    return {name: _words(folder / f"{name}.pdf") for name in written}


def _words(path):
    pages = pypdfium2.PdfDocument(path)
    return re.sub(r"\s+", " ", " ".join(page.get_textpage().get_text_range() for page in pages))


@pytest.mark.parametrize("name", ["word", "libre"])
def test_headings_number_themselves_and_the_contents_say_the_same(opened, name):
    shown = opened[name]
    for heading in ("1 Accès", "1.1 Par la rue", "1.2 Par le quai", "2 Bureaux", "2.1 Surfaces"):
        assert shown.count(heading) >= 2, heading
    assert shown.index("Sommaire") < shown.index("Avant.")


@pytest.mark.parametrize("name", ["word", "libre"])
def test_everything_else_is_there(opened, name):
    for words in ("TIC-012 – Obligatoire", "Neuf mètres carrés.", "Énoncé", "Relevé de 2026.", "large", "1 / "):
        assert words in opened[name], words
    assert "version 1.0" in opened[name] and opened[name].count("Réseau & <locaux>") >= 2


def test_numbers_are_word_s_own_and_written_only_where_a_level_is_jumped_over():
    plain = _document(paper.docx(TEXT, title="T"), "word/document.xml")
    assert "1.1" not in plain and "Par la rue" in plain
    jumping = _document(paper.docx(text(h(2, "b"), h(1, "a")), title="T"), "word/document.xml")
    assert "0.1" in jumping


def test_an_odt_is_whole_xml_with_outline_numbers_and_tracked_changes():
    written = paper.odt(SPECIFICATION, **TOLD, header=HEADER)
    archive = zipfile.ZipFile(BytesIO(written))
    assert archive.infolist()[0].filename == "mimetype"
    assert archive.infolist()[0].compress_type == zipfile.ZIP_STORED
    styles = _document(written, "styles.xml")
    ElementTree.fromstring(styles)
    ElementTree.fromstring(_document(written, "content.xml"))
    content = _document(written, "content.xml")
    assert 'text:display-levels="3"' in styles
    assert "<dc:creator>Ada &lt;b&gt;</dc:creator><dc:date>2030-03-01T11:00:00</dc:date>" in content
    assert "change77" not in content and "line-through" not in content


def _document(written, part):
    return zipfile.ZipFile(BytesIO(written)).read(part).decode()


@pytest.mark.django_db  # the names of whom a text mentions are asked for
def test_a_web_page_needs_nothing_else_and_markdown_is_no_markup_of_others():
    told = {name: value for name, value in TOLD.items() if name != "contents"}
    page = paper.text_html(SPECIFICATION, **told)
    assert "<title>Réseau &amp; &lt;locaux&gt;</title>" in page and "&lt;raccordé&gt;" in page
    assert "<script" not in page and "<link" not in page
    marked = paper.text_markdown(SPECIFICATION, **told)
    assert "## 1 Accès" in marked and "> *Énoncé*" in marked and "[^1]: Note" in marked
    assert "<ins>ajouté</ins>~~retiré~~" in marked
