"""Mon espace."""

from datetime import timedelta

import pytest
from django.utils import timezone

from portal.dashboard import waiting
from portal.notices import Notice
from portal.people.actions import know_person
from portal.roles import WaitingItem


@pytest.fixture
def nadia(client, db):
    person = know_person(email="nadia@example.org", first_name="Nadia", proven=True)
    client.force_login(person)
    return person


def item(title, *, days=None, late=False):
    now = timezone.now()
    due = now + timedelta(days=days) if days is not None else None
    return WaitingItem(title, "Melun", f"/projets/melun/{title}/", "Déposer", since=now, due=due, is_late=late)


def offer(monkeypatch, **functions):
    monkeypatch.setattr(waiting, "offered", lambda name: [functions[name]] if name in functions else [])


def test_what_waits_is_one_list_the_late_first_and_said_in_words(client, nadia, monkeypatch):
    items = [item("oral"), item("bilan", days=9), item("note", days=2), item("diagnostic", days=-3, late=True)]
    offer(monkeypatch, waiting_for=lambda person: items)
    page = client.get("/espace/")
    assert [shown.title for shown in page.context["items"]] == ["diagnostic", "note", "bilan", "oral"]
    assert page.text.count("En retard") == 1
    assert 'href="/projets/melun/diagnostic/"' in page.text


def test_an_empty_space_says_what_comes_and_offers_a_next_step(client, nadia, monkeypatch):
    offer(monkeypatch)
    page = client.get("/espace/").text
    assert "Bonjour Nadia" in page
    assert "Rien ne vous attend" in page
    assert 'href="/evenements/"' in page


def test_what_one_takes_part_in_is_linked(client, nadia, monkeypatch):
    offer(monkeypatch, mine=lambda person: [item("Étude de Melun")])
    assert "Étude de Melun" in client.get("/espace/").text


def told(person, number, **fields):
    return Notice.objects.create(
        kind="x", key=f"{person.pk}-{number}", person=person, subject=f"Jalon {number}", language="fr", **fields
    )


def test_messages_are_unread_until_marked(client, nadia):
    told(nadia, 1, path="/projets/melun/")
    told(know_person(email="other@example.org"), 2)
    assert "Jalon 1" in client.get("/espace/").text
    everything = client.get("/espace/messages/").text
    assert 'href="/projets/melun/"' in everything
    assert "Jalon 2" not in everything
    client.post("/espace/messages/")
    assert client.get("/espace/").context["unread_count"] == 0
    assert Notice.objects.filter(read_at=None).count() == 1


def test_the_space_costs_the_same_with_one_message_or_thirty(client, nadia, django_assert_max_num_queries):
    told(nadia, 0)
    client.get("/espace/")
    with django_assert_max_num_queries(60) as one:
        client.get("/espace/")
    for number in range(1, 30):
        told(nadia, number)
    with django_assert_max_num_queries(len(one.captured_queries)):
        client.get("/espace/")


def test_every_app_that_offers_a_list_is_asked():
    assert all(callable(function) for function in waiting.offered("waiting_for"))
