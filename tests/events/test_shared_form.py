"""One form for all visitors of a moment, with a token and a key for each; nothing of anybody in it."""

import re

import pytest
from django.test import Client

from events.models import Event
from portal import fresh, guards
from tests.factories.events import EventFactory
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    return EventFactory()


@pytest.fixture
def clock(monkeypatch):
    """Seconds that pass by: `clock(3)`."""
    now = [1000.0]
    monkeypatch.setattr(fresh.time, "time", lambda: now[0])
    return lambda seconds: now.__setitem__(0, now[0] + seconds)


def look(client, event, **query):
    return client.get(event.get_absolute_url(), query)


def value_of(name, answer):
    return re.search(rf'name="{name}" value="([^"]+)"', answer.text)[1]


def test_the_second_visitor_costs_the_database_nothing(event, django_assert_num_queries):
    look(Client(), event)
    with django_assert_num_queries(0):
        assert look(Client(), event).status_code == 200


def test_each_visitor_has_a_token_and_a_key_of_their_own(event):
    answers = [look(Client(), event) for _ in range(3)]
    for name in ("csrfmiddlewaretoken", "form_key"):
        assert len({value_of(name, answer) for answer in answers}) == 3
    assert len({answer.cookies["csrftoken"].value for answer in answers}) == 3
    assert all("no-store" in answer["Cache-Control"] for answer in answers)


def test_a_shared_form_is_sent_as_any_other(event, monkeypatch):
    monkeypatch.setattr(guards, "LEAST_SECONDS", 0)
    look(Client(), event)
    visitor = Client(enforce_csrf_checks=True)
    shown = look(visitor, event)
    typed = {"email": "zoe@atelier.example", "first_name": "Zoé", "last_name": "L’Essai", "consent": "on"}
    hidden = {name: value_of(name, shown) for name in ("csrfmiddlewaretoken", "form_key")}
    assert visitor.post(event.get_absolute_url(), typed | hidden).status_code == 302
    assert event.registrations.count() == 1


def test_somebody_logged_in_finds_their_name_and_leaves_none_of_it(event):
    person, somebody = Client(), PersonFactory(first_name="Zoé", last_name="Connue")
    person.force_login(somebody)
    assert "Connue" in look(person, event).text
    assert "Connue" not in look(Client(), event).text
    assert "Connue" in look(person, event).text


def test_an_invitation_gets_a_form_of_its_own(event):
    look(Client(), event)
    invitation = event.invitations.create(email="invitee@x.example")
    assert "invitee@x.example" in look(Client(), event, invitation=invitation.public_id).text
    assert "invitee@x.example" not in look(Client(), event).text


def test_each_language_has_its_form(event):
    look(Client(), event)
    assert 'lang="en"' in Client().get("/en" + event.get_absolute_url()).text
    assert 'lang="fr"' in look(Client(), event).text


def test_the_numbers_are_those_of_a_moment_ago_and_no_older(event, clock):
    before = look(Client(), event).text
    Event.objects.update(title_fr="Renommée")
    assert "Renommée" not in look(Client(), event).text
    clock(3)
    assert "Renommée" in look(Client(), event).text
    assert "Renommée" not in before


def test_a_closed_form_is_nobody_elses(event, clock):
    Event.objects.update(registration_opens_at=None)
    look(Client(), event)
    Event.objects.update(registration_opens_at=event.registration_opens_at)
    assert "form_key" in look(Client(), event).text
