"""The address under which the site speaks of itself (sitemap, feeds, links between languages) is `BASE_URL`."""

from urllib.parse import urlsplit

from asgiref.sync import sync_to_async
from django.conf import settings
from wagtail.models import Site

PORTS = {"http": 80, "https": 443}


def follow_base_url():
    """Writes `BASE_URL` into Wagtail's default site where it says otherwise (moved server, other port)."""
    address = urlsplit(settings.BASE_URL)
    wanted = {"hostname": address.hostname, "port": address.port or PORTS[address.scheme]}
    for site in Site.objects.filter(is_default_site=True).exclude(**wanted):
        site.hostname, site.port = wanted["hostname"], wanted["port"]
        site.save()  # forgets what is cached about it


class SiteAddress:
    """Looks once when the server starts."""

    async def start(self):
        await sync_to_async(follow_base_url)()

    async def stop(self):
        """Nothing runs."""
