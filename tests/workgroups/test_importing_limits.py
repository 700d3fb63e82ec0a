"""What a file may weigh, part by part: each limit by itself, on a file that is refused for nothing else."""

import io
import zipfile

import pytest

from workgroups.importing import RefusedDocument, read_document

from .test_importing import sent, word
from .test_importing_hostile import open_text, pictured

pytestmark = pytest.mark.django_db
ARCHIVE = "workgroups.importing.archive"


def refused(data):
    with pytest.raises(RefusedDocument) as refusal:
        read_document(sent(data))
    return str(refusal.value)


@pytest.mark.parametrize(("limit", "most"), [("MAX_PARTS", 2), ("MAX_UNPACKED", 100), ("MAX_MARKUP", 100)])
def test_parts_bytes_and_markup_have_a_limit_each(monkeypatch, limit, most):
    assert read_document(sent(word())).content
    monkeypatch.setattr(f"{ARCHIVE}.{limit}", most)
    assert "démesuré" in refused(word())


def test_markup_counts_for_itself_and_pictures_do_not(monkeypatch):
    data = pictured("docx")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        markup = sum(part.file_size for part in archive.infolist() if part.filename.endswith((".xml", ".rels")))
    monkeypatch.setattr(f"{ARCHIVE}.MAX_MARKUP", markup)
    assert read_document(sent(data)).content


def test_a_part_under_a_password_is_said_to_be(monkeypatch):
    data = bytearray(word())
    place = data.rfind(b"PK\x01\x02")  # the last part's entry in the archive's list: its flags stand 8 bytes on
    data[place + 8] |= 1
    assert "mot de passe" in refused(bytes(data))


def test_a_picture_beyond_the_limit_is_left_out_and_its_words_stay(monkeypatch):
    data = pictured("docx")
    assert len(read_document(sent(data)).pictures) == 1
    monkeypatch.setattr("workgroups.importing.pictures.MAX_PICTURE", 10)
    imported = read_document(sent(data))
    assert not imported.pictures
    assert "Un plan" in str(imported.content)


@pytest.mark.parametrize(("entity", "is_taken"), [("", True), (' [<!ENTITY a "ha">]', False)])
def test_the_list_of_parts_may_bring_a_doctype_and_no_entity(entity, is_taken):
    listed = f"<!DOCTYPE manifest:manifest{entity}><manifest:manifest/>"
    data = open_text("<text:p>Un texte</text:p>", **{"META-INF__manifest_xml": listed})
    if is_taken:
        assert "Un texte" in str(read_document(sent(data)).content)
    else:
        assert "entités XML" in refused(data)
