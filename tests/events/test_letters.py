"""Each kind of mail says what it is for, only to those it touches, and only while it is true."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from events import actions
from events.enums import EventStatus, QuestionKind, QuestionPurpose
from events.history import tell
from events.models import CheckIn, Event, ProgrammeChange, Question, Registration
from portal.hours import hour
from tests.factories.events import EventFactory, SlotFactory, WorkshopFactory, registered
from tests.reading import Paper, calendar, codes_in, html, last_mail, parsed, pieces, plain, subject, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    return EventFactory()


def came(registration):
    CheckIn.objects.create(registration=registration, at=timezone.now())
    return registration


def change(event, *lines):
    return ProgrammeChange.objects.create(event=event, lines=list(lines))


def tell_of_change(registration, change):
    tell(registration, "registration_programme_changed", f"change-{change.pk}", about=change.pk)


@pytest.mark.parametrize(("language", "access"), [("fr", "À dix minutes à pied"), ("en", "Ten minutes on foot")])
def test_a_confirmation_is_complete_by_itself(run_tasks, language, access):
    workshop = WorkshopFactory(title_fr="Lire & écrire", room="Salle verte")
    event = workshop.slot.event
    registration = registered(
        event, first_name="Zoé 🎉", last_name="<b>محمد</b>", workshops=[workshop], language=language
    )
    run_tasks()

    message = last_mail()

    for part in (text(message), html(message).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")):
        for expected in (registration.full_name, event.venue, event.address, access, "Lire & écrire", "Salle verte"):
            assert expected in part
        assert "09:00" in part if language == "en" else "9\xa0h" in part
        assert f"/inscription/{registration.sign_link()[:20]}" in part
    assert "<b>محمد" not in html(message)
    assert "<p" not in text(message) and "&amp;" not in text(message) and "<br" not in text(message)


def test_the_code_of_the_picture_and_of_the_ticket_is_the_registration_s(run_tasks):
    registration = registered(EventFactory())
    run_tasks()
    message = last_mail()

    [picture], [ticket] = pieces(message, "image/png"), pieces(message, "application/pdf")

    assert codes_in(picture) == [registration.ticket]
    assert Paper(ticket).codes == [registration.ticket]


def test_the_calendar_entry_is_read_by_another_library(run_tasks, event):
    registration = registered(event)
    run_tasks()

    found, entry = calendar(last_mail())

    start, end = (timezone.localtime(moment).replace(microsecond=0) for moment in (event.starts_at, event.ends_at))
    assert found.method.value == "PUBLISH"
    assert entry.uid.value == f"{registration.public_id}@localhost"
    assert (entry.dtstart.value, entry.dtend.value) == (start, end)
    assert entry.dtstart.params["X-VOBJ-ORIGINAL-TZID"] == ["Europe/Paris"]
    assert abs(entry.dtstamp.value - timezone.now()) < timedelta(minutes=1)
    assert entry.sequence.value == "0"


def test_each_change_raises_the_sequence_and_keeps_the_identifier(run_tasks, event):
    registration = registered(event)
    run_tasks()
    entries = [calendar(last_mail())[1]]
    actions.change_workshops(registration, workshops=[WorkshopFactory(slot=SlotFactory(event=event))])
    run_tasks()
    entries.append(calendar(last_mail())[1])
    tell_of_change(registration, change(event, {"fr": "La salle change.", "en": "", "workshops": []}))
    run_tasks()
    entries.append(calendar(last_mail())[1])
    Event.objects.filter(pk=event.pk).update(status=EventStatus.CANCELLED)
    tell(registration, "registration_event_cancelled", "off")
    run_tasks()
    found, last = calendar(last_mail())
    entries.append(last)

    assert len({entry.uid.value for entry in entries}) == 1
    sequences = [int(entry.sequence.value) for entry in entries]
    assert sequences == sorted(set(sequences))
    assert (found.method.value, last.status.value) == ("CANCEL", "CANCELLED")


def test_a_promotion_leads_to_giving_the_place_up_in_one_click(run_tasks, client):
    event = EventFactory(places=1)
    leaving, first = registered(event), registered(event, email="suivant@x.example")
    actions.cancel_registration(leaving)
    run_tasks()
    [promoted] = [parsed(message) for message in mail.outbox if message.subject.startswith("Une place")]

    [link] = [word for word in text(promoted).split() if word.endswith("/annuler/")]
    asked = client.get(link.replace("http://localhost:8000", ""))
    first.refresh_from_db()

    assert first.is_confirmed and "annuler" in asked.content.decode()
    assert pieces(promoted, "application/pdf")


def test_an_offer_says_until_when_and_where_to_answer(run_tasks):
    event = EventFactory(places=1, starts_at=timezone.now() + timedelta(hours=30))
    leaving, first = registered(event), registered(event, email="suivant@x.example")
    actions.cancel_registration(leaving)
    run_tasks()
    [message] = [parsed(found) for found in mail.outbox if found.to == ["suivant@x.example"]][-1:]
    first.refresh_from_db()

    until = plain(f"à {hour(first.offer_expires_at)}")
    assert until in subject(message)
    assert until in plain(text(message))
    assert "Prendre ou refuser cette place" in plain(html(message))
    assert not pieces(message, "application/pdf")


def test_an_offer_that_lapsed_is_told_and_one_that_is_gone_is_not(run_tasks):
    event = EventFactory(places=1, starts_at=timezone.now() + timedelta(hours=30))
    leaving, first = registered(event), registered(event, email="suivant@x.example")
    actions.cancel_registration(leaving)
    Registration.objects.filter(pk=first.pk).update(offer_expires_at=timezone.now() - timedelta(minutes=1))
    actions.lapse_offers()
    run_tasks()

    messages = [parsed(found) for found in mail.outbox if found.to == ["suivant@x.example"]]

    assert [subject(found) for found in messages] == [
        f"La place proposée ne vous est plus réservée : {plain(event.title_fr)}"
    ]
    for words in (plain(text(messages[0])), plain(html(messages[0]))):
        assert "votre inscription est annulée" in words and "personne suivante" not in words  # nobody was in line


def test_a_workshop_promotion_says_what_is_held_now(run_tasks):
    workshop = WorkshopFactory(places=1, title_fr="Couru")
    event = workshop.slot.event
    leaving = registered(event, workshops=[workshop])
    registered(event, email="suivant@x.example", waits=[workshop])
    run_tasks()
    actions.cancel_registration(leaving)
    run_tasks()

    [message] = [parsed(found) for found in mail.outbox if found.to == ["suivant@x.example"]][-1:]

    assert subject(message).startswith("Une place s’est libérée dans votre atelier")
    assert "Couru" in text(message) and "attente" not in text(message)


def test_a_change_of_the_programme_tells_only_what_touches_the_reader(run_tasks):
    mine, other = WorkshopFactory(), WorkshopFactory()
    event = mine.slot.event
    touched, untouched = registered(event, workshops=[mine]), registered(event, email="sans@x.example")
    run_tasks()
    mail.outbox.clear()
    saved = change(
        event,
        {"fr": "Votre atelier change de salle.", "en": "", "workshops": [mine.pk]},
        {"fr": "Un autre atelier est retiré.", "en": "", "workshops": [other.pk]},
    )
    for registration in (touched, untouched):
        tell_of_change(registration, saved)
    run_tasks()

    [message] = mail.outbox

    assert message.to == [touched.email]
    assert "Votre atelier change de salle." in message.body
    assert "Un autre atelier" not in message.body


def test_a_line_about_everybody_reaches_everybody_in_their_language(run_tasks, event):
    registration = registered(event, language="en")
    run_tasks()
    tell_of_change(registration, change(event, {"fr": "On commence à 10 h.", "en": "We begin at 10.", "workshops": []}))
    run_tasks()

    assert "- We begin at 10." in text(last_mail())


def test_calling_off_says_why_and_silences_what_was_still_to_be_said(run_tasks, event):
    event.cancelled_because_fr = "La salle est inondée."
    event.status = EventStatus.PUBLISHED
    event.save()
    registration = registered(event)
    Event.objects.filter(pk=event.pk).update(status=EventStatus.CANCELLED)
    tell(registration, "registration_event_cancelled", "off")
    run_tasks()

    [message] = mail.outbox

    assert plain(message.subject).startswith("Annulé : ")
    assert "La salle est inondée." in message.body
    assert "code QR" not in message.body


def test_thanks_bring_certificate_and_feedback_to_those_who_came(run_tasks, event):
    Question.objects.create(
        event=event, purpose=QuestionPurpose.FEEDBACK, kind=QuestionKind.SCALE, label_fr="Votre avis"
    )
    there, absent = came(registered(event)), registered(event, email="absente@x.example")
    run_tasks()
    mail.outbox.clear()
    Event.objects.filter(pk=event.pk).update(
        starts_at=timezone.now() - timedelta(days=2), ends_at=timezone.now() - timedelta(days=1)
    )
    for registration in (there, absent):
        tell(registration, "registration_thanks", "day")
    run_tasks()

    [message] = [parsed(found) for found in mail.outbox]
    [certificate] = pieces(message, "application/pdf")

    assert message["To"] == there.email
    assert "/avis/" in text(message) and "/attestation.pdf" in text(message)
    assert there.full_name in Paper(certificate).pages[0]
    assert not pieces(message, "text/calendar")


def test_thanks_without_certificate_or_feedback_only_thank(run_tasks):
    event = EventFactory(gives_certificates=False)
    tell(came(registered(event)), "registration_thanks", "day")
    run_tasks()

    message = last_mail()

    assert subject(message).startswith("Merci")
    assert not pieces(message, "application/pdf")
    assert "/avis/" not in text(message) and "attestation" not in text(message)


def test_a_colleague_without_address_is_named_in_the_mail_to_who_registered_them(run_tasks, event):
    people = [
        actions.Applicant("Ada", "Première", email="ada@x.example"),
        actions.Applicant("Bao", "Deuxième"),
    ]
    actions.register_people(event, people, language="fr")
    run_tasks()

    own, colleague = (parsed(message) for message in mail.outbox)

    assert (own["To"], colleague["To"]) == ("ada@x.example", "ada@x.example")
    assert "Bonjour Ada Première," in text(own) and "Ce courriel est pour" not in text(own)
    assert "Bonjour Ada Première," in text(colleague)
    assert "Ce courriel est pour Bao Deuxième" in text(colleague)


def test_a_corrected_address_gets_the_link_and_the_wrong_mailbox_does_not(run_tasks, event):
    registration = registered(event, email="faute@x.example")
    actions.correct_details(
        registration, email="juste@x.example", first_name="Zoé", last_name="Exemple", organisation=""
    )
    run_tasks()

    assert [message.to for message in mail.outbox] == [["juste@x.example"]]
