"""The personal page, as a browser without JavaScript sees it. (Dead links and GETs: test_registering.py.)"""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from events import actions
from events.actions import Applicant
from events.enums import EventStatus, QuestionKind
from events.models import CheckIn, Event, Question, QuestionOption, Registration
from tests.events.test_actions import fresh
from tests.factories.events import EventFactory, SlotFactory, WorkshopFactory, registered

pytestmark = pytest.mark.django_db


def page(answer):
    return answer.content.decode().replace("\xa0", " ")


def look(client, registration):
    return page(client.get(registration.personal_path()))


def send(client, registration, button, **typed):
    answer = client.post(registration.personal_path(), typed | {f"save-{button}": "1"}, follow=True)
    assert answer.status_code == 200
    return page(answer)


def send_workshops(client, registration, *, seen=None, **typed):
    typed = {f"workshops-{name}": value for name, value in typed.items()}
    return send(client, registration, "workshops", seen=registration.sequence if seen is None else seen, **typed)


@pytest.fixture
def slot():
    return SlotFactory(event=EventFactory(places=9))


@pytest.fixture
def full(slot):
    workshop = WorkshopFactory(slot=slot, places=1, title_fr="Complet")
    registered(slot.event, workshops=[workshop])
    return workshop


def test_every_form_of_the_page_can_be_sent(client, slot, full, offered):
    Question.objects.create(event=slot.event, label_fr="Allergies", kind=QuestionKind.TEXT)
    other = WorkshopFactory(slot=slot)
    registration = registered(slot.event, workshops=[other])

    for row in (registration, offered):
        shown = look(client, row)
        assert shown.count('method="post"') == shown.count("csrfmiddlewaretoken") >= 2
    shown = send_workshops(client, registration, **{f"workshop_{slot.pk}": full.pk})
    assert shown.count('method="post"') == shown.count("csrfmiddlewaretoken") == 4


# --- workshops ------------------------------------------------------------------------------------
def test_a_full_workshop_offers_its_line_and_the_rank_is_shown(client, slot, full):
    registration = registered(slot.event)

    shown = send_workshops(client, registration, **{f"workshop_{slot.pk}": "", f"wait_{slot.pk}": full.pk})

    assert "liste d’attente, rang 1" in shown and "J’attends une place : rang 1" in shown
    assert registration.bookings.get().rank == 1


def test_unticking_the_line_leaves_it_and_choosing_none_gives_the_place_back(client, slot, full):
    other = WorkshopFactory(slot=slot)
    registration = registered(slot.event, workshops=[other], waits=[full])

    assert "Aucun atelier : je rends ma place" in look(client, registration)
    shown = send_workshops(client, registration, **{f"workshop_{slot.pk}": ""})

    assert "Vos changements sont enregistrés" in shown
    assert not registration.bookings.exists()


def test_a_workshop_that_filled_meanwhile_changes_nothing_and_offers_its_line(client, slot, full):
    other = WorkshopFactory(slot=slot)
    registration = registered(slot.event, workshops=[other])

    shown = send_workshops(client, registration, **{f"workshop_{slot.pk}": full.pk})

    assert "« Complet » est complet" in shown and "rien n’a été changé" in shown
    assert re.search(rf'value="{other.pk}" checked', shown)  # so that sending it again gives nothing up
    action = re.search(r'action="([^"]+liste-d-attente/)"', shown)[1]
    after = page(client.post(action, {"join-line": full.pk}, follow=True))
    assert "liste d’attente, rang 1" in after and "Mon inscription" in after
    assert {b.workshop: b.is_held for b in registration.bookings.all()} == {other: True, full: False}


def test_a_page_opened_before_somebody_moved_up_says_so_and_shows_how_it_stands(client, slot, full):
    other = WorkshopFactory(slot=slot)
    registration = registered(slot.event, workshops=[other], waits=[full])
    actions.cancel_registration(full.pool.bookings.held().get().registration)

    shown = send_workshops(
        client, registration, seen=0, **{f"workshop_{slot.pk}": other.pk, f"wait_{slot.pk}": full.pk}
    )

    assert "a changé depuis que vous avez ouvert cette page" in shown
    assert registration.bookings.get().workshop == full


@pytest.mark.parametrize("button", ["workshops", "answers", "details"])
def test_a_page_opened_before_the_registration_was_cancelled_says_so(client, slot, button):
    WorkshopFactory(slot=slot)
    Question.objects.create(event=slot.event, label_fr="Allergies", kind=QuestionKind.TEXT)
    registration = registered(slot.event)
    actions.cancel_registration(registration)
    names = {"email": "z@x.example", "first_name": "Z", "last_name": "Z", "organisation": "", "postcode": ""}

    shown = send(client, registration, button, **{f"details-{name}": value for name, value in names.items()})

    assert "Cette inscription est annulée : plus rien ne peut y être modifié" in shown
    assert fresh(registration).last_name != "Z"


def test_who_waits_for_the_event_changes_wishes(client, slot, full):
    actions.set_capacity(slot.event, places=1)
    registration = registered(slot.event, workshops=[full])

    shown = look(client, registration)
    assert "votre choix est un souhait" in shown and "Je souhaite une place" in shown
    assert "votre place<" not in shown
    send_workshops(client, registration, **{f"workshop_{slot.pk}": "", f"wait_{slot.pk}": full.pk})
    assert registration.bookings.wished().get().workshop == full


# --- details, answers -----------------------------------------------------------------------------
def test_name_organisation_and_postcode_are_corrected(client):
    registration = registered(EventFactory(), postcode="77000")
    names = {"email": registration.email, "first_name": "Élise", "last_name": "Vrai", "organisation": "Atelier"}

    typed = {f"details-{name}": value for name, value in (names | {"postcode": "75011"}).items()}
    send(client, registration, "details", **typed)

    changed = fresh(registration)
    assert (changed.full_name, changed.organisation, changed.postcode) == ("Élise Vrai", "Atelier", "75011")


def test_an_event_that_asks_no_postcode_keeps_the_one_that_is_there(client):
    registration = registered(EventFactory(asks_postcode=False), postcode="77000")
    typed = {"email": registration.email, "first_name": "Élise", "last_name": "Vrai", "organisation": ""}

    send(client, registration, "details", **{f"details-{name}": value for name, value in typed.items()})

    assert (fresh(registration).first_name, fresh(registration).postcode) == ("Élise", "77000")


def test_an_address_that_is_taken_keeps_what_was_typed_and_shows_the_registration_as_it_is(client):
    event = EventFactory()
    other, registration = registered(event), registered(event)
    typed = {"email": other.email, "first_name": "Élise", "last_name": "Saisie", "organisation": "", "postcode": ""}

    shown = send(client, registration, "details", **{f"details-{name}": value for name, value in typed.items()})

    assert "ne peut pas servir" in shown or "ne peut pas être utilisée" in shown
    assert 'value="Saisie"' in shown and registration.full_name in shown


def test_answers_are_changed_and_a_file_that_is_not_chosen_again_stays(client):
    event = EventFactory()
    text = Question.objects.create(event=event, label_fr="Allergies", kind=QuestionKind.TEXT)
    choice = Question.objects.create(event=event, label_fr="Repas", kind=QuestionKind.CHOICE, is_required=True)
    meals = [QuestionOption.objects.create(question=choice, label_fr=label) for label in ("Chaud", "Froid")]
    photo = Question.objects.create(event=event, label_fr="Photo", kind=QuestionKind.FILE, is_required=True)
    upload = SimpleUploadedFile("lieu.txt", b"un lieu")
    given = ((text, "noix"), (choice, [meals[0]]), (photo, upload))
    registration = registered(event, answers=given)
    path = registration.answers.get(question=photo).file.name

    shown = look(client, registration)
    assert 'value="noix"' in shown and "« lieu.txt » est déjà là" in shown
    send(
        client,
        registration,
        "answers",
        **{f"answers-question_{text.pk}": "", f"answers-question_{choice.pk}": meals[1].pk},
    )

    assert not registration.answers.filter(question=text).exists()
    assert registration.answers.get(question=choice).options.get() == meals[1]
    assert registration.answers.get(question=photo).file.name == path
    assert registration.transitions.filter(step="answers_changed").count() == 1


# --- people registered together -------------------------------------------------------------------
@pytest.fixture
def group():
    event = EventFactory(places=2)
    people = [("Zoé", "zoe@x.example"), ("Ana", ""), ("Mina", "mina@x.example")]
    applicants = [Applicant(name, "Exemple", address) for name, address in people]
    return [outcome.registration for outcome in actions.register_people(event, applicants, language="fr")]


def test_who_registered_others_sees_how_each_stands_and_opens_or_cancels_them(client, group):
    zoe, ana, _mina = group

    shown = look(client, zoe)

    assert "Ana Exemple" in shown and "Mina Exemple" in shown and "rang 1" in shown
    assert client.get(re.search(r'href="([^"]+)">Ouvrir<span[^>]*>[^<]*Ana', shown)[1]).status_code == 200
    cancel = re.search(r'href="([^"]+)">Annuler<span[^>]*>[^<]*Ana', shown)[1]
    assert "Annuler pour Ana Exemple" in page(client.get(cancel)) and fresh(ana).is_confirmed
    after = page(client.post(cancel, follow=True))
    assert "L’inscription de Ana Exemple est annulée" in after and "Zoé Exemple" in after
    assert [fresh(row).status for row in group] == ["confirmed", "cancelled", "confirmed"]


def test_a_colleague_sees_and_cancels_nobody_else(client, group):
    zoe, ana, mina = group

    shown = look(client, mina)

    assert "Ana" not in shown and "Zoé" not in shown and "que vous avez inscrites" not in shown
    for other in (zoe, ana):
        assert client.post(mina.personal_path() + f"annuler/{other.public_id}/").status_code == 404
    assert fresh(ana).is_confirmed and fresh(zoe).is_confirmed


def test_a_colleague_may_give_an_address_and_need_not(client, group):
    ana = group[1]
    typed = {"email": "", "first_name": "Anna", "last_name": "Exemple", "organisation": "", "postcode": ""}

    send(client, ana, "details", **{f"details-{name}": value for name, value in typed.items()})
    before = fresh(ana).personal_path()
    typed["email"] = "anna@x.example"
    send(client, fresh(ana), "details", **{f"details-{name}": value for name, value in typed.items()})

    assert (fresh(ana).first_name, fresh(ana).email) == ("Anna", "anna@x.example")
    assert client.get(before).status_code == 404


def test_the_page_costs_the_same_for_one_colleague_and_for_five(client, django_assert_max_num_queries):
    event = EventFactory(places=9)
    rows = []
    for size in (2, 6):
        people = [Applicant(f"P{n}", "X", f"z{size}@x.example" if n == 0 else "") for n in range(size)]
        rows.append(actions.register_people(event, people, language="fr")[0].registration)

    look(client, rows[0])
    with django_assert_max_num_queries(15):
        look(client, rows[0])
    with django_assert_max_num_queries(15):
        look(client, rows[1])


# --- offers, cancelling ---------------------------------------------------------------------------
@pytest.fixture
def offered():
    event = EventFactory(places=0, starts_at=timezone.now() + timedelta(days=1), registration_closes_at=None)
    registration = registered(event)
    actions.set_capacity(event, places=1)
    return fresh(registration)


def test_an_offer_is_taken_by_one_button(client, offered):
    path = offered.personal_path()
    assert "Une place vous est proposée" in look(client, offered)
    assert "Je prends la place" in page(client.get(path + "accepter/")) and fresh(offered).is_offered

    shown = page(client.post(path + "accepter/", follow=True))

    assert "La place est à vous" in shown and 'class="qr-code"' in shown
    assert fresh(offered).is_confirmed
    assert "il n’y a plus rien à faire" in page(client.get(path + "accepter/"))


def test_an_offer_is_declined_by_one_button(client, offered):
    path = offered.personal_path() + "annuler/"
    asked = page(client.get(path))
    assert "Renoncer à la place" in asked and asked.count('type="submit"') - asked.count('type="search"') <= 2

    client.post(path)

    assert fresh(offered).is_cancelled


def test_an_offer_that_is_over_says_so(client, offered):
    Registration.objects.filter(pk=offered.pk).update(offer_expires_at=timezone.now())

    assert "Aucune place ne vous est proposée" in page(client.get(offered.personal_path() + "accepter/"))
    shown = page(client.post(offered.personal_path() + "accepter/", follow=True))

    assert "la place ne vous est plus réservée" in shown
    assert not fresh(offered).is_confirmed


def test_somebody_waiting_leaves_the_waiting_list(client):
    registration = registered(EventFactory(places=0))

    assert "Quitter la liste d’attente" in look(client, registration)
    client.post(registration.personal_path() + "annuler/")

    assert fresh(registration).is_cancelled


def test_scanners_that_open_every_link_of_an_offer_and_a_group_change_nothing(client, offered, group):
    before = list(Registration.objects.order_by("pk").values())

    for row in (offered, *group):
        for part in ("", "accepter/", "annuler/", f"annuler/{group[1].public_id}/", "agenda.ics"):
            client.get(row.personal_path() + part)
            client.head(row.personal_path() + part)

    assert list(Registration.objects.order_by("pk").values()) == before


# --- called off, over -----------------------------------------------------------------------------
def cancel_page(client, registration):
    return page(client.get(registration.personal_path() + "annuler/"))


def test_a_place_is_said_to_go_to_the_next_person_only_where_somebody_waits(client):
    event = EventFactory(places=1)
    registration = registered(event)
    for shown in (look(client, registration), cancel_page(client, registration)):
        assert "personne suivante" not in shown

    registered(event)

    for shown in (look(client, registration), cancel_page(client, registration)):
        assert "va aussitôt à la personne suivante de la liste d’attente" in shown


def test_who_cancels_reads_what_becomes_of_those_they_registered(client, group):
    first, *colleagues = group
    for shown in (look(client, first), cancel_page(client, first)):
        assert "Les personnes que vous avez inscrites restent inscrites" in shown

    for colleague in colleagues:
        actions.cancel_registration(colleague)

    for shown in (look(client, first), cancel_page(client, first)):
        assert "restent inscrites" not in shown


def test_when_the_event_is_called_off_the_page_says_why(client):
    event = EventFactory()
    registration = registered(event)
    Event.objects.filter(pk=event.pk).update(status=EventStatus.CANCELLED, cancelled_because_fr="La salle a brûlé.")

    shown = look(client, registration)

    assert "L’événement est annulé. La salle a brûlé." in shown
    assert "Enregistrer" not in shown and "Annuler mon inscription" not in shown


def test_after_the_event_those_who_came_are_thanked(client):
    event = EventFactory()
    came, absent = registered(event), registered(event)
    CheckIn.objects.create(registration=came, at=timezone.now())
    over = timezone.now() - timedelta(hours=1)
    Event.objects.filter(pk=event.pk).update(starts_at=over - timedelta(hours=7), ends_at=over)

    assert "Merci d’être venu" in look(client, fresh(came))
    assert "Merci d’être venu" not in look(client, fresh(absent))
