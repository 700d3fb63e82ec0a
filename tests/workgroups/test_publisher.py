"""Who publishes a text: the association, then the group; on its page, in its citation, on every page of its files."""

import zipfile
from io import BytesIO

import pypdfium2
import pytest

from portal.cms.identity import current_identity
from tests.coediting.texts import doc, paragraph
from tests.factories.adoption import adopted, drafted
from tests.factories.workgroups import GroupFactory
from workgroups import publishing
from workgroups.enums import FileKinds

pytestmark = pytest.mark.django_db


@pytest.fixture
def version():
    identity = current_identity()
    identity.name = "Télécentres d’ici & là"
    identity.save()
    long = [paragraph("Une phrase qui remplit la page. " * 30) for _number in range(20)]
    specification, facilitator = drafted(GroupFactory(name="Aménagement <des lieux>"), content=doc(*long), kind="guide")
    return adopted(specification, facilitator)


BY = "Télécentres d’ici & là, Aménagement <des lieux>"


def test_the_page_and_the_citation_name_the_association_then_the_group(version, client):
    page = client.get(version.get_absolute_url()).content.decode()
    assert page.count(BY.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")) == 2
    assert publishing.citation(version).startswith(f"{BY}, «")


def test_every_page_of_the_pdf_names_both(version):
    pages = pypdfium2.PdfDocument(publishing.written(version, FileKinds.PDF))
    read = [page.get_textpage().get_text_bounded() for page in pages]
    assert len(read) >= 3
    assert [page.count(BY) for page in read] == [1] * len(read)
    assert all(page.index(BY) < page.index("Une phrase") for page in read)
    assert all(f"{number} / {len(read)}" in page for number, page in enumerate(read, start=1))


def test_the_word_file_names_both_on_its_pages_and_below_its_title(version):
    archive = zipfile.ZipFile(BytesIO(publishing.written(version, FileKinds.DOCX)))
    by = BY.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    for part in ("word/header77.xml", "word/document.xml"):
        assert by in archive.read(part).decode(), part
