"""The demonstration's site: the page tree that presents the association, its identity, its announcements."""

import json
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.core.files.images import ImageFile
from wagtail.images.models import Image
from wagtail.models import Locale, Page, Site

from events.enums import EventStatus
from events.models import Event
from portal.cms.models import Identity
from portal.pages.models import (
    EventIndexPage,
    EventPage,
    GroupIndexPage,
    HomePage,
    MemberIndexPage,
    NewsIndexPage,
    NewsPage,
    ProjectIndexPage,
    StandardPage,
)

from .site_texts.about import ABOUT, SUPPORT, TELECENTRES
from .site_texts.home import HOME, HOME_EN
from .site_texts.news import ARCHIVED_STOP, ARTICLES, INDEXES, NEXT_STOP, NEXT_STOP_EN, PAST_MEETING
from .site_texts.pieces import french
from .site_texts.resources import ACCESSIBILITY, CONTACT, LEGAL, PRIVACY, RESOURCES

IMAGES = Path(__file__).parent / "site_images"
TEXTS = ("title", "short_title", "headline", "intro", "search_description", "action_label")


def load(people):
    """The whole tree in French; home page and open event in English too."""
    home = _home()
    _identity(home)
    _standard(home, ABOUT)
    _standard(home, TELECENTRES)
    support = _standard(home, SUPPORT)
    _add(home, GroupIndexPage, INDEXES["groups"])
    _add(home, ProjectIndexPage, INDEXES["projects"])
    _add(home, MemberIndexPage, INDEXES["members"])
    events = _add(home, EventIndexPage, INDEXES["events"])
    news = _add(home, NewsIndexPage, INDEXES["news"])
    for article in ARTICLES:
        _add(news, NewsPage, article)
    for page in (RESOURCES, CONTACT, LEGAL, PRIVACY, ACCESSIBILITY):
        _standard(home, page)
    home.action_page = support
    home.save()
    announcement = _announcements(events)
    _publish_all(home)
    _in_english(home, events, announcement)


def _home():
    home = HomePage(locale=Locale.get_default(), slug="accueil", **_fields(HOME))
    Page.get_first_root_node().add_child(instance=home)
    address = urlsplit(settings.BASE_URL)
    port = address.port or (443 if address.scheme == "https" else 80)
    known = {"hostname": address.hostname, "port": port, "root_page": home, "site_name": "IT77"}
    Site.objects.update_or_create(is_default_site=True, defaults=known)
    for welcome in Page.objects.filter(depth=2).exclude(pk=home.pk):
        welcome.delete()
    return home


def _identity(home):
    identity = Identity.for_site(Site.objects.get(root_page=home))
    identity.tagline = "Un réseau de télécentres et d’espaces de coworking interopérables en Seine-et-Marne."
    identity.tagline_en = "A network of interoperable telecentres and coworking spaces in Seine-et-Marne, France."
    identity.territory = "Seine-et-Marne"
    identity.legal_form = "Association loi 1901"
    identity.president = "Gérard Eude"
    identity.save()


def _standard(parent, page_text):
    page = _add(parent, StandardPage, page_text)
    for below in page_text.get("below", []):
        _standard(page, below)
    return page


def _add(parent, page_type, page_text, **fields):
    page = page_type(locale=parent.locale, **_fields(page_text), **fields)
    if name := page_text.get("image"):
        page.social_image = _image(name)
    parent.add_child(instance=page)
    return page


def _fields(page_text):
    """A page's fields from its words, with French spacing; the body in the form Wagtail stores."""
    fields = {name: value for name, value in page_text.items() if name not in ("below", "image", "body")}
    fields |= {name: french(fields[name]) for name in TEXTS if name in fields}
    if "body" in page_text:
        fields["body"] = json.dumps(page_text["body"])
    return fields


def _image(name):
    with (IMAGES / f"{name}.webp").open("rb") as file:
        return Image.objects.create(title=name.replace("-", " "), file=ImageFile(file, name=f"{name}.webp"))


def _announcements(index):
    """A page for the archived stop, the meeting that is over and the open stop; returns the last, if there is one."""
    for event in Event.objects.past():
        words = ARCHIVED_STOP if event.status == EventStatus.ARCHIVED else {**PAST_MEETING, "title": event.title_fr}
        _add(index, EventPage, {**words, "slug": event.slug}, event=event)
    event = Event.objects.upcoming().first()
    if event is None:
        return None
    return _add(index, EventPage, {**NEXT_STOP, "title": event.title_fr, "slug": event.slug}, event=event)


def _publish_all(home):
    """Publishes the tree. Links written as addresses become links to pages, so that they follow a page that moves."""
    pages = {page.url: page.pk for page in home.get_descendants(inclusive=True)}
    for page in home.get_descendants(inclusive=True).specific():
        if getattr(page, "body", None):
            page.body = json.dumps(_linked(page.body.get_prep_value(), pages))
        page.save_revision().publish()


def _linked(value, pages):
    if isinstance(value, list):
        return [_linked(item, pages) for item in value]
    if not isinstance(value, dict):
        return value
    if value.keys() == {"page", "address", "label"} and value["address"] in pages:
        return {**value, "page": pages[value["address"]], "address": ""}
    return {name: _linked(item, pages) for name, item in value.items()}


def _in_english(home, events, announcement):
    english, _made = Locale.objects.get_or_create(language_code="en")
    home_en = _translated(home, english, HOME_EN)
    index_text = {"title": "Events", "slug": "evenements", "intro": "Where the network is built.", "body": []}
    _translated(events, english, {**index_text, "short_title": ""})
    if announcement:
        title = announcement.event.title_en or announcement.title
        page = _translated(announcement, english, {**NEXT_STOP_EN, "title": title, "search_description": ""})
        home_en.refresh_from_db()  # it has got a child meanwhile, and its row counts them
        home_en.action_page = page
        home_en.save_revision().publish()


def _translated(page, locale, page_text):
    """The page in another language, below its parent's translation; words as they are, without French spacing."""
    copy = page.copy_for_translation(locale)
    for name, value in page_text.items():
        setattr(copy, name, json.dumps(value) if name == "body" else value)
    copy.save_revision().publish()
    return copy
