"""A text as a file: every kind, of the draft and of a version; for who reads it."""

import zipfile
from io import BytesIO

import pytest

from portal import coediting
from portal.demo.specifications import h, p, requirement, text
from portal.exports.actions import prepare
from portal.exports.models import Export
from tests.factories.people import PersonFactory
from tests.factories.workgroups import SpecificationFactory, person_with
from workgroups import downloads
from workgroups.actions import keep_version
from workgroups.enums import GroupRoles, SpecificationKinds

pytestmark = pytest.mark.django_db
BEGINNINGS = {"docx": b"PK", "odt": b"PK", "pdf": b"%PDF", "html": b"<!doctype html>", "md": b"# Surfaces"}


@pytest.fixture
def specification():
    content = text(h(1, "Bureaux"), requirement("mandatory", "Neuf mètres carrés.", "Mesurer.", "Respirer."))
    made = SpecificationFactory(title="Surfaces", content=content)
    coediting.give_codes(made.document)
    return made


@pytest.fixture
def reader(client, specification):
    client.force_login(person_with(GroupRoles.READER, specification.group))
    return client


def address(specification, kind, version=None):
    place = f"versions/{version.public_id}/" if version else ""
    return f"{specification.get_absolute_url()}{place}telecharger.{kind}"


@pytest.mark.parametrize("kind", downloads.FILE_KINDS)
def test_a_reader_takes_the_text_away(reader, specification, kind):
    answer = reader.get(address(specification, kind))
    assert answer.status_code == 200
    assert answer.content.startswith(BEGINNINGS[kind])
    assert f"surfaces.{kind}" in answer["Content-Disposition"]
    if kind in ("html", "md"):
        words = answer.content.decode()
        code = f"{specification.code_prefix}-001"
        assert all(word in words for word in ("Bureaux", "Neuf mètres carrés.", code, "Obligatoire", "Brouillon"))
    if kind == "html":
        assert '<html lang="fr">' in words and 'src="http' not in words and "<link" not in words


def test_a_version_is_taken_away_as_it_was(reader, specification):
    editor = person_with(GroupRoles.EDITOR, specification.group)
    version = keep_version(specification, name="avant la séance", by=editor)
    coediting.replace_content(specification.document, text(p("Tout autre chose.")), by=editor)
    words = reader.get(address(specification, "md", version)).content.decode()
    assert "Neuf mètres carrés." in words and "vant la séance" in words and "Tout autre" not in words
    assert (
        reader.get(specification.get_absolute_url() + f"versions/{version.public_id}/exigences.xlsx").content[:2]
        == b"PK"
    )


def test_pages_say_the_title_and_the_moment(reader, specification):
    archive = zipfile.ZipFile(BytesIO(reader.get(address(specification, "docx")).content))
    header = archive.read("word/header77.xml").decode()
    assert "Surfaces" in header and "Brouillon" in header
    assert "TOC" in archive.read("word/document.xml").decode()


@pytest.mark.parametrize("kind", downloads.FILE_KINDS)
def test_outsiders_find_nothing(client, specification, kind):
    client.force_login(PersonFactory())
    assert client.get(address(specification, kind)).status_code == 404


def test_an_unknown_kind_is_not_found_and_a_guide_has_no_requirements(reader, specification):
    assert reader.get(address(specification, "exe")).status_code == 404
    specification.kind = SpecificationKinds.GUIDE
    specification.save()
    assert reader.get(specification.get_absolute_url() + "exigences.xlsx").status_code == 404
    page = reader.get(specification.get_absolute_url()).content.decode()
    assert "telecharger.odt" in page and "exigences.xlsx" not in page


def test_a_very_long_text_is_prepared_in_the_background(reader, specification, monkeypatch):
    monkeypatch.setattr(downloads, "LONG", 10)
    answer = reader.get(address(specification, "md"))
    export = Export.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, export.get_absolute_url())
    prepare(export)
    answer = reader.get(export.get_absolute_url() + "fichier/")
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/markdown")


def test_only_who_writes_is_offered_to_reword(client, reader, specification):
    address_of_import = f"{specification.get_absolute_url()}exigences/"
    assert address_of_import not in reader.get(specification.get_absolute_url()).content.decode()
    client.force_login(person_with(GroupRoles.COMMENTER, specification.group))
    assert address_of_import not in client.get(specification.get_absolute_url()).content.decode()
    client.force_login(person_with(GroupRoles.EDITOR, specification.group))
    assert address_of_import in client.get(specification.get_absolute_url()).content.decode()
