"""The live counters: one light answer for everybody, counted at most every two seconds."""

import threading

import pytest
from django.core.cache import cache

from events import actions, counters
from events.models import Event
from portal import fresh
from tests.factories.events import EventFactory, SlotFactory, WorkshopFactory, registered

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    event = EventFactory(slug="etape", places=3)
    WorkshopFactory(slot=SlotFactory(event=event), places=1)
    return event


@pytest.fixture
def clock(monkeypatch):
    """`clock.pass_by(seconds)`"""
    now = [1000.0]
    monkeypatch.setattr(fresh.time, "time", lambda: now[0])

    class Clock:
        @staticmethod
        def pass_by(seconds):
            now[0] += seconds

    return Clock


def ask(client, address="/evenements/etape/places/"):
    return client.get(address).json()


def test_places_that_change_show_within_the_time_they_are_fresh(client, event, clock):
    workshop = event.slots.get().workshops.get()
    before = ask(client)
    every_place = {"event": "3 places libres sur 3", "common": "3 places libres sur 3"}
    assert before["words"] == every_place | {f"workshop-{workshop.pk}": "1 place libre sur 1"}
    assert before["full"] == []
    assert (before["is_open"], before["register"]) == (True, "S’inscrire")
    registered(event, workshops=[workshop])
    assert ask(client) == before
    clock.pass_by(counters.FRESH_SECONDS)
    after = ask(client)
    assert after["words"]["event"] == after["words"]["common"] == "2 places libres sur 3"
    assert after["words"][f"workshop-{workshop.pk}"] == "Complet, avec liste d’attente"
    assert after["full"] == [f"workshop-{workshop.pk}"]


def test_a_place_that_belongs_to_the_line_is_none_for_the_next_one(client, event):
    workshop = event.slots.get().workshops.get()
    holder = registered(event, workshops=[workshop])
    registered(event, waits=[workshop])
    holder.bookings.all().delete()
    assert ask(client)["full"] == [f"workshop-{workshop.pk}"]


def test_a_full_event_offers_its_line(client, event):
    actions.set_capacity(event, places=0)
    found = ask(client)
    assert found["register"] == "Rejoindre la liste d’attente"
    assert found["words"]["event"].startswith("Complet")


def test_each_address_speaks_its_language(client, event):
    ask(client)
    assert ask(client, "/en/evenements/etape/places/")["words"]["event"] == "3 places left of 3"
    assert ask(client)["words"]["event"] == "3 places libres sur 3"


def test_fresh_counters_cost_no_query_and_bring_no_cookie(client, event, django_assert_num_queries):
    ask(client)
    with django_assert_num_queries(0):
        answer = client.get("/evenements/etape/places/")
    assert answer["Cache-Control"] == "public, max-age=2"
    assert not answer.cookies and "Cookie" not in answer.get("Vary", "")


def test_a_count_costs_the_same_for_one_and_three_workshops(client, event, clock, django_assert_max_num_queries):
    with django_assert_max_num_queries(10) as one:
        ask(client)
    for _ in range(2):
        WorkshopFactory(slot=event.slots.get())
    clock.pass_by(60)
    with django_assert_max_num_queries(10) as three:
        ask(client)
    assert len(one) == len(three)


def test_while_one_counts_the_others_get_the_numbers_of_a_moment_ago(
    client, event, clock, monkeypatch, django_assert_num_queries
):
    before = ask(client)
    registered(event)
    clock.pass_by(counters.FRESH_SECONDS)
    cache.add("events-counters-etape-fr-making", 1, 60)  # somebody is at it
    with django_assert_num_queries(0):
        assert ask(client) == before


def test_the_first_count_is_waited_for(client, event, monkeypatch, django_assert_num_queries):
    cache.add("events-counters-etape-fr-making", 1, 60)
    words = {"value": {"is_open": True, "at": "", "register": "", "words": {}, "full": []}, "until": 0}
    counted = threading.Event()

    def count_meanwhile(seconds):
        cache.set("events-counters-etape-fr", words)
        counted.set()

    monkeypatch.setattr(fresh.time, "sleep", count_meanwhile)
    with django_assert_num_queries(0):
        assert ask(client)["words"] == {}
    assert counted.is_set()


def test_a_count_that_fails_leaves_the_turn_to_the_next(client, event, monkeypatch):
    with monkeypatch.context() as patch, pytest.raises(ZeroDivisionError):
        patch.setattr(counters, "count", lambda event: 1 / 0)
        ask(client)
    assert ask(client)["words"]


@pytest.mark.parametrize("trait", ["draft", None])
def test_what_is_not_announced_has_no_counters(client, trait):
    if trait:
        EventFactory(slug="etape", draft=True)
    assert client.get("/evenements/etape/places/").status_code == 404


def test_closed_registration_says_so_that_nobody_asks_again(client, event):
    Event.objects.update(registration_opens_at=None)
    assert ask(client)["is_open"] is False
