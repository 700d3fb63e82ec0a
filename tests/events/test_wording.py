"""The organiser's own words: what may be filled in, where they show, who may write them."""

import pytest
from django.core import mail

from events import actions, wording
from events.enums import EventRoles, MailKinds
from events.models import EventRole, MessageText
from events.placeholders import refusal_of
from portal import roles
from tests.factories.events import EventFactory, WorkshopFactory, registered
from tests.factories.people import PersonFactory
from tests.reading import html, last_mail, plain, subject, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    return EventFactory(title_fr="La rencontre", title_en="The meeting")


def holder(event, role):
    person = PersonFactory()
    roles.grant(EventRole, anchor=event, person=person, role=role, by=None)
    return person


@pytest.fixture
def organiser(client, event):
    person = holder(event, EventRoles.ORGANISER)
    client.force_login(person)
    return person


def address(event, kind="registration_confirmed", language="fr", rest=""):
    return f"/evenements/{event.slug}/messages/{kind}/{language}/{rest}"


def own(event, subject="", body="", kind=MailKinds.CONFIRMED, language="fr"):
    actions.save_words(event, kind, language, subject=subject, body=body)


def test_own_words_replace_the_standard_ones_and_the_facts_follow(run_tasks, event):
    own(
        event,
        "[prénom], à bientôt",
        "Bienvenue [PRENOM] [Nom] !\n\nLe plan : https://plan.example/a?b=1&c=2\n<b>gras</b>",
    )
    registered(event, first_name="Zoé", last_name="Exemple")
    run_tasks()

    message = last_mail()

    assert subject(message) == "Zoé, à bientôt"
    assert "Bienvenue Zoé Exemple !\n\nLe plan : https://plan.example/a?b=1&c=2\n<b>gras</b>" in text(message)
    assert '<a href="https://plan.example/a?b=1&amp;c=2"' in html(message)
    assert "<b>gras</b>" not in html(message) and "&lt;b&gt;gras&lt;/b&gt;" in html(message)
    assert event.venue in text(message)
    assert "nous nous réjouissons" not in text(message).lower()


def test_words_of_one_language_leave_the_other_alone(run_tasks, event):
    own(event, "Mes mots")
    registered(event, language="en")
    run_tasks()

    assert subject(last_mail()) == "Your place is booked: The meeting"


def test_a_name_that_looks_like_a_placeholder_is_left_as_it_is(run_tasks, event):
    own(event, body="Bonjour [prénom].")
    registered(event, first_name="[lieu]", last_name="Exemple")
    run_tasks()

    assert "Bonjour [lieu]." in text(last_mail())


@pytest.mark.parametrize("kind", MailKinds.values)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_standard_words_hold_only_what_can_be_filled_in(kind, language):
    words = wording.standard_words(kind, language)

    assert not refusal_of(words.subject + words.body, kind=kind)
    assert kind in wording.OCCASIONS


def test_a_misspelt_placeholder_is_refused_and_what_was_typed_stays(client, event, organiser):
    answer = client.post(address(event), {"subject": "[événement]", "body": "Bonjour [prénon]", "save": "1"})

    page = plain(answer.content.decode())
    assert (
        "[prénon] ne peut pas être rempli ici. Ce qui peut l’être : [prénom], [nom], [événement], [date], [lieu]."
        in page
    )
    assert "Bonjour [prénon]</textarea>" in page
    assert not MessageText.objects.exists()


def test_a_placeholder_of_another_kind_of_mail_is_refused(client, event, organiser):
    client.post(address(event), {"subject": "[rang]", "body": "", "save": "1"})
    assert not MessageText.objects.exists()

    client.post(address(event, "registration_waiting"), {"subject": "Rang [rang]", "body": "", "save": "1"})
    assert MessageText.objects.get().subject == "Rang [rang]"


def test_words_left_as_they_were_are_not_kept(client, event, organiser):
    words = wording.standard_words(MailKinds.CONFIRMED, "fr")

    client.post(address(event), {"subject": words.subject, "body": "Autre début", "save": "1"})

    kept = MessageText.objects.get()
    assert (kept.subject, kept.body) == ("", "Autre début")


def test_going_back_to_the_standard_text(client, event, organiser):
    own(event, "Mes mots")

    client.post(address(event), {"reset": "1"})

    assert not MessageText.objects.exists()
    assert "Mes mots" not in client.get(address(event)).content.decode()


def test_the_list_says_which_words_are_the_organiser_s(client, event, organiser):
    own(event, "Mes mots", kind=MailKinds.REMINDER)

    page = client.get(f"/evenements/{event.slug}/messages/").content.decode()

    assert page.count("vos mots") == 1
    assert page.count("d’origine") == 2 * len(MailKinds.values) - 1


def test_the_text_of_a_mail_stands_under_its_event_in_the_tab_of_messages(client, event, organiser):
    page = " ".join(client.get(address(event)).text.split())

    assert "Confirmation d’une place" in page.split("<title>")[1].split("</title>")[0]
    assert page.split("<h1")[1].split("</h1>")[0].endswith(event.title)
    assert f'<a href="/evenements/{event.slug}/messages/" aria-current="page">Messages</a>' in page


@pytest.mark.parametrize("kind", MailKinds.values)
def test_every_kind_of_mail_has_a_preview(client, event, organiser, kind):
    WorkshopFactory(slot__event=event, title_fr="Un atelier")

    answer = client.get(address(event, kind, rest="apercu/"))

    page = plain(answer.content.decode())
    assert "La rencontre" in page and "Bonjour Camille Exemple," in page
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"


def test_the_preview_shows_what_is_typed_and_keeps_nothing(client, event, organiser):
    answer = client.post(address(event, rest="apercu/"), {"subject": "Essai [prénom]", "body": "Pas encore gardé"})

    page = answer.content.decode()
    assert "Essai Camille" in page and "Pas encore gardé" in page
    assert not MessageText.objects.exists() and not mail.outbox


def test_a_preview_by_mail_goes_to_oneself_alone(client, event, organiser, run_tasks):
    registered(event)
    run_tasks()
    mail.outbox.clear()

    client.post(address(event), {"subject": "Bonjour [prénom]", "body": "Mon début", "send": "1"})
    run_tasks()

    [message] = mail.outbox
    assert message.to == [organiser.email] and not message.cc and not message.bcc
    assert message.subject == "[Aperçu] Bonjour Camille"
    assert "Mon début" in message.body


@pytest.mark.parametrize("rest", ["", "apercu/"])
@pytest.mark.parametrize("role", [EventRoles.DOOR, EventRoles.READER])
def test_door_and_readers_may_not_write_words(client, event, role, rest):
    client.force_login(holder(event, role))

    assert client.get(address(event, rest=rest)).status_code == 403
    assert client.post(address(event, rest=rest), {"subject": "X", "send": "1"}).status_code == 403
    assert client.get(f"/evenements/{event.slug}/messages/").status_code == 403
    assert not MessageText.objects.exists()


def test_organisers_of_another_event_may_not_write_words(client, event):
    client.force_login(holder(EventFactory(), EventRoles.ORGANISER))

    assert client.post(address(event), {"subject": "X", "save": "1"}).status_code == 403


@pytest.mark.parametrize(
    ("kind", "language"), [("registration_preview", "fr"), ("autre", "fr"), ("registration_confirmed", "de")]
)
def test_a_mail_nobody_can_edit_is_not_found(client, event, organiser, kind, language):
    assert client.get(address(event, kind, language)).status_code == 404


def test_own_words_reach_whoever_cancels_and_are_previewed_as_the_mail_will_be(client, run_tasks, event, organiser):
    own(event, "[prénom], une autre fois", "Vous nous manquerez.", kind=MailKinds.CANCELLED)
    preview = plain(client.get(address(event, "registration_cancelled", rest="apercu/")).content.decode())

    actions.cancel_registration(registered(event, first_name="Zoé"))
    run_tasks()

    message = last_mail()
    assert subject(message) == "Zoé, une autre fois" and "Vous nous manquerez." in text(message)
    assert "Vous nous manquerez." in preview
    assert "Votre lien personnel" not in preview and "QR" not in preview
