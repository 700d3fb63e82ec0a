"""Search finds what whoever asks may read, whatever the accents, and nothing else."""

import html
import re

import pytest
from django.core.management import call_command
from django.urls import reverse
from wagtail.models import Locale, PageViewRestriction

from portal.finding import Query, excerpt, marked
from portal.members.models import College
from portal.pages.models import EventIndexPage, EventPage, MemberIndexPage, SearchEntry
from tests.factories.events import EventFactory
from tests.factories.members import OrganisationFactory
from tests.factories.pages import HomePageFactory, NewsIndexPageFactory, NewsPageFactory, StandardPageFactory, body
from tests.factories.people import PersonFactory
from tests.factories.projects import ProjectFactory, lead_of
from tests.factories.workgroups import GroupFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    home = HomePageFactory()
    home.save_revision().publish()
    return home


def published(parent, title, text="", factory=StandardPageFactory, **fields):
    """A page as an editor publishes it."""
    page = factory(parent=parent, title=title, body=body(("text", f"<p>{text}</p>")), **fields)
    page.save_revision().publish()
    return page


def screen(client, words, language="", **more):
    return client.get(f"{language}/recherche/", {"q": words, **more}).content.decode()


def titles(page):
    """What was found, in order, without markup."""
    found = re.findall(r'<h3 class="h5 mb-1"><a href="[^"]*">(.*?)</a></h3>', page)
    return [html.unescape(re.sub("<[^>]+>", "", title)) for title in found]


def found(client, words, **more):
    return titles(screen(client, words, **more))


@pytest.mark.parametrize("words", ["telecentre", "TÉLÉCENTRE", "Te\u0301le\u0301centre", "télécentres", "téléc"])
def test_accents_capitals_and_plurals_make_no_difference(client, home, words):
    published(home, "Ouvrir un télécentre", "De la vie au village.")
    assert found(client, words) == ["Ouvrir un télécentre"]


def test_a_ligature_is_found_by_its_two_letters(client, home):
    published(home, "Au cœur du bourg")
    assert found(client, "coeur") == found(client, "CŒUR") == ["Au cœur du bourg"]


def test_every_word_must_be_there_in_the_title_or_in_the_text(client, home):
    published(home, "Le bureau partagé", "À Melun, depuis 2012.")
    published(home, "Le bureau fermé", "À Provins.")
    assert found(client, "bureau melun") == ["Le bureau partagé"]
    assert found(client, "l’espace bureau") == []


def test_a_word_is_found_by_its_beginning_and_not_in_the_middle_of_another(client, home):
    published(home, "Repartager")
    assert found(client, "partager") == []
    assert found(client, "repart") == ["Repartager"]


def test_what_has_the_words_in_its_title_comes_first(client, home):
    published(home, "Anciens bureaux", "Rien d’autre.")
    published(home, "À propos", "On y parle de fibre.")
    published(home, "Zones couvertes par la fibre", "Le détail.")
    assert found(client, "fibre") == ["Zones couvertes par la fibre", "À propos"]


def test_the_words_around_what_was_found_are_shown_and_marked(client, home):
    published(home, "Une page", "mot " * 200 + "le Très Haut Débit arrive " + "mot " * 200)
    page = screen(client, "debit tres")
    assert "le <mark>Très</mark> Haut <mark>Débit</mark> arrive" in page
    assert page.count("mot mot") < 60


def test_blocks_are_searched_and_addresses_are_not(client, home):
    link = {"page": None, "address": "/un-chemin-secret/", "label": "Voir la carte"}
    blocks = body(("call_to_action", {"title": "Rejoignez-nous", "text": "", "link": link}))
    StandardPageFactory(parent=home, title="Adhérer", body=blocks).save_revision().publish()
    assert found(client, "rejoignez carte") == ["Adhérer"]
    assert found(client, "chemin") == []


def test_a_draft_an_unpublished_page_and_a_deleted_page_are_not_found(client, home):
    StandardPageFactory(parent=home, title="Lavoir, brouillon", live=False).save_revision()
    published(home, "Lavoir, retiré").unpublish()
    published(home, "Lavoir, supprimé").delete()
    page = published(home, "Lavoir, public", "Ancien texte.")
    page.body = body(("text", "<p>Texte en préparation</p>"))
    page.save_revision()
    assert found(client, "lavoir") == ["Lavoir, public"]
    assert found(client, "preparation") == []
    assert SearchEntry.objects.count() == 2  # the home page, and this one


def test_a_page_for_some_people_only_is_not_found_nor_what_is_below_it(client, home):
    section = published(home, "Lavoir des adhérents")
    published(section, "Lavoir, plus bas")
    PageViewRestriction.objects.create(page=section, restriction_type=PageViewRestriction.LOGIN)
    assert found(client, "lavoir") == []


def test_only_the_language_of_the_screen_is_searched(client, home):
    published(home, "La fibre")
    english = Locale.objects.create(language_code="en")
    home.copy_for_translation(english).save_revision().publish()
    published(home.get_translation(english), "Fibre for all", slug="fibre", locale=english)
    assert found(client, "fibre") == ["La fibre"]
    assert titles(screen(client, "fibre", language="/en")) == ["Fibre for all"]


def test_a_private_project_is_found_by_its_lead_and_by_no_stranger(client, home):
    project = ProjectFactory(name="Télécentre caché", territory="Brie", summary="Une ancienne sucrerie.")
    lead = lead_of(project)
    for words in ("caché", "brie", "sucrerie"):
        assert found(client, words) == []
    client.force_login(PersonFactory())
    assert found(client, "caché") == []
    client.force_login(lead)
    assert [found(client, words) for words in ("cache", "brie", "sucreries")] == [["Télécentre caché"]] * 3


def test_groups_and_projects_are_found_by_what_they_are_called_now(client, home):
    GroupFactory(name="Téléphonie", aim="Choisir des normes.")
    GroupFactory(private=True, name="Téléphonie interne")
    project = ProjectFactory(name="Ancien nom", is_public=True)
    project.name = "Téléphérique"
    project.save(update_fields=["name"])
    assert found(client, "telep") == ["Téléphérique", "Téléphonie"]
    assert found(client, "normes") == ["Téléphonie"]


def test_an_event_is_found_once_by_its_own_words_and_by_its_announcements(client, home):
    index = home.add_child(instance=EventIndexPage(locale=home.locale, title="Événements", slug="evenements"))
    event = EventFactory(title_fr="L’étape de juin", slug="juin", venue="Halle du Val (fictif)")
    EventFactory(draft=True, title_fr="L’étape de mars")
    announcement = EventPage(locale=home.locale, title="Venez", slug="juin", event=event, intro="Avec un banquet.")
    index.add_child(instance=announcement).save_revision().publish()
    for words in ("etape", "halle val", "banquet", "venez"):
        page = screen(client, words)
        assert titles(page) == ["L’étape de juin"]
        assert 'href="/evenements/juin/"' in page


def test_a_listed_member_is_found_in_its_college(client, home):
    college = College.objects.order_by("pk").first()
    OrganisationFactory(name="Communauté du Bocage (fictif)", short_name="CCB", college=college)
    OrganisationFactory(name="Bocage discret (fictif)", college=college, is_listed=False)
    assert found(client, "bocage") == []  # as long as the list is not published
    home.add_child(instance=MemberIndexPage(locale=home.locale, title="Adhérents", slug="adherents"))
    page = screen(client, "bocage")
    assert titles(page) == ["Communauté du Bocage (fictif) (CCB)"]
    assert f'href="/adherents/#college-{college.pk}"' in page


@pytest.mark.parametrize("words", ['"><script>alert(1)</script>', "<b>télécentre</b>", "%_\\'\0 télé"])
def test_markup_in_the_query_is_shown_as_it_was_typed(client, home, words):
    published(home, "Un <script>télécentre</script>", "Et &lt;img src=x&gt; aussi.")
    page = screen(client, words)
    typed = html.escape(" ".join(words.replace("\0", " ").split()), quote=True)
    assert f'value="{typed}"' in page
    assert "<script>alert" not in page
    assert "<script>t" not in page
    assert "<b>" not in page


def test_markup_in_a_page_stays_text_around_the_marks(client, home):
    published(home, "Balises <i>télécentre</i>", "Une &lt;img src=x&gt; au télécentre.")
    page = screen(client, "telecentre")
    assert "Balises &lt;i&gt;<mark>télécentre</mark>&lt;/i&gt;" in page
    assert "&lt;img src=x&gt; au <mark>télécentre</mark>" in page


@pytest.mark.parametrize(
    ("words", "said"),
    [("", "Que cherchez-vous"), ("  ", "Que cherchez-vous"), ("é", "trop court"), ("!?…", "trop court")],
)
def test_nothing_or_too_little_to_look_for_is_said_kindly(client, home, words, said):
    published(home, "Événement")
    page = screen(client, words)
    assert said in page
    assert titles(page) == []


def test_when_nothing_is_found_there_is_a_next_step_and_the_words_are_kept(client, home):
    published(home, "Contact", show_in_menus=True, slug="contact")
    page = screen(client, "introuvable mot")
    content = page.partition("<main")[2].partition("</main>")[0]
    assert 'value="introuvable mot"' in content
    assert "Rien ne contient tous les mots" in content
    assert 'href="/contact/"' in content
    assert "/compte/login/?next=/recherche/%3Fq%3Dintrouvable%2Bmot" in content


def test_a_very_long_query_is_cut_and_says_so(client, home):
    published(home, "Un télécentre", "un deux trois quatre cinq six sept huit neuf dix")
    page = screen(client, "un deux trois quatre cinq six sept huit neuf dix absent")
    assert titles(page) == ["Un télécentre"]
    assert "seuls les premiers mots" in page
    assert client.get("/recherche/", {"q": "télécentre " * 900}).status_code == 200


def test_each_kind_has_its_count_and_pages_of_its_own(client, home):
    index = published(home, "Actualités", factory=lambda parent, title, body: NewsIndexPageFactory(parent=parent))
    for number in range(12):
        published(index, f"Nouvelle {number:02}", factory=NewsPageFactory, slug=f"n{number}")
    ProjectFactory(name="Nouvelle halle", is_public=True)
    page = screen(client, "nouvelle")
    assert titles(page) == [*(f"Nouvelle {number:02}" for number in range(5)), "Nouvelle halle"]
    assert "13 résultats" in page
    assert 'href="?q=nouvelle&amp;type=pages"' in page
    second = screen(client, "nouvelle", type="pages", page="2")
    assert titles(second) == ["Nouvelle 10", "Nouvelle 11"]
    assert 'href="?q=nouvelle&amp;type=pages&amp;page=1"' in second
    assert found(client, "nouvelle", type="projets") == ["Nouvelle halle"]
    assert found(client, "nouvelle", type="pages", page="x")[0] == "Nouvelle 00"


@pytest.mark.parametrize("logged_in", [False, True])
def test_three_results_cost_as_many_queries_as_one(client, home, django_assert_max_num_queries, logged_in):
    index = home.add_child(instance=EventIndexPage(locale=home.locale, title="Agenda", slug="evenements"))
    home.add_child(instance=MemberIndexPage(locale=home.locale, title="Adhérents", slug="adherents"))
    if logged_in:
        client.force_login(PersonFactory())

    def add_one_of_each(number):
        published(home, f"Lavoir {number}", slug=f"lavoir-{number}")
        ProjectFactory(name=f"Lavoir {number}", is_public=True)
        GroupFactory(name=f"Lavoir {number}")
        OrganisationFactory(name=f"Lavoir {number} (fictif)")
        event = EventFactory(title_fr=f"Lavoir {number}", slug=f"fete-{number}")
        page = EventPage(locale=home.locale, title=f"Fête {number}", slug=f"fete-{number}", event=event)
        index.add_child(instance=page).save_revision().publish()

    def queries():
        screen(client, "lavoir")  # what is kept for longer than a request is kept by now
        with django_assert_max_num_queries(100) as counted:
            assert len(found(client, "lavoir")) in (5, 15)
        return len(counted)

    add_one_of_each(1)
    one = queries()
    add_one_of_each(2)
    add_one_of_each(3)
    assert queries() == one


def test_the_words_of_all_pages_can_be_written_anew(client, home):
    published(home, "Un lavoir")
    draft = StandardPageFactory(parent=home, title="Un lavoir en projet", live=False)
    SearchEntry.objects.all().delete()
    SearchEntry.objects.create(page=draft, title_folded="un lavoir en projet")
    assert found(client, "lavoir") == []
    call_command("index_pages")
    call_command("index_pages")
    assert found(client, "lavoir") == ["Un lavoir"]


def test_the_field_is_in_the_header_and_on_the_page_that_is_not_there(client, home):
    assert f'action="{reverse("search")}"' in client.get("/").content.decode()
    missing = client.get("/nulle-part/").content.decode()
    assert missing.partition("<main")[2].count('action="/recherche/"') == 1


def test_search_only_answers_to_reading(client, home):
    assert client.post("/recherche/", {"q": "a"}).status_code == 405


def test_an_excerpt_is_whole_words_around_the_first_found():
    text = "Début de phrase. " * 20 + "Ici l’Œuvre. " + "Suite de texte. " * 30
    pieces = excerpt(text, ("oeuvre",))
    shown = "".join(piece.text for piece in pieces)
    assert [piece.text for piece in pieces if piece.is_found] == ["Œuvre"]
    assert shown.startswith("… ") and shown.endswith(" …")
    assert len(shown) < 260
    assert excerpt("", ("mot",)) == []
    assert "".join(piece.text for piece in marked(text, ("de", "suite"))) == text


def test_words_are_folded_once_each():
    assert Query.read("  Les télécentres, LE Télécentre & l’e-mail ").words == ("les", "telecentre", "le", "mail")
    assert not Query.read("mot").is_cut
