"""The frame's data: menus from the page tree, and the same page in the other languages."""

from types import SimpleNamespace

from django.conf import settings
from django.urls import translate_url
from django.utils.functional import cached_property
from django.utils.translation import get_language


def identity_of(request):
    """Who the site speaks for."""
    return SimpleNamespace(
        name="Initiatives Télécentres 77", short_name="IT77", contact_email="contact@it77.example", tagline=""
    )


class Frame:
    """Menus and language switch of one request; each is read when the template asks for it."""

    def __init__(self, request):
        self.request = request
        self.is_demo = settings.DEMO
        self.prefix = "" if get_language() == settings.LANGUAGE_CODE else f"/{get_language()}"
        self.home_url = f"{self.prefix}/"

    @cached_property
    def menu(self):
        """The pages of the main menu, in the tree's order."""
        return []

    @cached_property
    def footer(self):
        """The pages every site owes its readers: legal notice, privacy, accessibility."""
        return []

    @cached_property
    def languages(self):
        """The other languages this very page exists in: code, name, address."""
        here = self.request.get_full_path()
        others = ((code, name, translate_url(here, code)) for code, name in NAMES.items() if code != get_language())
        return [{"code": code, "name": name, "url": url} for code, name, url in others if url != here]


NAMES = {"fr": "Français", "en": "English"}  # each in its own language: never translated
