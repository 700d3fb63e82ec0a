"""What search engines are told: the live, public pages in every language."""

from functools import reduce
from operator import or_

from wagtail.contrib.sitemaps import Sitemap


class EveryLanguage(Sitemap):
    """Wagtail's own lists the tree of one language. A page shown in another's place (an alias) is not listed twice."""

    def items(self):
        homes = self.get_wagtail_site().root_page.get_translations(inclusive=True)
        pages = reduce(or_, [home.get_descendants(inclusive=True) for home in homes])
        return pages.filter(alias_of=None).live().public().order_by("path").defer_streamfields().specific()


SITEMAPS: dict = {"pages": EveryLanguage}


def add_to_sitemap(name: str, sitemap) -> None:
    """Called once from an app's `ready()`: a Django Sitemap class of public addresses that are no pages of the tree."""
    SITEMAPS[name] = sitemap
