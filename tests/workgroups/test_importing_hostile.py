"""Files made to do harm: each is refused in a sentence or read as what it says, and nothing of it is stored."""

import io
import subprocess
import sys
import time
import zipfile

import pytest

from portal import coediting, paper
from portal.coediting.models import Document, Image
from portal.demo.specifications import p, text
from workgroups.importing import RefusedDocument, odt, read_document
from workgroups.models import Specification, TextImport

from .test_bringing_in import stored_images
from .test_importing import BODY, begin, editor, group, png_address, sent, word

__all__ = ["begin", "editor", "group"]
pytestmark = pytest.mark.django_db
ODF = "urn:oasis:names:tc:opendocument:xmlns"
NAMES = (
    f'xmlns:office="{ODF}:office:1.0" xmlns:text="{ODF}:text:1.0" xmlns:table="{ODF}:table:1.0" '
    f'xmlns:draw="{ODF}:drawing:1.0" xmlns:xlink="http://www.w3.org/1999/xlink"'
)


def open_text(body, head="", **parts):
    """A small .odt; `parts` as in `word`."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        document = f"<office:document-content {NAMES}><office:body><office:text>{body}</office:text></office:body>"
        archive.writestr("content.xml", f"{head}{document}</office:document-content>")
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return made.getvalue()


def swapped(data, name, content):
    """The same archive with other bytes in one part."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as copy:
        for part in archive.infolist():
            copy.writestr(part.filename, content if part.filename == name else archive.read(part))
    return made.getvalue()


def pictured(kind):
    source = text(p("Avant"), {"type": "image", "attrs": {"src": "x", "alt": "Un plan"}}, p("Après"))
    return getattr(paper, kind)(source, title="Surfaces", images={"x": png_address()})


def picture_in(data):
    names = zipfile.ZipFile(io.BytesIO(data)).namelist()
    return next(name for name in names if name.endswith(".png"))


LAUGHS = "<!DOCTYPE x [" + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "ha"}">' for n in range(9)) + "]>"
DEEP = 20_000


def deep_word():
    return word("<w:tbl><w:tr><w:tc>" * DEEP + BODY + "</w:tc></w:tr></w:tbl>" * DEEP)


def deep_text():
    return open_text("<text:section>" * DEEP + "<text:p>x</text:p>" + "</text:section>" * DEEP)


def deep_lists(levels):
    inner = "<text:p>x</text:p>"
    for _level in range(levels):
        inner = f"<text:list><text:list-item><text:p>y</text:p>{inner}</text:list-item></text:list>"
    return open_text(inner)


def swollen():
    return word(word__styles_xml="<w:styles>" + " " * 40_000_000 + "</w:styles>")


def damaged_font():
    """A part that is no markup: nobody unpacks it before the other process does."""
    data = bytearray(word(word__fonts__font1_odttf=bytes(range(256)) * 40))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        checksum = archive.getinfo("word/fonts/font1.odttf").CRC.to_bytes(4, "little")
    data[data.rfind(checksum)] ^= 0xFF
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (lambda: open_text("<text:p>&a8;</text:p>", LAUGHS), "entités XML"),
        (lambda: word("<w:p><w:r><w:t>&a8;</w:t></w:r></w:p>", LAUGHS), "entités XML"),
        (deep_word, "profondément"),
        (deep_text, "profondément"),
        (lambda: deep_lists(60), "profondément"),
        (swollen, "démesuré"),
        (lambda: open_text("<text:p>non fermé"), "abîmé"),
        (lambda: swapped(word(), "word/document.xml", b"\0\1\2"), "abîmé"),
        (damaged_font, "abîmé"),
        (lambda: open_text("<text:p/>"), "Aucun texte"),
    ],
)
def test_each_is_refused_in_a_sentence_and_nothing_stays(begin, data, words):
    page = begin(data()).content.decode()
    assert words in page
    assert not Specification.objects.exists() and not Document.objects.exists() and not Image.objects.exists()
    assert not TextImport.objects.exclude(source="").exists()


@pytest.mark.parametrize(("where", "limit"), [("actions.importing.LONGEST", 100), ("importing.apart.LONGEST_TREE", 10)])
def test_more_text_than_a_document_holds_is_refused(monkeypatch, begin, where, limit):
    monkeypatch.setattr(f"workgroups.{where}", limit)
    assert "Ce texte est trop long" in begin(word()).content.decode()
    assert not Specification.objects.exists() and not Document.objects.exists()


def test_ten_thousand_tables_are_read_within_the_time():
    row = "<table:table-row><table:table-cell><text:p>x</text:p></table:table-cell></table:table-row>"
    begun = time.monotonic()
    imported = read_document(sent(open_text(f"<table:table>{row}</table:table><text:p/>" * 10_000)))
    assert imported.count("table") == 10_000
    assert time.monotonic() - begun < 60


def test_a_table_of_a_thousand_million_columns_is_a_table():
    cell = '<table:table-cell table:number-columns-spanned="999999999"><text:p>x</text:p></table:table-cell>'
    row = f"<table:table-row>{cell}</table:table-row>"
    column = '<table:table-column table:number-columns-repeated="999999999"/>'
    content = read_document(sent(open_text(f"<table:table>{column}{row}</table:table>"))).content
    assert content["content"][0]["content"][0]["content"][0]["attrs"]["colspan"] <= 200


@pytest.mark.parametrize(
    "name", ["../../../../tmp/x.png", "/etc/passwd", "media/../../x.png", "..\\..\\x.png", "C:\\x.png"]
)
def test_names_that_lead_out_of_the_archive_lead_nowhere(begin, name):
    frame = f'<text:p>Avant</text:p><text:p><draw:frame><draw:image xlink:href="{name}"/></draw:frame></text:p>'
    made = io.BytesIO(open_text(frame))
    with zipfile.ZipFile(made, "a") as archive:
        archive.writestr(name, b"\x89PNG\r\n")
    before = stored_images()
    page = begin(made.getvalue()).content.decode()
    assert "1 image" in page and "n’a pas pu être reprise" in page
    assert coediting.as_text(Specification.objects.get().document).strip() == "Avant"
    assert not Image.objects.exists() and stored_images() == before


@pytest.mark.parametrize("kind", ["docx", "odt"])
@pytest.mark.parametrize(
    "content",
    [
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"\x89PNG\r\n\x1a\n" + b"\0" * 200,
        b"MZ\x90\0" * 50,
        b"",
    ],
    ids=["svg", "broken", "program", "empty"],
)
def test_images_that_are_none_are_left_out_and_said(begin, kind, content):
    data = pictured(kind)
    page = begin(swapped(data, picture_in(data), content)).content.decode()
    assert "n’a pas pu être reprise" in page
    words = coediting.as_text(Specification.objects.get().document)
    assert "Avant" in words and "[Un plan]" in words and "Après" in words
    assert not Image.objects.exists()


@pytest.mark.parametrize("address", ["https://evil.example/pixel.png", "file:///etc/passwd", "//evil.example/x.png"])
def test_what_a_file_names_elsewhere_is_never_fetched(monkeypatch, address):
    def never(*_arguments, **_choices):
        raise AssertionError("something was fetched")

    monkeypatch.setattr("socket.socket.connect", never)
    frame = f'<text:p>Avant <draw:frame><draw:image xlink:href="{address}"/></draw:frame></text:p>'
    with zipfile.ZipFile(io.BytesIO(open_text(frame))) as archive:
        odt.tree_of(archive)  # as the other process does it
    imported = read_document(sent(open_text(frame)))
    assert imported.pictures == {}


@pytest.mark.parametrize("address", ["javascript:alert(1)", "vbscript:x", "data:text/html,x", "file:///etc/passwd"])
def test_links_that_run_something_are_words(address):
    link = f'<text:p>Voir <text:a xlink:href="{address}">ici</text:a></text:p>'
    content = read_document(sent(open_text(link))).content
    assert content["content"] == [{"type": "paragraph", "content": [{"type": "text", "text": "Voir ici"}]}]


def test_macros_are_left_out_of_both_kinds():
    found = [
        read_document(sent(data)).left_out
        for data in (word(word__vbaProject_bin=b"x"), open_text("<text:p>x</text:p>", Basic__Standard__x_xml="<x/>"))
    ]
    assert found == [["macros"], ["macros"]]


def test_styles_that_come_from_one_another_in_a_circle_end():
    styles = f'<office:styles xmlns:office="{ODF}:office:1.0" xmlns:style="{ODF}:style:1.0">'
    for name, parent in (("A", "B"), ("B", "A")):
        styles += f'<style:style style:name="{name}" style:family="paragraph" style:parent-style-name="{parent}"/>'
    body = '<text:p text:style-name="A">Une phrase</text:p>'
    content = read_document(sent(open_text(body, styles_xml=f"{styles}</office:styles>"))).content
    assert content["content"][0]["content"][0]["text"] == "Une phrase"


def test_a_file_that_takes_too_long_leaves_others_their_turn(monkeypatch):
    monkeypatch.setattr("workgroups.importing.apart.SECONDS", 0.000_1)
    for data in (word(), open_text("<text:p>x</text:p>")):
        with pytest.raises(RefusedDocument, match="trop long"):
            read_document(sent(data))


def test_tables_in_tables_that_would_take_minutes_are_given_up_in_time(monkeypatch, begin):
    """A file of ten kilobytes: each table looks through all that stand in it."""
    monkeypatch.setattr("workgroups.importing.apart.SECONDS", 2)
    opening, closing = (
        "<table:table><table:table-row><table:table-cell>",
        "</table:table-cell></table:table-row></table:table>",
    )
    data = open_text(opening * 70 + "<table:table>" + "<table:table-row/>" * 200_000 + "</table:table>" + closing * 70)
    begun = time.monotonic()
    page = begin(data).content.decode()
    assert time.monotonic() - begun < 20
    assert "Le fichier est trop long à lire" in page
    assert not Specification.objects.exists() and not Document.objects.exists()
    assert not TextImport.objects.exclude(source="").exists()


def test_a_text_that_outgrows_the_memory_is_refused_and_the_server_goes_on():
    text_of_a_book = "".join(f"<text:p>{number:x}</text:p>" for number in range(300_000))
    asked = (
        "from workgroups.importing import office; office.MEMORY = 160 * office.MB; raise SystemExit(office.main('odt'))"
    )
    done = subprocess.run(
        [sys.executable, "-c", asked], input=open_text(text_of_a_book), capture_output=True, check=False
    )
    assert (done.returncode, done.stdout) == (3, b"This text is too long for one document: cut the file in two.")


def test_a_fault_of_ours_in_the_other_process_is_not_said_to_be_the_file_s(monkeypatch):
    monkeypatch.setattr("workgroups.importing.apart.ROOT", "/")
    monkeypatch.delenv("PYTHONPATH", raising=False)
    with pytest.raises(RuntimeError, match="workgroups"):
        read_document(sent(open_text("<text:p>x</text:p>")))
