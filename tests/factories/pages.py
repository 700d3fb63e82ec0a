"""A small tree of the site's pages: a home page in French as the default site's root."""

import json

import factory
import wagtail_factories
from wagtail.models import Locale, Page, Site

from portal.pages.models import EventIndexPage, EventPage, HomePage, NewsIndexPage, NewsPage, StandardPage


def body(*blocks):
    """A page's body in the form Wagtail stores it."""
    return json.dumps([{"type": name, "value": value} for name, value in blocks])


class HomePageFactory(wagtail_factories.PageFactory):
    title = "Accueil"
    slug = "accueil"
    headline = "Travailler près de chez soi"
    locale = factory.LazyFunction(Locale.get_default)
    parent = factory.LazyFunction(Page.get_first_root_node)

    class Meta:
        model = HomePage
        skip_postgeneration_save = True

    @factory.post_generation
    def site(self, create, extracted, **kwargs):
        if create and extracted is not False:
            Site.objects.update_or_create(is_default_site=True, defaults={"hostname": "localhost", "root_page": self})


class StandardPageFactory(wagtail_factories.PageFactory):
    locale = factory.LazyFunction(Locale.get_default)

    class Meta:
        model = StandardPage
        skip_postgeneration_save = True


class NewsIndexPageFactory(wagtail_factories.PageFactory):
    title = "Actualités"
    slug = "actualites"
    locale = factory.LazyFunction(Locale.get_default)

    class Meta:
        model = NewsIndexPage
        skip_postgeneration_save = True


class NewsPageFactory(wagtail_factories.PageFactory):
    title = factory.Sequence(lambda number: f"Article {number}")
    locale = factory.LazyFunction(Locale.get_default)
    body = body(("text", "<p>Des faits.</p>"))

    class Meta:
        model = NewsPage
        skip_postgeneration_save = True


class EventIndexPageFactory(wagtail_factories.PageFactory):
    title = "Événements"
    slug = "evenements"
    locale = factory.LazyFunction(Locale.get_default)
    parent = factory.SubFactory(HomePageFactory)

    class Meta:
        model = EventIndexPage
        skip_postgeneration_save = True


class EventPageFactory(wagtail_factories.PageFactory):
    title = factory.Sequence(lambda number: f"Annonce {number}")
    locale = factory.LazyFunction(Locale.get_default)

    class Meta:
        model = EventPage
        skip_postgeneration_save = True
