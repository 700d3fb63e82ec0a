"""Who the registration page is for: members, people who were invited, audiences."""

import re
from datetime import date

import pytest

from events import actions
from events.enums import Access
from tests.events.visiting import fill, page, said, send, url
from tests.factories.events import AudienceFactory, EventFactory, registered
from tests.factories.members import MandateFactory
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def member():
    return MandateFactory(since=date(2020, 1, 1), person=PersonFactory(email="zoe@atelier.example")).person


def test_an_event_for_members_says_to_log_in_and_takes_members(client, later, member):
    event = EventFactory(access=Access.MEMBERS)

    shown = said(client.get(url(event)))
    assert "réservé aux représentants des adhérents" in shown and "Connectez-vous pour vous inscrire" in shown
    client.post(url(event), {"email": "a@x.example", "consent": "on"})
    assert not event.registrations.exists()

    client.force_login(member)
    send(client, event)
    assert event.registrations.get().person == member


def test_a_member_may_register_under_another_address(client, later, member):
    event = EventFactory(access=Access.MEMBERS)
    client.force_login(member)

    send(client, event, email="autre@x.example")

    assert event.registrations.get().person is None


def test_what_is_known_of_somebody_logged_in_is_filled_in(client, member):
    event = EventFactory()
    client.force_login(member)

    shown = page(client.get(url(event)))

    for known in (member.email, member.first_name, member.last_name, member.mandates.get().organisation.name):
        assert f'value="{known}"' in shown


def test_an_event_on_invitation_opens_with_a_link_and_not_once_it_is_withdrawn(client, later):
    event = EventFactory(access=Access.INVITED)
    invitation = event.invitations.create(name="Lien de la presse")
    query = f"?invitation={invitation.public_id}"
    assert "ouvert sur invitation" in said(client.get(url(event)))
    assert "n’ouvre rien ici" in said(client.get(url(event) + "?invitation=autre"))

    form = fill(client, event, query)
    assert f'name="invitation" value="{invitation.public_id}"' in page(client.get(url(event) + query))
    client.post(url(event), form | {"invitation": invitation.public_id})

    assert event.registrations.get().invitation == invitation
    invitation.revoked_at = event.starts_at
    invitation.save()
    assert "n’ouvre rien ici" in said(client.get(url(event) + query))


def test_an_invitation_made_for_an_address_fills_it_in_and_is_good_for_it_alone(client, later):
    event = EventFactory(access=Access.INVITED)
    invitation = event.invitations.create(email="marie@x.example")
    shown = page(client.get(url(event) + f"?invitation={invitation.public_id}"))
    assert 'value="marie@x.example"' in shown and "Ajouter un collègue" not in shown
    form = fill(client, event, f"?invitation={invitation.public_id}", invitation=invitation.public_id)

    assert "faite pour une autre adresse" in said(client.post(url(event), form))
    client.post(url(event), form | {"email": "Marie@x.example"})

    assert event.registrations.get().email == "Marie@x.example"


def test_audiences_show_their_places_close_those_of_members_and_hide_those_of_the_invited(client, later):
    event = EventFactory(places=5)
    students, public = AudienceFactory(event=event, name_fr="Étudiants"), AudienceFactory(event=event, name_fr="Tous")
    members = AudienceFactory(event=event, name_fr="Adhérents", access=Access.MEMBERS)
    press = AudienceFactory(event=event, name_fr="Presse", access=Access.INVITED)
    actions.set_audience_capacity(students, places=1)
    registered(event, audience=students)

    shown = page(client.get(url(event)))
    assert re.search(rf'value="{members.pk}"[^>]* disabled', shown) and "une fois connectés" in shown
    assert "Presse" not in shown and "Complet : les suivants rejoignent" in shown.replace("\xa0", " ")
    assert '<span data-places="common">5 places libres sur 5</span>' in shown

    answer = send(client, event)
    assert not event.registrations.filter(email="zoe@atelier.example").exists()
    for closed in (members, press):
        assert "publics qui vous sont ouverts" in said(send(client, event, audience=closed.pk))

    send(client, event, audience=public.pk)
    assert event.registrations.get(email="zoe@atelier.example").is_confirmed
    answer = send(client, event, audience=students.pk, email="etudiant@x.example")
    assert "au rang 1" in said(answer)


def test_an_invitation_for_an_audience_opens_and_chooses_it(client, later):
    event = EventFactory(places=5)
    AudienceFactory(event=event)
    press = AudienceFactory(event=event, name_fr="Presse", access=Access.INVITED)
    invitation = event.invitations.create(email="marie@x.example", audience=press)

    query = f"?invitation={invitation.public_id}"
    assert re.search(rf'value="{press.pk}"[^>]* checked', page(client.get(url(event) + query)))
    form = fill(client, event, query, invitation=invitation.public_id, audience=press.pk)
    assert "faite pour une autre adresse" in said(client.post(url(event), form))
    client.post(url(event), form | {"email": "marie@x.example"})

    assert event.registrations.get().audience == press


def test_where_every_audience_is_closed_the_page_says_what_opens_them(client):
    event = EventFactory()
    AudienceFactory(event=event, access=Access.MEMBERS)

    assert "Connectez-vous pour vous inscrire" in said(client.get(url(event)))


def test_an_event_in_french_only_sends_english_visitors_to_its_form(client):
    event = EventFactory(is_in_english=False)

    answer = client.get("/en" + url(event) + "?invitation=x")

    assert (answer.status_code, answer.url) == (302, url(event) + "?invitation=x")
