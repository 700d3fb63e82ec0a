"""Registering and the personal link, as a browser without JavaScript does it."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from events.models import Event, Registration
from portal import guards
from portal.notices import Notice
from tests.events.visiting import fill, page, url
from tests.factories.events import EventFactory, SlotFactory, WorkshopFactory, registered
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db


def test_one_page_one_button_and_the_thanks_show_all_there_is_to_keep(client, later):
    workshop = WorkshopFactory(title_fr="L’aménagement")
    event = workshop.slot.event

    form = fill(client, event, **{f"workshop_{workshop.slot_id}": workshop.pk})
    answer = client.post(url(event), form, follow=True)

    registration = event.registrations.get()
    assert (registration.full_name, registration.language) == ("Zoé L’Essai", "fr")
    assert registration.bookings.get().workshop == workshop
    shown = page(answer)
    for expected in (
        "votre place est réservée",
        "zoe@atelier.example",
        "L’aménagement",
        "Halle fictive",
        '<svg class="qr-code"',
    ):
        assert expected in shown
    calendar = client.get(re.search(r'href="([^"]+agenda\.ics)"', shown)[1])
    assert calendar["Content-Type"].startswith("text/calendar") and b"BEGIN:VEVENT" in calendar.content
    assert len(answer.redirect_chain) == 1


def test_in_english_the_page_is_english_and_so_is_the_registration(client, later):
    event = EventFactory()

    assert "A stop" in page(client.get("/en" + url(event)))
    client.post("/en" + url(event), fill(client, event))

    assert event.registrations.get().language == "en"


@pytest.mark.parametrize(
    ("typed", "kept_out"),
    [
        ({"email": "no address"}, "email"),
        ({"email": ""}, "email"),
        ({"first_name": "  "}, "first_name"),
        ({"last_name": "x" * 101}, "last_name"),
        ({"consent": ""}, "consent"),
        ({"workshop": "another event's"}, "workshop"),
        ({"email": "a\x00b@x.example"}, "email"),
    ],
)
def test_bad_input_keeps_what_was_typed_and_registers_nobody(client, later, typed, kept_out):
    event = SlotFactory().event
    workshop = WorkshopFactory(slot=event.slots.get())
    if kept_out == "workshop":
        typed = {f"workshop_{workshop.slot_id}": WorkshopFactory().pk}

    answer = client.post(url(event), fill(client, event, **typed))

    assert answer.status_code == 200
    assert "Atelier (fictif)" in page(answer)
    assert 'role="alert"' in page(answer)
    assert not event.registrations.exists()


@pytest.mark.parametrize("name", ["😀🎈", "مريم", "=1+1", "<b>Zoé</b>", "O’Brien-Łukasz"])
def test_any_name_is_a_name(client, later, name):
    event = EventFactory()

    answer = client.post(url(event), fill(client, event, first_name=name), follow=True)

    assert event.registrations.get().first_name == name
    assert "<b>Zoé" not in page(answer)


def test_a_workshop_that_filled_while_typing_keeps_the_place_at_the_event(client, later):
    workshop = WorkshopFactory(places=1, title_fr="Vite plein")
    event = workshop.slot.event
    form = fill(client, event, **{f"workshop_{workshop.slot_id}": workshop.pk})
    registered(event, workshops=[workshop])

    shown = page(client.post(url(event), form, follow=True))

    assert "« Vite plein » s’est rempli pendant votre saisie" in shown.replace("\xa0", " ")
    assert event.registrations.get(email="zoe@atelier.example").is_confirmed


def test_a_full_workshop_cannot_be_chosen_and_a_full_event_offers_its_waiting_list(client):
    event = EventFactory(places=1)
    workshop = WorkshopFactory(slot=SlotFactory(event=event), places=1)
    registered(event, workshops=[workshop])

    shown = page(client.get(url(event)))

    assert re.search(rf'value="{workshop.pk}"[^>]* disabled', shown)
    assert "complet" in shown
    assert "Rejoindre la liste d’attente" in shown


def test_a_known_address_learns_nothing_on_screen_and_gets_its_link_by_mail(client, later):
    event = EventFactory()
    registered(event, email="zoe@atelier.example", first_name="Secrète")

    answer = client.post(url(event), fill(client, event), follow=True)

    shown = page(answer)
    assert "regardez votre messagerie" in shown
    assert "Secrète" not in shown and "qr-code" not in shown and "déjà" not in shown
    assert Notice.objects.filter(kind="registration_link").count() == 1


def test_sending_the_same_form_twice_shows_the_same_thanks(client, later):
    event = EventFactory()
    form = fill(client, event)

    first, second = client.post(url(event), form, follow=True), client.post(url(event), form, follow=True)

    assert "qr-code" in page(first) and "qr-code" in page(second)
    assert event.registrations.count() == 1


# --- guards ---------------------------------------------------------------------------------------
@pytest.mark.parametrize("typed", [{"website": "http://spam.example"}, {"form_key": "made-up"}, {"form_key": ""}])
def test_machines_register_nobody_and_people_caught_by_mistake_can_send_again(client, later, typed):
    event = EventFactory()

    shown = page(client.post(url(event), fill(client, event, **typed)))

    assert not event.registrations.exists()
    assert "envoyez-le de nouveau" in shown and "L’Essai" in shown
    key = re.search(r'name="form_key" value="([^"]+)"', shown)[1]
    client.post(url(event), fill(client, event) | {"form_key": key})
    assert event.registrations.exists()


def test_a_form_sent_back_at_once_is_a_machine(client, monkeypatch):
    monkeypatch.setattr(guards, "LEAST_SECONDS", 60)  # "at once" on the busiest of machines
    event = EventFactory()

    client.post(url(event), fill(client, event))

    assert not event.registrations.exists()


def test_a_company_behind_one_address_passes_and_a_flood_is_slowed(client, later, monkeypatch):
    monkeypatch.setattr(guards, "MOST_FROM_ONE_ADDRESS", 3)
    event = EventFactory(places=9)

    answers = [client.post(url(event), fill(client, event, email=f"p{n}@x.example")) for n in range(4)]

    assert [answer.status_code for answer in answers] == [302, 302, 302, 429]
    assert "L’Essai" in page(answers[-1])


def test_behind_a_proxy_each_visitor_has_a_limit_of_their_own(client, later, monkeypatch, settings):
    settings.TRUSTED_PROXIES = ["127.0.0.1"]
    monkeypatch.setattr(guards, "MOST_FROM_ONE_ADDRESS", 1)
    event = EventFactory(places=9)

    def send(number, visitor):
        form = fill(client, event, email=f"p{number}@x.example")
        return client.post(url(event), form, headers={"X-Forwarded-For": visitor}).status_code

    assert [send(1, "192.0.2.1"), send(2, "192.0.2.2"), send(3, "192.0.2.1")] == [302, 302, 429]


def test_the_guards_are_off_where_the_settings_say_so(client, settings):
    settings.ABUSE_GUARDS = False
    event = EventFactory()

    client.post(url(event), fill(client, event, website="x", form_key=""))

    assert event.registrations.exists()


# --- closed, unknown ------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("state", "told"),
    [
        ("not_yet_open", "Les inscriptions ouvrent le"),
        ("closed", "sont closes"),
        ("archived", "sont closes"),
        ("cancelled", "a été annulé"),
    ],
)
def test_outside_its_time_the_page_says_why_and_takes_nobody(client, state, told):
    event = EventFactory(**{state: True})

    assert told in page(client.get(url(event)))
    client.post(url(event), {"email": "a@x.example"})
    assert not event.registrations.exists()


def test_a_draft_is_not_there(client):
    assert client.get(url(EventFactory(draft=True))).status_code == 404


# --- the personal link ----------------------------------------------------------------------------
def test_opening_the_link_changes_nothing_even_again_and_again(client):
    registration = registered(EventFactory())
    path = registration.personal_path()
    before = Registration.objects.filter(pk=registration.pk).values().get()

    for part in ("", "annuler/", "merci/", "qr.svg", "agenda.ics"):
        assert client.get(path + part).status_code == 200
        client.head(path + part)

    assert Registration.objects.filter(pk=registration.pk).values().get() == before


def test_the_link_cancels_after_asking(client):
    registration = registered(EventFactory())

    shown = page(client.post(registration.personal_path() + "annuler/", follow=True))

    assert Registration.objects.get(pk=registration.pk).is_cancelled
    assert "Annulée" in shown and "S’inscrire de nouveau" in shown


def test_the_link_changes_workshop_and_details(client):
    slot = SlotFactory()
    old, new = WorkshopFactory(slot=slot), WorkshopFactory(slot=slot)
    registration = registered(slot.event, workshops=[old])
    path = registration.personal_path()

    client.post(path, {"save-workshops": "1", f"workshops-workshop_{slot.pk}": new.pk})
    typed = {"details-email": "juste@x.example", "details-first_name": "Zoé", "details-last_name": "Juste"}
    client.post(path, typed | {"save-details": "1", "details-organisation": ""})

    changed = Registration.objects.get(pk=registration.pk)
    assert (changed.email, changed.last_name) == ("juste@x.example", "Juste")
    assert changed.bookings.get().workshop == new


def test_correcting_the_address_shuts_out_the_mailbox_it_was_wrongly_sent_to(client):
    registration = registered(EventFactory(), email="faute@x.example")
    sent_to_a_stranger = registration.personal_path()
    typed = {"email": "juste@x.example", "first_name": "Zoé", "last_name": "Juste", "organisation": ""}

    form = {f"details-{name}": value for name, value in typed.items()}
    answer = client.post(sent_to_a_stranger, form | {"save-details": "1"}, follow=True)

    assert "juste@x.example" in page(answer) and answer.status_code == 200
    for part in ("", "annuler/", "qr.svg", "agenda.ics"):
        assert client.get(sent_to_a_stranger + part).status_code == 404
    client.post(sent_to_a_stranger + "annuler/")
    assert Registration.objects.get(pk=registration.pk).is_confirmed


def test_the_link_tells_of_a_workshop_that_is_full_and_keeps_the_old_one(client):
    slot = SlotFactory()
    old, full = WorkshopFactory(slot=slot), WorkshopFactory(slot=slot, places=1)
    registered(slot.event, workshops=[full])
    registration = registered(slot.event, workshops=[old])

    answer = client.post(
        registration.personal_path(), {"save-workshops": "1", f"workshops-workshop_{slot.pk}": full.pk}
    )

    assert "Il ne reste plus de place" in page(answer)
    assert registration.bookings.get().workshop == old


def test_once_the_event_has_begun_the_link_shows_and_changes_nothing_more(client):
    event = EventFactory()
    registration = registered(event)
    path = registration.personal_path()
    Event.objects.filter(pk=event.pk).update(starts_at=timezone.now() - timedelta(minutes=1))

    shown = page(client.get(path))
    client.post(path + "annuler/")

    assert "Confirmée" in shown and "Enregistrer" not in shown and "Annuler" not in shown
    assert "rien à annuler" in page(client.get(path + "annuler/"))
    assert Registration.objects.get(pk=registration.pk).is_confirmed


@pytest.mark.parametrize("damage", [lambda t: t[:-3], lambda t: "x", lambda t: t.swapcase()])
def test_a_damaged_link_says_what_to_do(client, damage):
    registration = registered(EventFactory())

    answer = client.get(registration.personal_path(damage(registration.sign_link())))

    assert answer.status_code == 404
    assert "Ce lien n’ouvre rien" in page(answer)


def test_a_link_opens_nothing_at_another_event(client):
    registration, other = registered(EventFactory()), EventFactory()

    answer = client.get(f"/evenements/{other.slug}/inscription/{registration.sign_link()}/")

    assert answer.status_code == 404


def test_registering_as_somebody_logged_in_links_the_person(client, later):
    event, person = EventFactory(), PersonFactory(email="zoe@atelier.example")
    client.force_login(person)

    client.post(url(event), fill(client, event))

    assert event.registrations.get().person == person
    assert event.registrations.get().consent_at <= timezone.now()
