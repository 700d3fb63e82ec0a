"""What may come by mistake or by malice: a clear answer, nothing lost, nothing kept that should not be."""

import io
import uuid
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from projects.models import DraftFile
from tests.factories.projects import MilestoneFactory, lead_of, pdf_upload

pytestmark = pytest.mark.django_db
WORD = "word/document.xml"


def document(*members):
    """A .docx with these (name, content) members."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in [("[Content_Types].xml", "<Types/>"), *members]:
            archive.writestr(name, content)
    return written.getvalue()


def bomb():
    """A small .docx that says it unpacks to four gigabytes."""
    content = bytearray(document((WORD, b"\0" * 1000)))
    at = content.rindex(b"PK\x01\x02")  # the directory's entry of the last member: its unpacked size
    content[at + 24 : at + 28] = (0xFFFFFFFE).to_bytes(4, "little")
    return bytes(content)


REFUSED = {
    "another kind of content": ("étude.pdf", b"PK\x03\x04 rien", "n’est pas celui d’un fichier .pdf"),
    "svg": ("logo.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "n’est pas d’un type accepté"),
    "html": ("page.html", b"<html></html>", "n’est pas d’un type accepté"),
    "svg as a text": ("logo.txt", b"<svg/>", "n’est pas celui d’un fichier .txt"),
    "empty": ("vide.pdf", b"", "vide"),
    "bomb": ("bombe.docx", bomb(), "n’est pas celui d’un fichier .docx"),
    "macros": (
        "macros.docx",
        document((WORD, "x"), ("word/vbaProject.bin", "x")),
        "n’est pas celui d’un fichier .docx",
    ),
}


@pytest.fixture
def milestone():
    return MilestoneFactory()


@pytest.fixture
def lead(milestone, client):
    person = lead_of(milestone.project)
    client.force_login(person)
    return person


def send(client, milestone, **sent):
    address = reverse("projects:milestone-submit", args=[milestone.project.slug, milestone.public_id])
    return client.post(address, {"public_id": uuid.uuid4(), "text": "Tapé longuement."} | sent)


@pytest.mark.parametrize("case", REFUSED)
def test_a_bad_file_is_refused_by_name_and_the_text_stays(client, milestone, lead, case):
    name, content, said = REFUSED[case]
    answer = send(client, milestone, uploads=[SimpleUploadedFile(name, content), pdf_upload("bon.pdf")])
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert said in shown
    assert "Tapé longuement." in shown
    assert [draft.name for draft in DraftFile.objects.all()] == ["bon.pdf"]
    assert not milestone.submissions.exists()


def test_a_file_of_51_mb_is_refused(client, milestone, lead):
    big = SimpleUploadedFile("gros.pdf", b"%PDF-1.4" + bytes(51 * 1024 * 1024))
    answer = send(client, milestone, uploads=[big])
    assert (answer.status_code, "jusqu’à 50" in answer.content.decode()) == (422, True)
    assert not DraftFile.objects.exists()


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Documents\\étude.pdf", "étude.pdf"),
        ("a" * 300 + ".pdf", "a" * 146 + ".pdf"),
        ("bi\u202efdp.exe.pdf", "bifdp.exe.pdf"),
    ],
)
def test_names_are_made_safe(client, milestone, lead, name, kept):
    upload = pdf_upload()
    upload._name = name  # as a hostile client would send it
    send(client, milestone, uploads=[upload])
    [piece] = milestone.submissions.get().deliverables.all()
    assert piece.name == kept
    assert "/" in piece.file.name
    assert kept not in piece.file.name


def test_a_good_document_is_taken(client, milestone, lead):
    send(client, milestone, uploads=[SimpleUploadedFile("note.docx", document((WORD, "<w/>")))])
    assert [piece.name for piece in milestone.submissions.get().deliverables.all()] == ["note.docx"]


@pytest.mark.parametrize("field", ["pieces", "carried", "deposits"])
@pytest.mark.parametrize("value", ["0", "nonsense", str(uuid.UUID(int=1))])
def test_an_invented_identifier_is_refused_and_the_text_stays(client, milestone, lead, field, value):
    answer = send(client, milestone, **{field: [value]})
    assert answer.status_code == 422
    assert "Tapé longuement." in answer.content.decode()
    assert not milestone.submissions.exists()
