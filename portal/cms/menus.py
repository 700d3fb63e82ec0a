"""The pages that the header and the footer show (`kept.py` keeps them)."""

from dataclasses import dataclass

from django.db.models import Q
from wagtail.models import get_page_models

from .base import BasePage


@dataclass(frozen=True)
class MenuEntry:
    """One page as a menu shows it; `url` is its address on this site."""

    title: str
    url: str
    in_menu: bool
    in_footer: bool


def read_entries(language: str) -> list[MenuEntry]:
    """The marked pages of a language, in the tree's order."""
    pages = []
    for model in get_page_models():
        if issubclass(model, BasePage):
            marked = model.objects.live().public().filter(Q(show_in_menus=True) | Q(show_in_footer=True))
            pages += marked.filter(locale__language_code=language, depth__gt=2).select_related("locale")
    return [
        MenuEntry(page.menu_title, page.url, page.show_in_menus and page.depth == 3, page.show_in_footer)
        for page in sorted(pages, key=lambda page: page.path)
    ]
