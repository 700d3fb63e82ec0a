"""portal/files/checks.py: what may come in, and the sentence that says why something may not."""

import hashlib
import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.utils import translation

from portal.files import MB, RefusedFile, check_upload
from portal.files.checks import safe_name
from tests.factories.projects import pdf_upload

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 40
JPG = b"\xff\xd8\xff\xe0\x00\x10JFIF" + b"\x00" * 40


def archive(*names, first=None):
    """A zip with these members; `first` is (name, content), stored uncompressed before them."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as written:
        if first:
            written.writestr(*first)
        for name in names:
            written.writestr(name, "x")
    return kept.getvalue()


DOCX = archive("[Content_Types].xml", "_rels/.rels", "word/document.xml")
ODT = archive("content.xml", first=("mimetype", "application/vnd.oasis.opendocument.text"))


def refusal(name, content):
    with translation.override("en"), pytest.raises(RefusedFile) as refused:
        check_upload(SimpleUploadedFile(name, content))
    return str(refused.value)


@pytest.mark.parametrize(
    ("name", "content", "content_type"),
    [
        ("scan.PNG", PNG, "image/png"),
        ("photo.jpeg", JPG, "image/jpeg"),
        ("note.docx", DOCX, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("note.odt", ODT, "application/vnd.oasis.opendocument.text"),
        ("liste.csv", "nom;ville\nÉlise;Melun\n".encode("cp1252"), "text/csv"),
        ("liste.txt", "é".encode("utf-16"), "text/plain"),
    ],
)
def test_a_file_that_is_what_it_says_is_taken(name, content, content_type):
    checked = check_upload(SimpleUploadedFile(name, content, content_type="application/x-lie"))
    assert checked.content_type == content_type
    assert checked.size == len(content)
    assert checked.sha256 == hashlib.sha256(content).hexdigest()


def test_the_upload_is_left_at_its_beginning():
    upload = pdf_upload()
    check_upload(upload)
    assert upload.read(5) == b"%PDF-"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("rapport.pdf", PNG),
        ("rapport.pdf", b"<html><script>alert(1)</script></html>"),
        ("photo.png", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
        ("note.docx", archive("xl/workbook.xml", "[Content_Types].xml")),
        ("note.docx", archive("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin")),
        ("note.docx", DOCX[:-30]),
        ("note.odt", archive("content.xml", first=("mimetype", "application/zip"))),
        ("note.txt", b"\xef\xbb\xbf  <!DOCTYPE html><script>"),
        ("note.csv", b"MZ\x00\x90\x00"),
    ],
)
def test_a_content_that_is_not_what_the_extension_says_is_refused(name, content):
    extension = name.rsplit(".", 1)[1]
    assert refusal(name, content) == (
        f"The content of “{name}” is not that of a .{extension} file: open it and save it again."
    )


@pytest.mark.parametrize("name", ["logo.svg", "page.html", "outil.exe", "dossier.zip", "sansextension", "note.pdf.js"])
def test_a_kind_that_is_not_listed_is_refused_whatever_is_in_it(name):
    told = refusal(name, b"%PDF-1.4 something")
    assert told.startswith(f"“{name}” is not of a kind we can take. Accepted files: csv,")


def test_an_empty_file_is_refused():
    assert refusal("vide.pdf", b"") == "“vide.pdf” is empty: nothing could be read in it."


def test_fifty_one_megabytes_are_refused_before_they_are_read():
    upload = TemporaryUploadedFile("gros.pdf", "application/pdf", 51 * MB, None)
    with translation.override("en"), pytest.raises(RefusedFile) as refused:
        check_upload(upload)
    upload.close()
    assert str(refused.value).replace("\xa0", " ") == "“gros.pdf” weighs 51.0 MB; a file may weigh up to 50.0 MB."


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\mairie\\note.pdf", "note.pdf"),
        ('étude "finale"\n<v2>.pdf', "étude finale v2.pdf"),
        ("   .pdf", "pdf"),
        ("", "file"),
        ("note\u202egpj.pdf", "notegpj.pdf"),
    ],
)
def test_a_name_keeps_its_last_part_without_what_could_harm(given, kept):
    assert safe_name(given) == kept


def test_a_name_of_three_hundred_characters_is_cut_and_keeps_its_extension():
    name = safe_name("a" * 300 + ".docx")
    assert len(name) == 150
    assert name.endswith("a.docx")
