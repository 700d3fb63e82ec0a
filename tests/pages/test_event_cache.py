"""The page of an event is made once for all visitors, and anew as soon as what it shows has changed."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import PageViewRestriction

from events import actions
from events.enums import EventStatus
from events.models import Event, Workshop
from portal import roles
from portal.cms import whole_pages
from portal.pages.models import EventIndexPage, EventPage
from tests.factories.events import EventFactory, SlotFactory, WorkshopFactory, registered
from tests.factories.pages import HomePageFactory
from tests.factories.people import PersonFactory
from tests.factories.preparing import with_role

pytestmark = pytest.mark.django_db
ADDRESS = "/evenements/une-etape/"


@pytest.fixture
def index():
    home = HomePageFactory()
    return home.add_child(instance=EventIndexPage(title="Événements", slug="evenements", locale=home.locale))


@pytest.fixture
def page(index):
    event = EventFactory(slug="une-etape", title_fr="Une étape")
    WorkshopFactory(slot=SlotFactory(event=event), title_fr="Modèles économiques")
    return index.add_child(instance=EventPage(title="Une étape", slug="une-etape", event=event, locale=index.locale))


@pytest.fixture
def asks(client, django_assert_max_num_queries):
    """`asks()` is the text a visitor gets, `asks.queries` what it took."""
    client.get("/")  # the very first page of a site writes its identity

    def ask(address=ADDRESS, **headers):
        with django_assert_max_num_queries(100) as counted:
            ask.answer = client.get(address, **headers)
        ask.queries = len(counted)
        return ask.answer.text

    return ask


def test_the_second_visitor_costs_the_database_nothing(page, asks):
    first = asks()
    assert asks.queries > 0
    assert asks() == first
    assert asks.queries == 0


def test_what_is_shared_carries_nothing_of_anybody(page, asks):
    assert "csrfmiddlewaretoken" not in asks()
    assert not asks.answer.cookies
    assert "Cookie" in asks.answer["Vary"]
    assert asks.answer["Cache-Control"] == "public, no-cache"


def test_a_browser_that_has_the_page_is_told_that_it_still_holds(page, asks):
    asks()
    text = asks(HTTP_IF_NONE_MATCH=asks.answer["ETag"])
    assert (asks.answer.status_code, text, asks.queries) == (304, "", 0)


def test_somebody_logged_in_gets_a_page_of_their_own(page, asks, client):
    asks()
    client.force_login(PersonFactory(first_name="Zoé"))
    assert "Zoé" in asks()
    assert asks.answer["Cache-Control"] == "private"
    client.logout()
    assert "Zoé" not in asks()


def test_who_may_manage_the_event_finds_the_way_and_nobody_else_sees_it(page, asks, client):
    manage = f'href="/evenements/{page.event.slug}/preparation/"'
    assert manage not in asks()
    client.force_login(PersonFactory())
    assert manage not in asks()
    client.force_login(with_role(page.event))
    assert manage in asks() and "Gérer cet événement" in asks()
    client.logout()
    assert manage not in asks()


def test_publishing_shows_the_change_at_once(page, asks):
    asks()
    page.title = "Un autre titre"
    page.save_revision().publish()
    assert "Un autre titre" in asks()


def test_taking_the_page_back_takes_it_away_at_once(page, asks):
    asks()
    page.unpublish()
    asks()
    assert asks.answer.status_code == 404


def test_a_page_that_gets_a_password_is_no_longer_shown(page, asks):
    asks()
    PageViewRestriction.objects.create(page=page, restriction_type="password", password="secret")
    assert "Modèles économiques" not in asks()


@pytest.mark.parametrize("change", ["event", "workshop", "new workshop", "removed workshop", "series of saves"])
def test_a_change_of_the_event_or_its_programme_shows_at_once(page, asks, change):
    asks()
    workshop = Workshop.objects.get()
    if change == "event":
        page.event.venue = "Autre halle"
        page.event.save()
        assert "Autre halle" in asks()
    elif change == "workshop":
        workshop.title_fr = "Autre atelier"
        workshop.save()
        assert "Autre atelier" in asks()
    elif change == "new workshop":
        WorkshopFactory(slot=workshop.slot, title_fr="Atelier ajouté")
        assert "Atelier ajouté" in asks()
    elif change == "removed workshop":
        workshop.delete()
        assert "Modèles économiques" not in asks()
    else:
        for room in ("Salle 1", "Salle 2"):
            workshop.room = room
            workshop.save()
            assert room in asks()


def test_a_change_that_comes_while_the_page_is_made_is_not_lost(page, asks, monkeypatch):
    serve = EventPage.serve

    def serve_slowly(self, request, *args, **kwargs):
        response = serve(self, request, *args, **kwargs).render()
        page.event.venue = "Autre halle"
        page.event.save()
        return response

    with monkeypatch.context() as patch:
        patch.setattr(EventPage, "serve", serve_slowly)
        assert "Autre halle" not in asks()
    assert "Autre halle" in asks()


def test_the_page_opens_registration_on_the_second(page, asks, monkeypatch):
    opening = timezone.now() + timedelta(seconds=5)
    Event.objects.update(registration_opens_at=opening)
    assert "S’inscrire" not in asks().partition("<main")[2]
    assert "S’inscrire" not in asks().partition("<main")[2] and asks.queries == 0
    monkeypatch.setattr(timezone, "now", lambda: opening)
    monkeypatch.setattr(whole_pages.time, "time", lambda: opening.timestamp())
    assert "S’inscrire" in asks().partition("<main")[2]


def test_what_nobody_announced_is_forgotten_soon(page, asks, monkeypatch):
    asks()
    Event.objects.update(venue="Autre halle")  # past every signal
    later = whole_pages.time.time() + whole_pages.KEPT_SECONDS
    monkeypatch.setattr(whole_pages.time, "time", lambda: later)
    assert "Autre halle" in asks()


def test_each_language_has_its_page(page, asks):
    french = asks()
    assert asks("/en" + ADDRESS) != french
    assert asks() == french


def test_places_carry_the_time_at_which_they_were_counted(page, asks):
    text = asks()
    registered(page.event)
    assert asks() == text  # the page's numbers are a moment old …
    assert "3 places libres sur 3" in text
    assert "Comptées à <span data-places-at>" in text  # … and it says so, for those without a script
    assert f'data-places-url="{ADDRESS}places/"' in text


def test_an_audience_with_places_of_its_own_is_told_apart(page, asks):
    audience = page.event.audiences.create(name_fr="Étudiants")
    page.event.pools.create(audience=audience)
    actions.set_audience_capacity(audience, places=7)
    text = " ".join(asks().split())
    assert f'dont Étudiants : <span data-places="audience-{audience.pk}">7 places libres sur 7</span>' in text


def test_where_registration_is_closed_nothing_is_counted(index, asks):
    event = EventFactory(slug="une-etape", closed=True)
    index.add_child(instance=EventPage(title="Une étape", slug="une-etape", event=event, locale=index.locale))
    assert "data-places" not in asks()


def test_the_list_of_events_is_shared_too(page, asks):
    asks("/evenements/")
    assert "Une étape" in asks("/evenements/") and asks.queries == 0
    page.event.title_fr = "Renommée"
    page.event.save()
    assert "Renommée" in asks("/evenements/")


def test_the_page_of_an_event_in_preparation_is_there_for_those_alone_who_prepare_it(client, page, asks):
    asks()
    page.event.status = EventStatus.DRAFT
    page.event.save()

    asks()
    assert asks.answer.status_code == 404
    staff = PersonFactory()
    roles.grant(roles.AssociationRole, person=staff, role=roles.AssociationRoles.STAFF, by=None)
    client.force_login(staff)
    assert "Une étape" in asks()
