"""A page never takes the address of an app's screen."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from portal.cms.addresses import is_taken
from portal.pages.models import EventIndexPage, NewsIndexPage, StandardPage
from tests.factories.events import EventFactory
from tests.factories.pages import HomePageFactory, NewsIndexPageFactory, StandardPageFactory
from tests.factories.people import PersonFactory


@pytest.mark.parametrize(
    "path",
    [
        "compte/",
        "compte/login/",
        "espace/",
        "gestion/",
        "demo/",
        "en/",
        "media/",
        "static/",
        "healthz/",
        "projets/",
        "projets/melun/",
        "evenements/forum/inscription/",
    ],
)
def test_an_apps_address_is_taken(path):
    assert is_taken(path)


@pytest.mark.parametrize("path", ["association/", "association/compte/", "evenements/forum/", "actualites/projets/"])
def test_an_ordinary_address_is_free(path):
    assert not is_taken(path)


def test_only_the_apps_own_index_page_sits_on_its_address():
    assert not is_taken("projets/", home_of="projets")
    assert is_taken("projets/", home_of="evenements")


@pytest.mark.django_db
def test_saving_a_page_on_an_apps_address_is_refused():
    home = HomePageFactory()
    with pytest.raises(ValidationError) as refused:
        StandardPageFactory(parent=home, title="Compte", slug="compte").full_clean()
    assert "slug" in refused.value.message_dict


@pytest.mark.django_db
def test_the_page_form_says_why_the_slug_is_refused(client):
    home = HomePageFactory()
    client.force_login(PersonFactory(superuser=True))
    address = reverse("wagtailadmin_pages:add", args=["pages", "standardpage", home.pk])
    empty_body = {"body-count": "0"}
    answer = client.post(
        address,
        {"title": "Espace", "slug": "espace", **empty_body, "comments-TOTAL_FORMS": 0, "comments-INITIAL_FORMS": 0},
        follow=True,
    )
    assert "mène à un écran du portail" in answer.content.decode()
    assert not StandardPage.objects.filter(slug="espace").exists()


@pytest.mark.django_db
def test_a_page_is_not_moved_onto_a_screen(client):
    home = HomePageFactory()
    section = StandardPageFactory(parent=home, title="Rubrique", slug="rubrique")
    page = StandardPageFactory(parent=section, title="Compte", slug="compte")
    client.force_login(PersonFactory(superuser=True))
    client.post(reverse("wagtailadmin_pages:move_confirm", args=[page.pk, home.pk]))
    page.refresh_from_db()
    assert page.url_path == "/accueil/rubrique/compte/"


@pytest.mark.django_db
def test_the_index_page_of_events_is_served_at_the_apps_address(client):
    home = HomePageFactory()
    home.add_child(instance=EventIndexPage(title="Événements", slug="evenements", locale=home.locale))
    EventFactory(title_fr="Une étape")
    assert "Une étape" in client.get("/evenements/").content.decode()


@pytest.mark.django_db
def test_an_index_page_of_another_kind_may_not_sit_there():
    home = HomePageFactory()
    with pytest.raises(ValidationError):
        NewsIndexPageFactory(parent=home, slug="evenements").full_clean()
    assert NewsIndexPage.home_of == ""
