"""An erratum is a file of its own: archived as the version's, whose files stay as they were."""

import re
from datetime import timedelta

import pypdfium2
import pytest
from django.utils import timezone

from tests.factories.adoption import adopted, drafted
from tests.tasks import run_waiting_tasks
from workgroups import publishing
from workgroups.actions import publish_erratum
from workgroups.models import ErratumFile

pytestmark = pytest.mark.django_db


@pytest.fixture
def version():
    specification, facilitator = drafted()
    made = adopted(specification, facilitator)
    run_waiting_tasks()
    made.facilitator = facilitator
    return made


def page_of(client, version):
    return client.get(version.get_absolute_url()).content.decode()


def test_what_an_erratum_corrects_bears_a_mark_that_leads_to_it(version, client):
    assert 'href="#erratum-' not in page_of(client, version)
    for text in ("Lire «\xa09 m²\xa0».", "Et «\xa0net\xa0»."):
        publish_erratum(version, text=text, anchor="TIC-001", by=version.facilitator)
    publish_erratum(version, text="Lire «\xa0lieu\xa0» partout.", anchor="", by=version.facilitator)
    page = page_of(client, version)
    [head] = re.findall(r'<section class="requirement" id="TIC-001".*?</p>', page, re.S)
    assert '<a class="place-link" href="#erratum-1" aria-label="errata 1, 2 – TIC-001">errata 1, 2</a>' in head
    assert page.count('class="place-link" href="#erratum-') == 1 and '<div id="erratum-1">' in page


def test_an_erratum_has_a_pdf_beside_the_files_which_stay_as_they_were(version, client):
    before = set(version.files.values_list("kind", "sha256"))
    assert "erratum" not in page_of(client, version)
    erratum = publish_erratum(
        version, text="Lire «\xa09 m²\xa0».\n\nNon «\xa06 m²\xa0».", anchor="TIC-001", by=version.facilitator
    )
    address = version.address("erratum-file", 1)
    assert client.get(address).status_code == 404 and address not in page_of(client, version)
    run_waiting_tasks()
    page = page_of(client, version)
    assert page.count(address) == 2  # beside the erratum, and beside the files
    assert "À lire avec 1 erratum" in page and "tels qu’ils ont été adoptés" in page
    assert set(version.files.values_list("kind", "sha256")) == before

    answer = client.get(address)
    content = b"".join(answer.streaming_content)
    assert answer["Content-Disposition"] == 'inline; filename="surfaces-v1.0-erratum-1.pdf"'
    for declared in (b"<pdfuaid:part>1<", b"<pdfaid:part>2<", b"<pdfaid:conformance>A<"):
        assert declared in content
    read = " ".join(pypdfium2.PdfDocument(content)[0].get_textpage().get_text_bounded().split())
    for said in (
        "Erratum 1 à la v1.0",
        "Surfaces",
        "Lire « 9 m² ».",
        "Non « 6 m² ».",
        "TIC-001",
        version.checksum[:20],
    ):
        assert said.replace("\xa0", " ") in read.replace("\xa0", " "), said
    assert erratum.get_absolute_url() in content.decode("latin-1")
    assert client.get(version.address("erratum-file", 2)).status_code == 404


def test_the_pdf_is_made_once_and_later_where_it_could_not_be(version, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(publishing, "erratum_pdf", lambda _: (_ for _ in ()).throw(RuntimeError("typst")))
        erratum = publish_erratum(version, text="Lire neuf.", by=version.facilitator)
        run_waiting_tasks(failures=True)
    assert publishing.errata_without_file() == []
    assert publishing.errata_without_file(timezone.now() + timedelta(days=1)) == [erratum.pk]
    for _ in range(2):
        publishing.make_erratum_file.enqueue(erratum.pk)
    run_waiting_tasks()
    assert ErratumFile.objects.count() == 1
    assert publishing.errata_without_file(timezone.now() + timedelta(days=1)) == []
