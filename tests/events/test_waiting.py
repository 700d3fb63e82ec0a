"""What an organiser finds in their space: lists with people in line, events in preparation."""

import pytest

from events.enums import EventRoles
from events.models import EventRole
from events.waiting import mine, past, waiting_for
from portal import roles
from tests.factories.events import EventFactory, registered
from tests.factories.preparing import with_role

pytestmark = pytest.mark.django_db


def test_a_waiting_list_waits_for_organisers_only():
    event = EventFactory(places=1)
    registered(event), registered(event)

    [item] = waiting_for(with_role(event))
    assert item.url == f"/evenements/{event.slug}/inscriptions/" and "1 personne" in item.detail
    assert waiting_for(with_role(event, EventRoles.DOOR)) == waiting_for(with_role(EventFactory())) == []


def test_a_draft_leads_its_organiser_to_its_preparation():
    draft = EventFactory(draft=True)

    assert [item.url for item in mine(with_role(draft))] == [f"/evenements/{draft.slug}/preparation/"]
    assert [item.url for item in mine(with_role(draft, EventRoles.READER))] == [
        f"/evenements/{draft.slug}/inscriptions/"
    ]


def test_an_event_leads_its_door_to_check_in():
    event = EventFactory()

    [item] = mine(with_role(event, EventRoles.DOOR))
    assert item.url == f"/evenements/{event.slug}/pointage/"


def test_what_is_archived_or_over_is_a_memory_of_those_who_see_its_list():
    archived, coming = EventFactory(archived=True), EventFactory()
    person = with_role(archived)
    roles.grant(EventRole, anchor=archived, person=person, role=EventRoles.READER, by=None)
    roles.grant(EventRole, anchor=coming, person=person, role=EventRoles.ORGANISER, by=None)

    assert [item.url for item in mine(person)] == [f"/evenements/{coming.slug}/inscriptions/"]
    assert [item.url for item in past(person)] == [f"/evenements/{archived.slug}/suivi/"]
    assert past(with_role(archived, EventRoles.DOOR)) == past(with_role(coming)) == []


def test_past_events_are_folded_in_the_space_of_their_organiser(client):
    over = EventFactory(archived=True, title_fr="La première étape")
    client.force_login(with_role(over))

    page = client.get("/espace/").text

    assert "Mes événements passés" in page and "La première étape" in page
    assert client.get(f"/evenements/{over.slug}/suivi/").status_code == 200
