"""What search engines are told of the groups' work: the adopted versions, the last of each document first."""

from django.contrib.sitemaps import Sitemap

from .models import AdoptedVersion


class AdoptedSitemap(Sitemap):
    """Adopted versions never change."""

    changefreq = "never"

    def items(self):
        versions = AdoptedVersion.objects.without_text().select_related("specification__group")
        return versions.order_by("specification", "-major", "-minor")

    def lastmod(self, version):
        return version.at
