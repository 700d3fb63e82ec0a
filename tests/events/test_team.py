"""The team of an event: roles given and ended by address, with dates."""

from datetime import timedelta

import pytest
from django.utils import timezone

from events import permissions
from events.actions import team
from events.enums import EventRoles
from events.models import EventRole
from events.refusals import NotYoursToPrepare
from portal.people.models import Person
from tests.factories.events import EventFactory
from tests.factories.office import text
from tests.factories.people import PersonFactory
from tests.factories.preparing import with_role

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    return EventFactory()


@pytest.fixture
def organiser(client, event):
    person = with_role(event)
    client.force_login(person)
    return person


def at(event, rest=""):
    return f"/evenements/{event.slug}/equipe/{rest}"


def test_somebody_new_gets_a_role_by_their_address(client, event, organiser):
    sent = {"email": "Porte@x.example", "first_name": "Jean", "last_name": "Seuil", "role": "door"}

    page = text(client.post(at(event), sent, follow=True))

    person = Person.objects.get(email="porte@x.example")
    assert permissions.can_check_in(person, event) and not permissions.can_manage_event(person, event)
    assert "Jean Seuil" in page and EventRole.objects.get(person=person).given_by == organiser


def test_a_role_begins_and_ends_on_its_days(client, event, organiser):
    day = timezone.localdate() + timedelta(days=3)
    sent = {"email": "porte@x.example", "role": "door", "since": day.isoformat(), "until": day.isoformat()}

    client.post(at(event), sent)

    row = EventRole.objects.get(role="door")
    assert timezone.localtime(row.since).date() == day and not row.is_current
    assert row.until - row.since == timedelta(days=1)
    assert not permissions.can_check_in(Person.objects.get(pk=row.person_id), event)


@pytest.mark.parametrize("wrong", [{"email": "x"}, {"role": "chef"}, {"until": "2020-01-01"}, {"since": "demain"}])
def test_bad_input_gives_no_role_and_is_kept(client, event, organiser, wrong):
    sent = {"email": "porte@x.example", "role": "door", "first_name": "Jean"} | wrong

    answer = client.post(at(event), sent)

    assert answer.status_code == 422 and 'value="Jean"' in text(answer)
    assert EventRole.objects.count() == 1


def test_an_end_before_the_beginning_is_refused_in_words(client, event, organiser):
    today = timezone.localdate()
    days = {"since": (today + timedelta(days=9)).isoformat(), "until": (today + timedelta(days=2)).isoformat()}

    answer = client.post(at(event), {"email": "porte@x.example", "role": "door"} | days)

    assert "terminerait avant" in text(answer) and EventRole.objects.count() == 1


def test_a_role_is_ended_and_stays_in_the_history(client, event, organiser):
    door = with_role(event, EventRoles.DOOR)
    row = EventRole.objects.get(person=door)

    client.post(at(event, f"{row.pk}/fin/"))
    again = client.post(at(event, f"{row.pk}/fin/"), follow=True)

    row.refresh_from_db()
    assert row.has_ended and row.ended_by == organiser
    assert not permissions.can_check_in(Person.objects.get(pk=door.pk), event)
    assert "déjà" in text(again)


def test_a_role_of_another_event_is_not_found_and_a_get_ends_nothing(client, event, organiser):
    with_role(EventFactory(), EventRoles.DOOR)
    elsewhere, own = EventRole.objects.get(role="door"), EventRole.objects.get(person=organiser)

    assert client.post(at(event, f"{elsewhere.pk}/fin/")).status_code == 404
    assert client.get(at(event, f"{own.pk}/fin/")).status_code == 405
    assert not elsewhere.has_ended and not own.has_ended


def test_who_ends_their_own_role_lands_where_they_may_be(client, event, organiser):
    answer = client.post(at(event, f"{EventRole.objects.get(person=organiser).pk}/fin/"))

    assert answer.url == "/espace/"
    assert client.get(at(event)).status_code == 403


@pytest.mark.parametrize("role", [EventRoles.DOOR, EventRoles.READER, None])
def test_others_give_and_end_nothing(event, role):
    person = with_role(event, role) if role else PersonFactory()
    row = EventRole.objects.filter(anchor=event).first() or EventRole.objects.get(person=with_role(event))

    with pytest.raises(NotYoursToPrepare):
        team.give_role(event, by=person, email="x@x.example", role=EventRoles.ORGANISER)
    with pytest.raises(NotYoursToPrepare):
        team.end_role(row, by=person)
    assert not Person.objects.filter(email="x@x.example").exists()
