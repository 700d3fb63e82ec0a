"""Mon espace."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from portal import roles
from portal.dashboard import waiting
from portal.notices import Notice
from portal.people.actions import know_person
from portal.roles import WaitingItem
from tests.factories.workgroups import GroupFactory
from workgroups.enums import GroupRoles
from workgroups.models import GroupRole


@pytest.fixture
def nadia(client, db):
    person = know_person(email="nadia@example.org", first_name="Nadia", proven=True)
    client.force_login(person)
    return person


def item(title, *, days=None, late=False):
    now = timezone.now()
    due = now + timedelta(days=days) if days is not None else None
    return WaitingItem(title, "Melun", f"/projets/melun/{title}/", "Déposer", since=now, due=due, is_late=late)


def offer(monkeypatch, *items):
    monkeypatch.setattr(waiting, "offers", lambda: [lambda person: list(items)])


def test_what_waits_is_one_list_the_late_first_and_said_in_words(client, nadia, monkeypatch):
    on_a_day = WaitingItem("visite", "", "/", "Voir", due=timezone.localdate() + timedelta(days=5))
    late = item("diagnostic", days=-3, late=True)
    offer(monkeypatch, item("oral"), item("bilan", days=9), on_a_day, item("note", days=2), late)
    page = client.get("/espace/")
    assert [shown.title for shown in page.context["items"]] == ["diagnostic", "note", "visite", "bilan", "oral"]
    assert page.text.count("En retard") == 1
    assert 'href="/projets/melun/diagnostic/"' in page.text


def test_an_empty_space_says_what_comes_and_offers_a_next_step(client, nadia):
    page = client.get("/espace/").text
    assert "Bonjour Nadia" in page
    assert "Rien ne vous attend" in page
    assert 'href="/evenements/"' in page


def test_what_one_takes_part_in_is_linked(client, nadia):
    group = GroupFactory(name="Spécifications d’un télécentre")
    roles.grant(GroupRole, anchor=group, person=nadia, role=GroupRoles.EDITOR, by=None)
    page = client.get("/espace/")
    (section,) = page.context["sections"]
    assert section.title == "Mes groupes"
    assert f'href="{group.get_absolute_url()}">Spécifications d’un télécentre</a>' in page.text


def told(person, number, **fields):
    return Notice.objects.create(
        kind="x", key=f"{person.pk}-{number}", person=person, subject=f"Jalon {number}", language="fr", **fields
    )


def test_messages_are_unread_until_marked(client, nadia):
    told(nadia, 1, path="/projets/melun/")
    told(know_person(email="other@example.org"), 2)
    assert "Jalon 1" in client.get("/espace/").text
    everything = client.get("/espace/messages/").text
    assert "Jalon 2" not in everything
    client.post("/espace/messages/")
    assert client.get("/espace/").context["unread_count"] == 0
    assert Notice.objects.filter(read_at=None).count() == 1


def test_opening_a_message_marks_it_as_read_and_leads_to_the_thing(client, nadia):
    notice = told(nadia, 1, path="/projets/melun/")
    told(nadia, 2, path="/projets/melun/")
    address = f"/espace/messages/{notice.pk}/"
    assert f'action="{address}"' in client.get("/espace/").text
    assert client.get(address).status_code == 405
    assert Notice.objects.unread().count() == 2
    assert client.post(address)["Location"] == "/projets/melun/"
    assert Notice.objects.unread().get() != notice
    assert '<a href="/projets/melun/">Jalon 1</a>' in client.get("/espace/messages/").text


def test_the_forms_of_messages_carry_the_token_the_server_asks_for(nadia):
    told(nadia, 1, path="/projets/melun/")
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(nadia)
    for screen in ("/espace/", "/espace/messages/"):
        (form,) = re.findall(
            r'<form method="post" action="(/espace/messages/\d+/)">(.*?)</form>', browser.get(screen).text
        )
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', form[1])
        assert browser.post(form[0], {"csrfmiddlewaretoken": token[1]}).url == "/projets/melun/"
        Notice.objects.update(read_at=None)


def test_nobody_opens_the_messages_of_others_nor_one_that_leads_nowhere(client, nadia):
    theirs = told(know_person(email="other@example.org"), 1, path="/projets/melun/")
    pathless = told(nadia, 2)
    for notice in (theirs, pathless):
        assert client.post(f"/espace/messages/{notice.pk}/").status_code == 404
    assert Notice.objects.unread().count() == 2


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
    assert {function.__module__ for function in waiting.offers()} >= {"projects.waiting", "workgroups.waiting"}
