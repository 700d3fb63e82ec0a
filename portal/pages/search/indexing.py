"""Keeps the words of published pages beside them."""

import unicodedata

from wagtail.models import Page
from wagtail.search.index import SearchField

from portal.cms.models import BasePage
from portal.text import fold

from ..models import SearchEntry

BETWEEN_PIECES = " · "


def index_page(page):
    """Stores the words of `page`, a specific page as it is published; doing it again changes nothing."""
    text = words_of(page)
    folded = {"title_folded": fold(page.title), "text_folded": fold(text)}
    SearchEntry.objects.update_or_create(page_id=page.pk, defaults={"text": text, **folded})


def forget_page(page):
    """Drops the words of a page that is no longer published."""
    SearchEntry.objects.filter(page=page.pk).delete()


def index_all():
    """Writes the words of every live page anew, and drops those of all others; returns how many there are."""
    live = Page.objects.live()
    SearchEntry.objects.exclude(page__in=live).delete()
    count = 0
    for page in live.specific().iterator():
        if isinstance(page, BasePage):
            index_page(page)
            count += 1
    return count


def words_of(page) -> str:
    """The text of every field the page type names in `search_fields`, but its title, without markup."""
    pieces = []
    for field in page.get_search_fields():
        if isinstance(field, SearchField) and field.field_name != "title":
            value = field.get_value(page) or ""
            pieces += [value] if isinstance(value, str) else value
    whole = BETWEEN_PIECES.join(" ".join(piece.split()) for piece in pieces if piece.strip())
    return unicodedata.normalize("NFC", whole)
