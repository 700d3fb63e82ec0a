"""A text as a file: every kind, of the draft and of a version; for who reads it."""

import zipfile
from io import BytesIO
from xml.etree import ElementTree

import pypdfium2
import pytest

from portal import coediting
from portal.cms.identity import current_identity
from portal.demo.specifications import h, p, requirement, text
from portal.exports.actions import prepare
from portal.exports.models import Export
from portal.people.erasure import erase_person
from portal.roles import AssociationRole, AssociationRoles, grant
from tests.coediting.texts import BOLD, doc, line, paragraph, suggested
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


@pytest.mark.parametrize("kind", downloads.FILE_KINDS)
def test_a_version_names_nobody_who_was_erased(reader, specification, kind):
    editor = person_with(GroupRoles.EDITOR, specification.group)
    gone = person_with(GroupRoles.COMMENTER, specification.group, first_name="Nour", last_name="Haddad")
    by = suggested("insertion") | {"attrs": NEW["attrs"] | {"author": str(gone.pk), "name": str(gone)}}
    mention = {"type": "mention", "attrs": {"person": str(gone.public_id), "label": str(gone)}}
    coediting.replace_content(specification.document, doc(line("Avec ", mention, (" aussi", by))), by=editor)
    version = keep_version(specification, name="avant", by=editor)
    assert "Haddad" in everything_in(kind, reader.get(address(specification, kind, version)).content)
    administrator = PersonFactory()
    grant(AssociationRole, person=administrator, role=AssociationRoles.ADMINISTRATOR, by=None)
    erase_person(gone, by=administrator)
    content = reader.get(address(specification, kind, version)).content
    parts = [content]
    if kind in PARTS:
        archive = zipfile.ZipFile(BytesIO(content))
        parts = [archive.read(name) for name in archive.namelist()]
    assert "aussi" in everything_in(kind, content) and "Haddad" not in everything_in(kind, content)
    assert not any(b"Haddad" in part for part in parts)


def test_pages_say_the_title_and_the_moment(reader, specification):
    archive = zipfile.ZipFile(BytesIO(reader.get(address(specification, "docx")).content))
    header = shown(archive.read("word/header77.xml"))
    assert "Surfaces" in header and "Brouillon" in header
    assert "TOC" in archive.read("word/document.xml").decode()


PARTS = {"docx": ("word/header77.xml", "word/document.xml"), "odt": ("styles.xml", "content.xml")}


def shown(xml):
    """The words of a part of an office file."""
    return " ".join("".join(ElementTree.fromstring(xml).itertext()).split())


def everything_in(kind, content):
    """All words of a file, those of its header first, blanks as one."""
    if kind == "pdf":
        pages = pypdfium2.PdfDocument(content)
        words = " ".join(page.get_textpage().get_text_bounded() for page in pages)
    elif kind in PARTS:
        archive = zipfile.ZipFile(BytesIO(content))
        words = " ".join(shown(archive.read(part)) for part in PARTS[kind])
    else:
        words = content.decode()
    return " ".join(words.split())


@pytest.mark.parametrize("kind", downloads.FILE_KINDS)
def test_a_file_names_the_association_then_the_group(reader, specification, kind):
    identity = current_identity()
    identity.name = "Télécentres d’ici"
    identity.save()
    words = everything_in(kind, reader.get(address(specification, kind)).content)
    by = f"Télécentres d’ici, {specification.group.name}"
    assert by in words
    if kind in PARTS:
        assert words.index(by) < words.index("Surfaces") and words.count(by) == 2  # on each page, and below the title


NEW, GONE = suggested("insertion", "a"), suggested("deletion", "b")
FORMAT = {
    "type": "modification",
    "attrs": GONE["attrs"] | {"id": "c", "type": "mark", "attrName": "bold", "previousValue": None, "newValue": {}},
}
OPEN = "Ce document contient 2 suggestions qui ne sont pas encore acceptées : "
BY = "Suggéré par : Ada <b> (1 mars 2030)."


def taken_away(reader, specification, kind, *blocks):
    coediting.replace_content(specification.document, doc(*blocks), by=specification.created_by)
    return everything_in(kind, reader.get(address(specification, kind)).content)


@pytest.mark.parametrize("kind", downloads.FILE_KINDS)
def test_a_text_with_open_suggestions_says_so_before_anything_else(reader, specification, kind):
    words = taken_away(reader, specification, kind, paragraph("Des lieux ", ("grands ", GONE), ("clairs", NEW), "."))
    how = (
        "elles y figurent comme modifications suivies."
        if kind in PARTS
        else "les ajouts sont soulignés, les suppressions barrées. "
    )
    assert words.index(OPEN + how) < words.index("Des lieux")
    if kind not in PARTS:  # there each change says it
        assert BY in words.replace("&lt;", "<").replace("&gt;", ">").replace("\\", "")


@pytest.mark.parametrize("kind", downloads.FILE_KINDS)
def test_a_text_without_suggestions_says_nothing_of_them(reader, specification, kind):
    words = taken_away(reader, specification, kind, paragraph("Des lieux ", ("clairs", BOLD), "."))
    assert "Des lieux" in words and "suggestion" not in words and "Suggéré" not in words


def test_suggested_formats_are_said_to_be_applied(reader, specification):
    words = taken_away(reader, specification, "md", paragraph("Des lieux ", ("clairs", BOLD, FORMAT), "."))
    assert "Ce document contient 1 suggestion de mise en forme qui n’est pas encore acceptée" in words
    words = taken_away(reader, specification, "docx", paragraph("Des lieux ", ("clairs", FORMAT), (" beaux", NEW)))
    assert "2 suggestions" in words and "mises en forme suggérées sont déjà appliquées" in words and BY in words


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
