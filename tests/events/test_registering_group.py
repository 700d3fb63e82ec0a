"""Colleagues on one form: each with a place, a name, workshops, answers and a link of their own."""

import re

import pytest

from portal import guards
from portal.notices import Notice
from tests.events.visiting import colleague, fill, page, said, send, url
from tests.factories.events import EventFactory, SlotFactory, WorkshopFactory, registered

pytestmark = pytest.mark.django_db


def test_each_person_of_a_group_has_a_place_workshops_and_a_link(client, later):
    event = EventFactory(places=2)
    workshop = WorkshopFactory(slot=SlotFactory(event=event), title_fr="L’aménagement")
    first = colleague(1, email="max@x.example", **{f"workshop_{workshop.slot_id}": workshop.pk})

    answer = send(client, event, colleague=["1", "3"], **first, **colleague(3, first_name="Ève"))

    zoe, max_, eve = event.registrations.order_by("pk")
    assert [person.email for person in (zoe, max_, eve)] == ["zoe@atelier.example", "max@x.example", ""]
    assert (max_.registered_by, eve.registered_by, eve.mail_address) == (zoe, zoe, "zoe@atelier.example")
    assert (max_.is_confirmed, eve.is_waiting) == (True, True)
    assert max_.bookings.get().workshop == workshop and not zoe.bookings.exists()
    shown = said(answer)
    assert "Zoé L’Essai, votre place est réservée" in shown and "Max Collègue 1, votre place est réservée" in shown
    assert "Ève Collègue 3, vous êtes sur la liste d’attente, au rang 1" in shown
    links = set(re.findall(r'href="([^"]+/inscription/[^/"]+/)"', page(answer)))
    assert len(links) == 3 and all(client.get(link).status_code == 200 for link in links)
    assert page(answer).count('<svg class="qr-code"') == 2
    assert set(Notice.objects.values_list("address", flat=True)) == {"zoe@atelier.example", "max@x.example"}


def test_adding_and_taking_away_a_colleague_without_a_script_keeps_everything_typed(client):
    event = EventFactory()
    form = fill(client, event, email="pas une adresse", colleague=["1"], **colleague(1, first_name="Max"))

    more = client.post(url(event), form | {"add": "1"})
    assert 'name="colleague" value="2"' in page(more)
    for kept in ("pas une adresse", "L’Essai", 'value="Max"'):
        assert kept in page(more)
    assert 'role="alert"' not in page(more) and "Ce champ est obligatoire" not in page(more)  # nothing is judged yet
    assert page(more).count('value="Atelier (fictif)"') == 2  # the new colleague is probably of the same house

    less = client.post(url(event), form | {"colleague": ["1", "2"], "remove": "1"})
    assert 'name="colleague" value="1"' not in page(less) and 'name="colleague" value="2"' in page(less)
    assert "L’Essai" in page(less) and not event.registrations.exists()


def test_no_more_people_than_the_event_takes_at_once(client, later):
    event = EventFactory(most_people=2)
    both = colleague(1) | colleague(2)

    shown = client.post(url(event), fill(client, event, colleague=["1"], **colleague(1)) | {"add": "1"})
    assert "ne prend pas davantage de personnes" in said(shown)
    send(client, event, colleague=["1", "2"], **both)

    assert event.registrations.count() == 2
    assert "Ajouter un collègue" not in page(client.get(url(EventFactory(most_people=1))))


@pytest.mark.parametrize("email", ["zoe@atelier.example", "ZOE@atelier.example"])
def test_two_people_with_one_address_are_told_beside_the_second(client, later, email):
    event = EventFactory()

    answer = send(client, event, colleague="1", **colleague(1, email=email))

    assert "Une autre personne de ce formulaire a cette adresse" in said(answer)
    assert 'href="#id_colleague-1-email"' in page(answer)
    assert not event.registrations.exists()


def test_what_is_wrong_with_a_colleague_is_said_with_their_name(client, later):
    event = EventFactory()

    answer = send(client, event, colleague="1", **colleague(1, last_name="", email="fausse"))

    assert "Nom (Max)" in said(answer) and "Adresse électronique (Max)" in said(answer)
    assert not event.registrations.exists()


def test_a_colleague_who_is_registered_already_gets_a_mail_and_the_page_says_no_more(client, later):
    event = EventFactory()
    registered(event, email="max@x.example", first_name="Secret")

    answer = send(client, event, colleague="1", **colleague(1, email="MAX@x.example"))

    assert "Un courriel est en route" in said(answer) and "MAX@x.example" in page(answer)
    assert "Secret" not in page(answer) and "Max Collègue" not in page(answer)
    assert event.registrations.count() == 2
    assert Notice.objects.filter(kind="registration_link", address="max@x.example").exists()


def test_colleagues_of_somebody_registered_already_hang_on_them(client, later):
    event = EventFactory()
    earlier = registered(event, email="zoe@atelier.example", first_name="Secrète")

    answer = send(client, event, colleague="1", **colleague(1))

    new = event.registrations.latest("pk")
    assert (new.full_name, new.registered_by, new.person) == ("Max Collègue 1", earlier, None)
    shown = page(answer)
    assert "Max Collègue 1, votre place est" in shown and "Secrète" not in shown
    assert "en route" in shown and "zoe@atelier.example" in shown


def test_a_group_sent_twice_is_registered_once_even_without_addresses(client, later):
    event = EventFactory(places=9)
    twins = colleague(1, last_name="Jumeau") | colleague(2, last_name="Jumeau")
    form = fill(client, event, colleague=["1", "2"], **twins)

    first, second = client.post(url(event), form, follow=True), client.post(url(event), form, follow=True)

    assert event.registrations.count() == 3
    assert page(second).count("votre place est réservée") == page(first).count("votre place est réservée") == 3


def test_after_the_back_button_another_person_is_registered_and_the_first_not_again(client, later):
    event = EventFactory(places=9)
    form = fill(client, event)
    client.post(url(event), form)

    client.post(url(event), form | {"email": "autre@x.example", "first_name": "Autre"})
    client.post(url(event), form | {"email": "autre@x.example", "first_name": "Autre"})

    assert event.registrations.count() == 2


def test_a_group_counts_once_against_the_limit_of_one_network(client, later, monkeypatch):
    monkeypatch.setattr(guards, "MOST_FROM_ONE_ADDRESS", 1)
    event = EventFactory(places=9)
    form = fill(client, event, colleague=["1", "2"], **colleague(1), **colleague(2))

    client.post(url(event), form | {"add": "1"})
    assert client.post(url(event), form).status_code == 302
    assert event.registrations.count() == 3


@pytest.mark.parametrize("numbers", [["x"], ["-1"], ["²"], ["1" * 5000], [""], ["new"]])
def test_damaged_numbers_of_colleagues_do_no_harm(client, later, numbers):
    event = EventFactory()

    answer = client.post(url(event), fill(client, event, colleague=numbers))

    assert answer.status_code == 302
