"""Each page type shows its content to anybody, at a cost that does not grow with the list."""

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import Locale, Page

from events.models import Event
from portal.cms.whole_pages import forget_whole_pages
from portal.pages.models import EventIndexPage, EventPage, GroupIndexPage, MemberIndexPage, ProjectIndexPage
from portal.people.models import Person
from portal.roles import AssociationRole, AssociationRoles, grant
from portal.roles.actions import sync_roles
from tests.factories.events import EventFactory, SlotFactory, WorkshopFactory
from tests.factories.members import MandateFactory
from tests.factories.pages import HomePageFactory, NewsIndexPageFactory, NewsPageFactory, StandardPageFactory, body
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    return HomePageFactory()


def add(parent, page_type, **fields):
    return parent.add_child(instance=page_type(locale=parent.locale, **fields))


@pytest.fixture
def events_index(home):
    return add(home, EventIndexPage, title="Événements", slug="evenements")


def announce(index, event, **fields):
    return add(index, EventPage, title=event.title_fr, slug=event.slug, event=event, **fields)


def queries_of(client, path, django_assert_max_num_queries):
    client.get(path)  # what is kept for longer than a request is kept by now
    forget_whole_pages()  # … save the page itself
    with django_assert_max_num_queries(100) as counted:
        assert client.get(path).status_code == 200
    return len(counted)


def test_every_block_shows_its_words(client, home):
    figure = {"value": "60 %", "label": "d’occupation", "source": "IT77", "year": 2013, "note": ""}
    no_link = {"page": None, "address": "", "label": ""}
    card = {"title": "Collectivités", "text": "De la vie.", "link": {**no_link, "page": home.pk}}
    StandardPageFactory(
        parent=home,
        slug="tout",
        body=body(
            ("heading", {"text": "Un intertitre"}),
            ("text", "<p>Du texte.</p>"),
            ("figures", {"title": "Chiffres", "figures": [figure]}),
            ("quote", {"text": "On y vient.", "author": "Une visiteuse, 2013"}),
            ("cards", {"title": "Pour qui", "intro": "", "cards": [card]}),
            ("steps", {"title": "Le fil", "intro": "", "steps": [card, card]}),
            (
                "columns",
                {"columns": [{"title": "Gauche", "text": "<p>a</p>"}, {"title": "Droite", "text": "<p>b</p>"}]},
            ),
            ("definitions", {"title": "Mots", "entries": [{"term": "Tiers-lieu", "definition": "Entre deux."}]}),
            ("table", {"caption": "Membres", "columns": ["Collège", "Nombre"], "rows": [["Un", "6"]], "source": ""}),
            ("call_to_action", {"title": "Écrivez-nous", "text": "", "link": {**no_link, "address": "/contact/"}}),
        ),
    )
    page = client.get("/tout/").content.decode()
    shown = ["Un intertitre", "Du texte.", "IT77, 2013", "On y vient.", "Collectivités", "Le fil", "Gauche"]
    assert [
        words for words in [*shown, "Tiers-lieu", "Membres", 'href="/contact/"', 'href="/"'] if words not in page
    ] == []


def test_a_section_lists_the_pages_below_it(client, home):
    section = StandardPageFactory(parent=home, title="Rubrique", slug="rubrique")
    StandardPageFactory(parent=section, title="Dessous", slug="dessous")
    StandardPageFactory(parent=section, title="Pas encore", slug="pas-encore", live=False)
    page = client.get("/rubrique/").content.decode()
    assert 'href="/rubrique/dessous/"' in page
    assert "Pas encore" not in page


@pytest.mark.parametrize(
    ("page_type", "slug"),
    [(ProjectIndexPage, "projets"), (GroupIndexPage, "groupes"), (MemberIndexPage, "adherents")],
)
def test_an_empty_list_says_what_to_do_next(client, home, page_type, slug):
    add(home, page_type, title="Liste", slug=slug)
    assert client.get(f"/{slug}/").status_code == 200


def test_news_are_the_newest_first_at_a_constant_cost(client, home, django_assert_max_num_queries):
    index = NewsIndexPageFactory(parent=home)
    NewsPageFactory(parent=index, title="Ancien", date="2012-05-14")
    one = queries_of(client, "/actualites/", django_assert_max_num_queries)
    NewsPageFactory(parent=index, title="Récent", date="2013-05-15")
    NewsPageFactory(parent=index, title="Brouillon", date="2014-01-01", live=False)
    NewsPageFactory(parent=index, title="Moyen", date="2012-12-18")
    page = client.get("/actualites/").content.decode()
    assert page.index("Récent") < page.index("Moyen") < page.index("Ancien")
    assert "Brouillon" not in page
    assert queries_of(client, "/actualites/", django_assert_max_num_queries) == one


def test_the_list_of_events_shows_what_is_announced_at_a_constant_cost(
    client, events_index, django_assert_max_num_queries
):
    announce(events_index, EventFactory(title_fr="La première"))
    EventFactory(archived=True, title_fr="Celle de 2012", attended=180)
    one = queries_of(client, "/evenements/", django_assert_max_num_queries)
    announce(events_index, EventFactory(title_fr="La deuxième"))
    EventFactory(title_fr="La troisième, sans page")
    EventFactory(draft=True, title_fr="En préparation")
    page = client.get("/evenements/").content.decode()
    assert [
        title for title in ("La première", "La deuxième", "La troisième", "180 participants") if title not in page
    ] == []
    assert "En préparation" not in page
    assert queries_of(client, "/evenements/", django_assert_max_num_queries) == one


def test_an_announcement_shows_date_place_programme_and_the_way_to_register(client, events_index):
    event = EventFactory(title_fr="Une étape", slug="une-etape", venue="Halle du Val (fictif)")
    WorkshopFactory(slot=SlotFactory(event=event), title_fr="Modèles économiques")
    announce(events_index, event)
    page = client.get("/evenements/une-etape/").content.decode()
    assert "Halle du Val (fictif)" in page
    assert "3 places libres sur 3" in page
    assert "Modèles économiques" in page
    assert 'href="/evenements/une-etape/inscription/"' in page


def test_an_archived_stop_shows_its_figure_and_no_registration(client, events_index):
    event = EventFactory(archived=True, slug="etape-2012", attended=180)
    announce(events_index, event)
    page = client.get("/evenements/etape-2012/").content.decode()
    assert "180" in page
    assert "inscription" not in page.partition("<main")[2].partition("</main>")[0]


def test_publishing_an_announcement_leaves_the_event_alone(events_index):
    event = EventFactory(places=2)
    page = announce(events_index, event)
    page.title = "Autre titre"
    page.save_revision().publish()
    event = Event.objects.with_places().get(pk=event.pk)
    assert (event.title_fr, event.capacity, event.places_left) == ("Étape « d’essai »", 2, 2)


def test_translations_announce_the_same_event(client, home, events_index):
    page = announce(events_index, EventFactory(slug="stop", title_en="A stop"))
    english = Locale.objects.create(language_code="en")
    for one in (home, events_index, page):
        one.copy_for_translation(english).save_revision().publish()
    translation = page.get_translation(english)
    assert translation.specific.event == page.event
    answer = client.get("/en/evenements/stop/").content.decode()
    assert 'href="/en/evenements/stop/inscription/"' in answer
    assert 'hreflang="fr"' in answer


def test_home_shows_the_next_event_and_the_news(client, home, events_index):
    announce(events_index, EventFactory(slug="prochaine", title_fr="La prochaine"))
    NewsPageFactory(parent=NewsIndexPageFactory(parent=home), title="Une nouvelle")
    page = client.get("/").content.decode()
    assert 'href="/evenements/prochaine/inscription/"' in page
    assert "Une nouvelle" in page


def test_a_list_page_takes_only_its_own_children(events_index):
    assert not StandardPageFactory._meta.model.can_create_at(events_index)
    assert EventPage.can_create_at(events_index)
    with pytest.raises(ValidationError):
        EventPage(title="Sans événement", slug="vide").full_clean(exclude=["path", "depth"])


def test_an_editor_edits_pages_and_a_member_does_not(home):
    sync_roles()
    editor, outsider = PersonFactory(), PersonFactory()
    grant(AssociationRole, person=editor, role=AssociationRoles.EDITOR, by=None)
    page = Page.objects.get(pk=home.pk)
    assert page.permissions_for_user(Person.objects.get(pk=editor.pk)).can_publish()
    assert not page.permissions_for_user(Person.objects.get(pk=outsider.pk)).can_edit()


def test_who_speaks_for_a_member_finds_its_sheet_from_the_list(home, client):
    add(home, MemberIndexPage, title="Les adhérents", slug="adherents")
    person = PersonFactory()
    client.force_login(person)
    assert "/adherents/mon-organisation/" not in client.get("/adherents/").text
    MandateFactory(person=person)
    assert 'href="/adherents/mon-organisation/"' in client.get("/adherents/").text
