"""What the frame of every page shows, in one piece of the shared cache: sites, identities, menus.

Read once a request; forgotten whenever a page, a site, an identity or an image changes.
"""

from dataclasses import dataclass

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.http.request import split_domain_port
from wagtail.models import Site

from .identity import Identity
from .menus import MenuEntry, read_entries

KEY = "cms-kept"
# Only a safety net: a reader may put back what a writer forgot a moment before.
KEPT_SECONDS = 60


@dataclass(frozen=True)
class Kept:
    """The sites with their root pages, the identity of each (by the site's key), the menu entries of each language."""

    sites: list[Site]
    identities: dict[int, Identity]
    menus: dict[str, list[MenuEntry]]

    def identity_of(self, site):
        """The identity of a site; an unsaved one where there is no site yet."""
        return self.identities.get(site.pk if site else None) or Identity()

    @property
    def default_site(self):
        return next((site for site in self.sites if site.is_default_site), None)

    def site_for(self, request):
        """The site that answers a request, chosen as `Site.find_for_request` does, without asking the database."""
        if not hasattr(request, "_wagtail_site"):
            request._wagtail_site = self._site_at(split_domain_port(request._get_raw_host())[0], request.get_port())
        return request._wagtail_site

    def _site_at(self, hostname, port):
        named = [site for site in self.sites if site.hostname == hostname]
        exact = [site for site in named if str(site.port) == port or site.is_default_site]
        if exact:
            return min(exact, key=lambda site: str(site.port) != port)
        return named[0] if len(named) == 1 else self.default_site


def kept() -> Kept:
    """What is kept; read anew where it was forgotten."""
    return cache.get_or_set(KEY, _read, KEPT_SECONDS)


def forget(**_):
    """Receiver: something of it changed."""
    cache.delete(KEY)
    transaction.on_commit(lambda: cache.delete(KEY))


def _read():
    sites = list(Site.objects.select_related("root_page"))
    identities = {site.pk: Identity.for_site(site) for site in sites}
    for identity in identities.values():
        identity.logo_url  # noqa: B018  (is kept with the identity once it was asked for)
    return Kept(sites, identities, {language: read_entries(language) for language, _ in settings.LANGUAGES})
