"""The demonstration's site: every page answers, says something, and leads nowhere that is not there."""

import re
from itertools import pairwise

import pytest
from wagtail.images.models import Image
from wagtail.models import Page, Site

from portal.demo import site
from portal.pages.models import EventPage, HomePage, NewsPage
from tests.factories.events import EventFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree():
    EventFactory(slug="prochaine", title_fr="La prochaine étape (fictive)", title_en="The next stop (fictional)")
    EventFactory(archived=True, slug="etape-2012", attended=180)
    site.load({})
    # Wagtail leaves a rendition's temporary file to the garbage collector, which the tests take for an error.
    NewsPage.objects.update(social_image=None)
    return Site.objects.get(is_default_site=True).root_page


def test_every_page_answers_and_every_link_of_the_site_leads_somewhere(client, tree):
    asked, wanted = {}, {page.url for page in Page.objects.filter(depth__gt=1)}
    while missing := wanted - asked.keys():
        for address in missing:
            answer = client.get(address)
            asked[address] = answer.status_code
            if not answer["Content-Type"].startswith("text/html"):
                continue  # a workbook leads nowhere
            main = answer.content.decode().partition("<main")[2].partition("</main>")[0]
            wanted |= {link for link in re.findall(r'href="(/[^"#?]*)"', main) if "/inscription/" not in link}
    assert {address: code for address, code in asked.items() if code != 200} == {}


def test_no_page_is_empty(client, tree):
    for page in tree.get_descendants():
        main = client.get(page.url).content.decode().partition("<main")[2].partition("</main>")[0]
        words = re.sub(r"<[^>]+>", " ", main).split()
        assert len(words) > 25, page.url


def test_each_page_has_one_title_and_headings_that_skip_no_level(client, tree):
    for page in Page.objects.filter(depth__gt=1):
        levels = [int(level) for level in re.findall(r"<h([1-6])", client.get(page.url).content.decode())]
        assert levels.count(1) == 1, page.url
        jumps = [(one, other) for one, other in pairwise(levels) if other > one + 1]
        assert jumps == [], page.url


def test_home_and_the_open_event_exist_in_english(client, tree):
    assert HomePage.objects.filter(locale__language_code="en").count() == 1
    translated = EventPage.objects.get(locale__language_code="en")
    assert (translated.title, translated.event.slug) == ("The next stop (fictional)", "prochaine")
    assert 'href="/en/evenements/prochaine/inscription/"' in client.get(translated.url).content.decode()


def test_news_come_with_their_pictures(tree):
    assert NewsPage.objects.count() == Image.objects.count() >= 4
