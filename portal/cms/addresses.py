"""Which addresses of the page tree belong to an app's screens, and are refused to a page."""

from django.conf import settings
from django.urls import Resolver404, get_resolver, resolve
from django.urls.resolvers import LocalePrefixPattern, URLResolver
from django.utils import translation
from wagtail.views import serve

ALSO_RESERVED = {"static", "media", "ws", "api", "reseau", "recherche", *dict(settings.LANGUAGES)}


def first_segments(patterns) -> set[str]:
    """The first word of every address in the URLconf, language prefixes left out."""
    found = set()
    for pattern in patterns:
        if isinstance(pattern, URLResolver) and isinstance(pattern.pattern, LocalePrefixPattern):
            found |= first_segments(pattern.url_patterns)
        else:
            found.add(str(pattern.pattern).split("/")[0])
    return {segment for segment in found if segment.replace("-", "").replace("_", "").isalnum()}


def reserved_segments() -> set[str]:
    """First words that no page may take, save the index page of that very app."""
    return first_segments(get_resolver().url_patterns) | ALSO_RESERVED


def is_taken(path: str, *, home_of: str = "") -> bool:
    """Whether `path` (such as `evenements/forum/`, from the home page, without language) leads to an app's screen.

    `home_of` is the app address whose index page this is: that page alone may sit on the reserved word.
    """
    segments = path.strip("/").split("/")
    if segments[0] in reserved_segments() and segments == [segments[0]] and segments[0] != home_of:
        return True
    with translation.override(settings.LANGUAGE_CODE):
        try:
            return resolve("/" + "/".join(segments) + "/").func is not serve
        except Resolver404:
            return False
