"""The frame's data: menus from the page tree, and the same page in the other languages."""

from django.conf import settings
from django.urls import translate_url
from django.utils.functional import cached_property
from django.utils.translation import get_language

from .kept import kept

NAMES = {"fr": "Français", "en": "English"}  # each in its own language: never translated


class Frame:
    """Menus and language switch of one request; each is read when the template asks for it."""

    def __init__(self, request):
        self.request = request
        self.language = get_language() or settings.LANGUAGE_CODE
        self.is_demo = settings.DEMO
        self.prefix = "" if self.language == settings.LANGUAGE_CODE else f"/{self.language}"
        self.home_url = f"{self.prefix}/"

    @cached_property
    def kept(self):
        """What is the same for everybody, from the cache."""
        return kept()

    @cached_property
    def identity(self):
        """The identity of the site that is visited."""
        return self.kept.identity_of(self.kept.site_for(self.request))

    @cached_property
    def menu(self):
        """The pages of the main menu, in the tree's order."""
        return [self._entry(page) for page in self.kept.menus[self.language] if page.in_menu]

    @cached_property
    def footer(self):
        """The pages every site owes its readers: legal notice, privacy, accessibility."""
        return [self._entry(page) for page in self.kept.menus[self.language] if page.in_footer]

    def _entry(self, page):
        here = self.request.path
        current = "page" if page.url == here else "true" if here.startswith(page.url) else ""
        return {"title": page.title, "url": page.url, "is_current": current}

    @cached_property
    def languages(self):
        """The other languages this very page exists in: code, name, address."""
        if route := getattr(self.request, "_wagtail_route_for_request", None):
            translations = route.page.get_translations().live().select_related("locale")
            found = [(page.locale.language_code, page.get_url(self.request)) for page in translations]
        else:
            here = self.request.get_full_path()
            found = [(code, translate_url(here, code)) for code in NAMES if code != self.language]
            found = [(code, url) for code, url in found if url != here]
        return [{"code": code, "name": NAMES[code], "url": url} for code, url in found]
