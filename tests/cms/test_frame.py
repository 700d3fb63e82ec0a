"""Menus come from the page tree; the language switch leads to the same page, where it exists."""

import re

import pytest
from django.urls import reverse
from wagtail.models import Locale

from portal.cms.frame import Frame
from tests.factories.pages import HomePageFactory, StandardPageFactory
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    return HomePageFactory()


def links_in(page, label):
    nav = re.search(rf'<nav[^>]*aria-label="{label}".*?</nav>', page, re.S).group()
    return re.findall(r'<a href="([^"]+)"', nav)


def test_the_menu_shows_marked_pages_of_the_first_level_in_the_trees_order(client, home):
    about = StandardPageFactory(parent=home, title="Nous", slug="nous", show_in_menus=True)
    StandardPageFactory(parent=about, title="Plus bas", slug="plus-bas", show_in_menus=True)
    StandardPageFactory(parent=home, title="Caché", slug="cache")
    StandardPageFactory(parent=home, title="Aider", slug="aider", show_in_menus=True)
    assert links_in(client.get("/").content.decode(), "Menu principal") == ["/nous/", "/aider/"]


def test_a_draft_is_not_in_the_menu(client, home):
    StandardPageFactory(parent=home, title="Brouillon", slug="brouillon", show_in_menus=True, live=False)
    assert links_in(client.get("/").content.decode(), "Menu principal") == []


def test_the_menu_follows_a_page_that_is_published(client, home, django_capture_on_commit_callbacks):
    client.get("/")
    page = StandardPageFactory(parent=home, title="Neuf", slug="neuf", show_in_menus=True, live=False)
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()
    assert links_in(client.get("/").content.decode(), "Menu principal") == ["/neuf/"]


def test_the_page_being_read_is_marked(client, home):
    StandardPageFactory(parent=home, title="Nous", slug="nous", show_in_menus=True)
    assert '<a href="/nous/" aria-current="page">' in client.get("/nous/").content.decode()


def test_legal_pages_are_at_the_foot(client, home):
    StandardPageFactory(parent=home, title="Mentions", slug="mentions", show_in_footer=True)
    foot = client.get("/").content.decode().partition("<footer")[2]
    assert 'href="/mentions/"' in foot


def test_the_language_switch_shows_only_translations_that_exist(client, home):
    page = StandardPageFactory(parent=home, title="Nous", slug="nous")
    assert "hreflang" not in client.get("/nous/").content.decode()
    english = Locale.objects.create(language_code="en")
    home.copy_for_translation(english).save_revision().publish()
    page.copy_for_translation(english).save_revision().publish()
    assert 'href="/en/nous/" lang="en" hreflang="en"' in client.get("/nous/").content.decode()
    assert 'href="/nous/" lang="fr" hreflang="fr"' in client.get("/en/nous/").content.decode()


def test_a_draft_translation_is_not_offered(client, home):
    english = Locale.objects.create(language_code="en")
    copy = home.copy_for_translation(english)
    assert not copy.live
    assert "hreflang" not in client.get("/").content.decode()


def test_an_apps_screen_exists_in_both_languages(client, home):
    page = client.get(reverse("account_login")).content.decode()
    assert 'href="/en/compte/login/" lang="en" hreflang="en"' in page


def test_a_visitor_may_log_in_and_somebody_known_may_leave(client, home):
    assert reverse("account_login") in client.get("/").content.decode()
    client.force_login(PersonFactory(first_name="Nadia"))
    page = client.get("/").content.decode()
    assert "Nadia" in page
    assert f'action="{reverse("account_logout")}"' in page
    assert "/gestion/" not in page


def test_the_frame_costs_no_query_once_its_menus_are_kept(rf, home, django_assert_num_queries):
    StandardPageFactory(parent=home, title="Nous", slug="nous", show_in_menus=True)
    assert len(Frame(rf.get("/")).menu) == 1
    with django_assert_num_queries(0):
        assert len(Frame(rf.get("/")).menu) == 1
