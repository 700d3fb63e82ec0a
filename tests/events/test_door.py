"""The check-in page as the server writes it, walk-ins, and the numbers on a screen."""

import pytest

from events import actions
from events.enums import EventRoles
from events.models import CheckIn, EventRole, Registration
from events.refusals import LineFirst
from portal import roles
from tests.factories.door import standing_at
from tests.factories.events import EventFactory, SlotFactory, WorkshopFactory, registered
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db

SCREENS = ["", "sans-inscription/", "ecran/", "liste.json", "sw.js", "manifest.webmanifest"]


@pytest.fixture
def event():
    return EventFactory()


@pytest.fixture
def door(client, event):
    person = standing_at(event)
    client.force_login(person)
    return person


def door_url(event, rest=""):
    return f"/evenements/{event.slug}/pointage/{rest}"


def page(answer):
    return answer.content.decode().replace("\N{NO-BREAK SPACE}", " ")


def pressed(client, registration, act="in", **fields):
    """The page after a button of somebody's line was pressed."""
    posted = {"person": registration.public_id, "act": act, **fields}
    return page(client.post(door_url(registration.event), posted, follow=True))


@pytest.mark.parametrize("rest", SCREENS)
def test_who_may_open_which_screen(client, event, rest):
    outsiders = {
        "reader": standing_at(event, EventRoles.READER),
        "organiser of another event": standing_at(EventFactory(), EventRoles.ORGANISER),
        "somebody": PersonFactory(),
    }
    assert "/compte/login/" in client.get(door_url(event, rest)).url
    for who, person in outsiders.items():
        client.force_login(person)
        expected = 200 if (who, rest) == ("reader", "ecran/") else 403
        assert client.get(door_url(event, rest)).status_code == expected, who
    for role in (EventRoles.DOOR, EventRoles.ORGANISER):
        client.force_login(standing_at(event, role))
        assert client.get(door_url(event, rest)).status_code == 200
        assert client.get(door_url(EventFactory(draft=True), rest)).status_code == 404


def test_only_the_door_checks_in(client, event):
    registration = registered(event)
    for person in (standing_at(event, EventRoles.READER), standing_at(EventFactory()), PersonFactory()):
        client.force_login(person)
        assert client.post(door_url(event), {"person": registration.public_id, "act": "in"}).status_code == 403
    assert not CheckIn.objects.exists()


def test_somebody_is_found_without_accents_and_checked_in_by_a_button(client, event, door):
    registration = registered(event, last_name="Œuvre")
    registered(event, last_name="Autre")

    shown = page(client.get(door_url(event), {"q": "oeuvre"}))
    assert "Zoé Œuvre" in shown and "Zoé Autre" not in shown
    said = pressed(client, registration, q="oeuvre")

    assert "Entrée enregistrée : Zoé Œuvre" in said
    entered = CheckIn.objects.get()
    assert (entered.registration, entered.by, entered.undone_at) == (registration, door, None)
    assert registration.transitions.last().step == "checked_in"


def test_a_second_time_says_when_and_at_which_door_the_first_was(client, event, door):
    registration = registered(event)
    client.post(door_url(event), {"door": "Porte de l’Est"})
    pressed(client, registration)

    said = pressed(client, registration)

    assert "Entrée déjà enregistrée" in said and "Porte de l’Est" in said
    assert CheckIn.objects.count() == 1


def test_a_check_in_is_undone_and_history_says_so(client, event, door):
    registration = registered(event)
    pressed(client, registration)

    assert "Pointage annulé" in pressed(client, registration, "undo")

    assert registration.standing_check_in is None
    assert [t.step for t in registration.transitions.all()][-2:] == ["checked_in", "check_in_undone"]
    pressed(client, registration)
    assert registration.standing_check_in is not None


def test_the_code_of_a_ticket_typed_into_the_search_finds_its_holder(client, event, door):
    registration, other = registered(event, last_name="Titulaire"), registered(EventFactory(), last_name="Ailleurs")
    registered(event, last_name="Voisin")

    shown = page(client.get(door_url(event), {"q": registration.ticket}))
    assert "Zoé Titulaire" in shown and "Zoé Voisin" not in shown
    shown = page(client.get(door_url(event), {"q": other.ticket}))
    assert "pour un autre événement" in shown and "Ailleurs" not in shown


def test_a_cancelled_and_a_waiting_person_are_told_apart(client, event, door):
    cancelled = registered(event)
    actions.cancel_registration(cancelled)
    for _ in range(3):
        registered(event)
    waiting = registered(event)

    assert "Cette inscription est annulée" in pressed(client, cancelled)
    assert "liste d’attente" in pressed(client, waiting)
    assert not CheckIn.objects.exists()


def test_nobody_is_checked_in_where_the_event_is_called_off(client):
    event = EventFactory(cancelled=True)
    client.force_login(standing_at(event))
    person = registered(EventFactory())
    Registration.objects.update(event=event)

    person.refresh_from_db()
    assert "n’a pas lieu" in pressed(client, person)


def waiting_at(event):
    """Somebody on the waiting list of an event whose places are all taken."""
    while not event.is_full:
        registered(event)
    return registered(event)


def begin(event):
    """The event begins an hour ago."""
    started = type(event).objects.filter(pk=event.pk)
    started.update(starts_at=event.starts_at.replace(year=2020), registration_closes_at=None)


def test_somebody_who_waits_is_let_in_where_a_place_is_free(client, event, door):
    waiting = waiting_at(event)
    begin(event)
    assert "Il ne reste aucune place" in pressed(client, waiting, "let_in")

    actions.cancel_registration(event.registrations.first())
    said = pressed(client, waiting, "let_in")

    assert "Entrée enregistrée" in said
    assert Registration.objects.get(pk=waiting.pk).is_confirmed
    assert CheckIn.objects.get().registration == waiting


def test_before_the_event_begins_the_line_counts(event, door):
    waiting_at(event)
    last = registered(event)

    with pytest.raises(LineFirst):
        actions.let_in(event, actions.Scan(person=last.public_id), by=door)


def walk_in(client, event, **fields):
    fields = {"first_name": "Ana", "last_name": "Débarquée", "consent": "on"} | fields
    return client.post(door_url(event, "sans-inscription/"), fields, follow=True)


def test_a_walk_in_is_registered_and_checked_in_at_once(client, event, door, run_tasks, mailoutbox):
    workshop = WorkshopFactory(slot=SlotFactory(event=event))
    shown = page(client.get(door_url(event, "sans-inscription/")))
    assert "3 places sont libres" in shown and "pour organiser cet événement" in shown

    said = walk_in(client, event, email="ana@x.example", **{f"workshop_{workshop.slot_id}": workshop.pk})

    registration = event.registrations.get()
    assert "Inscription et entrée enregistrées : Ana Débarquée" in page(said)
    assert (registration.source, registration.is_confirmed) == ("door", True)
    assert registration.bookings.get().is_held
    assert registration.standing_check_in.by == door
    run_tasks()
    assert [mail.to for mail in mailoutbox] == [["ana@x.example"]]


def test_the_walk_in_form_speaks_of_them_and_leaves_the_audience_open_in_words(client, event, door):
    event.audiences.create(name_fr="Étudiants")
    full = WorkshopFactory(slot=SlotFactory(event=event), places=1)
    registered(event, workshops=[full])

    shown = page(client.get(door_url(event, "sans-inscription/")))

    assert "Vient en tant que" in shown and "Non précisé" in shown and "---------" not in shown
    assert "M’inscrire" not in shown and "Vous" not in shown.split("<main", 1)[1].split("</main>")[0]
    assert f'name="wait_{full.slot_id}"' not in shown  # at the door nobody joins the line of a workshop


def test_a_walk_in_without_consent_or_name_keeps_what_was_typed(client, event, door):
    shown = page(walk_in(client, event, consent="", organisation="Atelier (fictif)"))

    assert "Atelier (fictif)" in shown and not event.registrations.exists()


def test_a_walk_in_is_refused_where_it_is_full_until_there_are_more_places(client, event, door):
    for _ in range(3):
        registered(event)

    assert "L’organisateur peut en ajouter" in page(walk_in(client, event))
    assert event.registrations.count() == 3
    actions.set_capacity(event, places=4)
    walk_in(client, event)

    assert event.registrations.count() == CheckIn.objects.count() + 3 == 4


def test_once_the_event_has_begun_a_walk_in_may_have_what_those_in_line_left(client, event, door):
    waiting_at(event)
    assert "L’organisateur peut en ajouter" in page(walk_in(client, event))
    begin(event)
    actions.cancel_registration(event.registrations.first())

    walk_in(client, event)

    assert event.registrations.get(last_name="Débarquée").is_confirmed


def test_the_walk_in_form_sent_twice_registers_once(client, event, door):
    for _ in range(2):
        walk_in(client, event, form_key="one and the same")

    assert event.registrations.count() == CheckIn.objects.count() == 1


def test_a_walk_in_who_is_registered_already_is_pointed_at(client, event, door, run_tasks, mailoutbox):
    registered(event, email="ana@x.example", last_name="Inscrite")
    run_tasks(), mailoutbox.clear()

    shown = page(walk_in(client, event, email="ANA@x.example"))

    assert "cherchez la personne par son nom" in shown and "Inscrite" not in shown
    assert event.registrations.count() == 1
    run_tasks()
    assert not mailoutbox


def test_the_screen_counts_those_who_are_there(client, event, door):
    workshop = WorkshopFactory(slot=SlotFactory(event=event), title_fr="L’aménagement")
    there, undone, _ = (registered(event, workshops=[workshop] if number < 2 else []) for number in range(3))
    pressed(client, there), pressed(client, undone), pressed(client, undone, "undo")

    numbers = " ".join(page(client.get(door_url(event, "ecran/"), headers={"HX-Request": "true"})).split())

    assert "<html" not in numbers and "Zoé" not in numbers
    for said in ("<dt>Présents</dt><dd>1</dd>", "<dt>Attendus en tout</dt><dd>3</dd>", "L’aménagement"):
        assert said in numbers
    assert "<strong>1<" in numbers and "</span>2</strong>" in numbers
    assert 'hx-trigger="every 3s"' in page(client.get(door_url(event, "ecran/")))


def test_the_sheet_says_that_somebody_came(client, event, door):
    roles.grant(EventRole, anchor=event, person=door, role=EventRoles.READER, by=None)
    registration = registered(event)
    sheet = f"/evenements/{event.slug}/inscriptions/{registration.public_id}/"
    client.post(door_url(event), {"door": "Nord"}), pressed(client, registration)

    client.force_login(standing_at(event, EventRoles.ORGANISER))
    assert "Nord</dd>" in page(client.get(sheet))


def test_the_page_is_quick_to_search_whatever_the_number(client, event, door, django_assert_max_num_queries):
    for _ in range(3):
        pressed(client, registered(event))

    with django_assert_max_num_queries(20):
        client.get(door_url(event))


def test_the_page_a_device_keeps_has_no_names(client, event, door):
    registered(event, last_name="Inscrite")

    kept = page(client.get(door_url(event, "?vide")))

    assert "Inscrite" in page(client.get(door_url(event))) and "Inscrite" not in kept
    assert "Personne n’est encore" not in kept
