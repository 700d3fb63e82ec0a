"""robots.txt, the sitemap, the pages that say what went wrong, images."""

import pytest
from django.test import override_settings
from wagtail.images.tests.utils import get_test_image_file

from tests.factories.pages import HomePageFactory, StandardPageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    return HomePageFactory()


def test_the_icon_is_found_where_browsers_look_for_it(client):
    assert client.get("/favicon.ico").url.endswith(".svg")


def test_robots_txt_keeps_crawlers_from_personal_screens(client, home):
    text = client.get("/robots.txt").content.decode()
    assert "Disallow: /espace/" in text
    assert "Sitemap: http" in text


def test_the_sitemap_lists_live_pages_only(client, home):
    StandardPageFactory(parent=home, title="Nous", slug="nous")
    StandardPageFactory(parent=home, title="Brouillon", slug="brouillon", live=False)
    sitemap = client.get("/sitemap.xml").content.decode()
    assert "/nous/</loc>" in sitemap
    assert "brouillon" not in sitemap


def test_an_unknown_address_gets_a_helpful_page(client, home):
    answer = client.get("/nulle-part/")
    assert answer.status_code == 404
    page = answer.content.decode()
    assert "Il n’y a pas de page à cette adresse" in page
    assert "next=/nulle-part/" in page


def test_the_page_of_a_breakdown_asks_nothing_of_the_database(rf, django_assert_num_queries):
    from django.views.defaults import server_error  # the handler Django uses for 500

    with django_assert_num_queries(0):
        answer = server_error(rf.get("/"))
    assert answer.status_code == 500
    assert "Une erreur est survenue" in answer.content.decode()


def test_an_image_is_public_and_kept_and_a_document_is_not_served_so(client, home, tmp_path):
    (tmp_path / "images").mkdir()
    (tmp_path / "documents").mkdir()
    (tmp_path / "images" / "plan.png").write_bytes(get_test_image_file().file.getvalue())
    (tmp_path / "documents" / "note.txt").write_text("réservé")
    with override_settings(MEDIA_ROOT=tmp_path):
        assert client.get("/media/documents/note.txt").status_code == 404
        assert client.get("/media/images/../documents/note.txt").status_code == 404
        answer = client.get("/media/images/plan.png")
        assert answer["Content-Type"] == "image/png"
        assert "immutable" in answer["Cache-Control"]
        assert b"".join(answer.streaming_content).startswith(b"\x89PNG")
        answer.close()


def test_the_gallery_shows_every_component_and_a_refused_form(client, home):
    assert "timeline" in client.get("/demo/composants/").content.decode()
    page = client.post("/demo/composants/", {}).content.decode()
    assert 'role="alert"' in page
    assert 'href="#id_name"' in page
