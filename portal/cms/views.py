"""Addresses that belong to the whole site: robots.txt, sitemap, and the pages that say what went wrong."""

from django.conf import settings
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.views.decorators.cache import cache_control
from wagtail.contrib.sitemaps.views import sitemap as wagtail_sitemap

from .sitemap import SITEMAPS


@cache_control(public=True, max_age=3600)
def robots(request):
    """What crawlers may read: the public pages, not the screens of people at work."""
    return render(request, "cms/robots.txt", {"base_url": settings.BASE_URL}, content_type="text/plain; charset=utf-8")


@cache_control(public=True, max_age=3600)
def icon(request):
    """Where browsers look for it beside a file that is no page, and old ones beside every page."""
    return redirect(static("images/favicon.svg"))


@cache_control(public=True, max_age=3600)
def sitemap(request):
    """The live, public pages in every language, and what apps add."""
    return wagtail_sitemap(request, SITEMAPS)


def not_found(request, exception=None):
    return render(request, "404.html", status=404)


def refused(request, exception=None):
    reason = str(exception) if exception and exception.args else ""
    return render(request, "403.html", {"reason": reason}, status=403)
