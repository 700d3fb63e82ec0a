"""The public calendar and feed of the events."""

from datetime import datetime
from xml.etree import ElementTree

import pytest
import vobject
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from events.enums import EventStatus
from events.models import Event
from tests.factories.events import EventFactory
from tests.factories.pages import EventIndexPageFactory, EventPageFactory

pytestmark = pytest.mark.django_db
CALENDAR, FEED = "/evenements/agenda.ics", "/evenements/flux.xml"


@pytest.fixture
def events_page():
    return EventIndexPageFactory()


def announced(events_page, event, **fields):
    return EventPageFactory(parent=events_page, event=event, **fields)


def entries(client, address=CALENDAR):
    answer = client.get(address)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    calendar = vobject.readOne(answer.content.decode())
    return {entry.summary.value: entry for entry in getattr(calendar, "vevent_list", [])}


def items(client, address=FEED):
    answer = client.get(address)
    assert answer["Content-Type"] == "application/rss+xml; charset=utf-8"
    channel = ElementTree.fromstring(answer.content).find("channel")
    return channel, {item.findtext("title"): item for item in channel.findall("item")}


def test_the_calendar_holds_what_was_announced_and_nothing_else(client):
    EventFactory(draft=True, title_fr="Secret")
    event = EventFactory(title_fr="Étape, « l’essai »; suite", venue="Halle", address="1 place")
    EventFactory(archived=True, title_fr="Ancienne")

    found = entries(client)

    assert set(found) == {"Étape, « l’essai »; suite", "Ancienne"}
    entry = found["Étape, « l’essai »; suite"]
    assert entry.dtstart.value == event.starts_at.replace(microsecond=0)
    assert entry.dtend.value == event.ends_at.replace(microsecond=0)
    assert entry.location.value == "Halle, 1 place"
    assert entry.status.value == "CONFIRMED" and event.slug in entry.url.value


def test_an_event_keeps_its_identifier_in_both_languages_and_when_it_is_called_off(client):
    event = EventFactory()
    french, english = entries(client)["Étape « d’essai »"], entries(client, "/en" + CALENDAR)["A stop"]
    Event.objects.update(status=EventStatus.CANCELLED)

    off = entries(client)["Annulé : Étape « d’essai »".replace(" : ", "\xa0: ")]

    assert french.uid.value == english.uid.value == off.uid.value
    assert event.public_id in off.uid.value
    assert off.status.value == "CANCELLED" and int(off.sequence.value) > int(french.sequence.value)


def test_a_day_without_hours_is_a_whole_day(client):
    midnight = timezone.make_aware(datetime(2012, 6, 5))
    EventFactory(archived=True, starts_at=midnight, ends_at=midnight.replace(hour=23))

    [entry] = entries(client).values()

    assert str(entry.dtstart.value) == "2012-06-05" and str(entry.dtend.value) == "2012-06-06"


def test_an_empty_agenda_is_a_calendar_all_the_same(client):
    assert entries(client) == {} and items(client)[1] == {}


def test_the_feed_is_valid_and_leads_to_the_announcement(client, events_page):
    page = announced(events_page, EventFactory(title_fr="Étape & <suite>", venue="Halle"))
    EventFactory(cancelled=True, title_fr="Autre")

    channel, found = items(client)

    assert [child for child in ("title", "link", "description") if not channel.findtext(child)] == []
    assert channel.findtext("language") == "fr" and channel.findtext("link").endswith("/evenements/")
    assert channel.findtext("title").startswith("Événements – ")  # before any name, whatever it begins with
    assert set(found) == {"Étape & <suite>", "Annulé\xa0: Autre"}
    item = found["Étape & <suite>"]
    assert item.findtext("link") == page.full_url
    assert "Halle" in item.findtext("description") and item.findtext("pubDate")
    assert item.find("guid").attrib == {"isPermaLink": "false"}


def test_both_cost_the_same_for_1_and_for_3(client, events_page):
    announced(events_page, EventFactory())
    for address in (CALENDAR, FEED):
        client.get(address)
        counts = []
        for _ in range(2):
            with CaptureQueriesContext(connection) as queries:
                client.get(address)
            counts.append(len(queries))
            announced(events_page, EventFactory()), announced(events_page, EventFactory())
        assert counts[0] == counts[1], address


def test_the_list_of_events_leads_to_both(client, events_page):
    shown = client.get(events_page.url).content.decode()

    for address, kind in ((CALENDAR, "text/calendar"), (FEED, "application/rss+xml")):
        assert f'rel="alternate" type="{kind}" href="{address}"' in shown and f'<a href="{address}"' in shown


def test_no_slug_can_be_one_of_them(events_page):
    for name in ("agenda.ics", "flux.xml"):
        with pytest.raises(ValidationError) as refused:
            Event(slug=name).clean_fields()
        assert "slug" in refused.value.message_dict
        with pytest.raises(ValidationError):
            announced(events_page, EventFactory(), slug=name)
