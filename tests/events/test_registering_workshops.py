"""Workshops on the registration page: live places, waiting lists, hours that cross."""

import re
from datetime import timedelta

import pytest

from tests.events.visiting import fill, page, said, send, url
from tests.factories.events import EventFactory, SlotFactory, WorkshopFactory, registered

pytestmark = pytest.mark.django_db


@pytest.fixture
def slot():
    return SlotFactory(event=EventFactory(places=9))


@pytest.fixture
def full(slot):
    workshop = WorkshopFactory(slot=slot, places=1, title_fr="Le complet")
    registered(slot.event, workshops=[workshop])
    return workshop


def standing(event, email="zoe@atelier.example"):
    """The titles of the workshops somebody holds, and of those they wait for."""
    bookings = event.registrations.get(email=email).bookings.with_workshop()
    held = {booking.workshop.title for booking in bookings if booking.is_held}
    return held, {booking.workshop.title for booking in bookings if booking.is_waiting}


def test_a_full_workshop_is_no_choice_but_offers_its_line_beside_a_place_elsewhere(client, later, slot, full):
    open_one = WorkshopFactory(slot=slot, title_fr="L’ouvert", places=4)
    shown = page(client.get(url(slot.event)))
    assert re.search(rf'type="radio"[^>]* value="{full.pk}"[^>]* disabled', shown)
    assert re.search(rf'type="checkbox" name="wait_{slot.pk}"[^>]* value="{full.pk}"', shown)
    assert "4 places libres sur 4" in said(client.get(url(slot.event)))

    send(client, slot.event, **{f"workshop_{slot.pk}": open_one.pk, f"wait_{slot.pk}": full.pk})

    assert standing(slot.event) == ({"L’ouvert"}, {"Le complet"})


def test_form_and_announcement_say_the_same_of_every_workshop(client, slot, full):
    WorkshopFactory(slot=slot, places=4)
    counted = client.get(f"/evenements/{slot.event.slug}/places/").json()
    shown = page(client.get(url(slot.event)))

    for workshop in slot.workshops.all():
        key = f"workshop-{workshop.pk}"
        assert f'<span data-places="{key}">{counted["words"][key]}</span>' in shown


def test_what_a_line_beside_a_place_means_is_said_where_there_is_one(client, slot):
    explained = re.compile(
        r'<p class="form-text" data-lines>Vous pouvez avoir une place dans un atelier et en attendre'
    )
    WorkshopFactory(slot=slot, places=1)
    taken = WorkshopFactory(slot=slot, places=1)
    assert not explained.search(page(client.get(url(slot.event))))

    registered(slot.event, workshops=[taken])

    assert explained.search(page(client.get(url(slot.event) + "?x")))


def test_a_workshop_somebody_waits_for_is_full_for_the_next_one_even_with_a_free_seat(client, slot, full):
    registered(slot.event, waits=[full])
    holder = slot.event.registrations.earliest("pk")
    holder.bookings.all().delete()

    assert re.search(rf'type="radio"[^>]* value="{full.pk}"[^>]* disabled', page(client.get(url(slot.event))))


def test_a_line_that_is_empty_before_a_free_place_gives_the_place_instead(client, later, slot, full):
    open_one = WorkshopFactory(slot=slot, title_fr="L’ouvert")
    form = fill(client, slot.event, **{f"workshop_{slot.pk}": open_one.pk, f"wait_{slot.pk}": full.pk})
    slot.event.registrations.get().bookings.all().delete()

    client.post(url(slot.event), form)

    assert standing(slot.event) == ({"Le complet"}, set())


def test_two_workshops_at_the_same_hours_are_refused_by_name_and_stay_chosen(client, later, slot):
    event = slot.event
    crossing = SlotFactory(event=event, starts_at=slot.starts_at + timedelta(minutes=30))
    one, other = WorkshopFactory(slot=slot, title_fr="Un"), WorkshopFactory(slot=crossing, title_fr="Autre")

    answer = send(client, event, **{f"workshop_{slot.pk}": one.pk, f"workshop_{crossing.pk}": other.pk})

    assert "« Un » et « Autre » ont lieu aux mêmes heures" in said(answer)
    assert not event.registrations.exists()
    assert page(answer).count(" checked") >= 2 + 1  # both workshops, and the consent


def test_workshops_one_after_the_other_do_not_clash(client, later, slot):
    after = SlotFactory(event=slot.event, starts_at=slot.ends_at)
    one, other = WorkshopFactory(slot=slot, title_fr="Un"), WorkshopFactory(slot=after, title_fr="Autre")

    send(client, slot.event, **{f"workshop_{slot.pk}": one.pk, f"workshop_{after.pk}": other.pk})

    assert standing(slot.event) == ({"Un", "Autre"}, set())


def test_a_workshop_that_filled_while_another_field_was_wrong_says_so_and_offers_its_line(client, later, slot):
    quick = WorkshopFactory(slot=slot, places=1, title_fr="Vite plein")
    form = fill(client, slot.event, email="fausse", **{f"workshop_{slot.pk}": quick.pk})
    registered(slot.event, workshops=[quick])

    answer = client.post(url(slot.event), form)

    assert "s’est rempli pendant votre saisie" in said(answer)
    assert f'name="wait_{slot.pk}"' in page(answer)


def test_one_button_puts_in_the_line_of_a_workshop_that_filled_while_typing(client, later, slot):
    quick = WorkshopFactory(slot=slot, places=1, title_fr="Vite plein")
    form = fill(client, slot.event, **{f"workshop_{slot.pk}": quick.pk})
    registered(slot.event, workshops=[quick])

    shown = page(client.post(url(slot.event), form, follow=True))
    join = re.search(r'action="([^"]+/liste-d-attente/)"', shown)[1]
    answer = client.post(join, {"join-line": quick.pk}, follow=True)

    assert standing(slot.event) == (set(), {"Vite plein"})
    assert "Vous êtes sur la liste d’attente de « Vite plein »" in said(answer)
    assert "liste-d-attente/" not in page(answer)


def test_a_form_sent_twice_says_what_was_got_not_that_it_filled(client, later, slot):
    first, other = WorkshopFactory(slot=slot, title_fr="Le premier"), WorkshopFactory(slot=slot, title_fr="L’autre")
    form = fill(client, slot.event, **{f"workshop_{slot.pk}": first.pk})
    client.post(url(slot.event), form)

    again = client.post(url(slot.event), form | {f"workshop_{slot.pk}": other.pk}, follow=True)

    assert "s’est rempli" not in said(again) and "Le premier" in said(again)
    assert standing(slot.event) == ({"Le premier"}, set())


def test_a_form_sent_twice_still_says_which_workshop_was_full(client, later, slot):
    quick = WorkshopFactory(slot=slot, places=1, title_fr="Vite plein")
    form = fill(client, slot.event, **{f"workshop_{slot.pk}": quick.pk})
    registered(slot.event, workshops=[quick])

    for _ in range(2):
        assert "« Vite plein » s’est rempli" in said(client.post(url(slot.event), form, follow=True))


@pytest.mark.parametrize("key", ["", "x", "0", "²"])
def test_a_line_that_does_not_exist_is_not_found(client, slot, key):
    path = registered(slot.event).personal_path()

    assert client.post(path + "liste-d-attente/", {"join-line": key}).status_code == 404


def test_a_workshop_of_another_slot_is_refused(client, later, slot):
    WorkshopFactory(slot=slot)
    elsewhere = WorkshopFactory()

    for name in ("workshop", "wait"):
        answer = send(client, slot.event, **{f"{name}_{slot.pk}": elsewhere.pk})
        assert "Choisissez l’un des ateliers" in said(answer)
    assert not slot.event.registrations.exists()
