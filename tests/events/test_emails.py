"""Every mail is read back as its receiver would."""

from datetime import timedelta
from email import policy
from email.parser import BytesParser
from io import BytesIO

import icalendar
import pytest
from django.core import mail
from django.utils import timezone
from PIL import Image

from events import actions
from events.models import Registration
from portal.hours import hour
from tests.factories.events import EventFactory, SlotFactory, WorkshopFactory, registered

pytestmark = pytest.mark.django_db


def last_mail():
    return BytesParser(policy=policy.default).parsebytes(mail.outbox[-1].message().as_bytes())


def subject(message):
    """Without the non-breaking spaces of French typography."""
    return str(message["Subject"]).strip().replace("\xa0", " ").replace("\u202f", " ")


def text(message):
    return message.get_body(["plain"]).get_content()


def html(message):
    return message.get_body(["html"]).get_content()


def attached(message, content_type):
    return [part for part in message.walk() if part.get_content_type() == content_type]


def entry(message):
    [part] = attached(message, "text/calendar")
    calendar = icalendar.Calendar.from_ical(part.get_payload(decode=True))
    [found] = calendar.walk("VEVENT")
    return calendar, found


def test_confirmation_says_when_where_and_which_workshop_in_its_text(run_tasks):
    workshop = WorkshopFactory(title_fr="L’aménagement & la fibre", room="Salle <verte>")
    event = workshop.slot.event
    registration = registered(event, email="zoe@atelier.example", workshops=[workshop])

    run_tasks()

    message = last_mail()
    body = text(message)
    start = timezone.localtime(event.starts_at)
    assert message["To"] == "zoe@atelier.example"
    assert subject(message) == f"Votre place est réservée : {event.title_fr}"
    for expected in (
        str(start.year),
        hour(start),
        "Halle fictive, 1 place Imaginaire, 77000 Exemple",
        "L’aménagement & la fibre",
        "Salle <verte>",
        "À dix minutes à pied de la gare.",
        "/inscription/",
        registration.full_name,
    ):
        assert expected in body
    assert "L’aménagement &amp; la fibre" in html(message)
    assert 'src="cid:qr-code"' in html(message)


def test_confirmation_carries_the_day_for_the_calendar_in_paris_time(run_tasks):
    registration = registered(EventFactory())
    run_tasks()

    calendar, found = entry(last_mail())

    event = registration.event
    assert found["UID"] == f"{registration.public_id}@localhost"
    assert found["SEQUENCE"] == 0
    assert found["STATUS"] == "CONFIRMED"
    assert found["DTSTART"].params["TZID"] == "Europe/Paris"
    assert (found.start, found.end) == (
        timezone.localtime(event.starts_at).replace(microsecond=0),
        timezone.localtime(event.ends_at).replace(microsecond=0),
    )
    assert [zone["TZID"] for zone in calendar.walk("VTIMEZONE")] == ["Europe/Paris"]
    assert "Halle fictive" in found["LOCATION"]


def test_confirmation_carries_the_qr_code_as_a_picture_mail_readers_show(run_tasks):
    registered(EventFactory())
    run_tasks()

    [part] = attached(last_mail(), "image/png")

    picture = Image.open(BytesIO(part.get_payload(decode=True)))
    assert part["Content-ID"] == "<qr-code>"
    assert picture.size[0] == picture.size[1] >= 150


def test_a_change_keeps_the_calendar_entry_and_raises_its_sequence(run_tasks):
    slot = SlotFactory()
    workshop = WorkshopFactory(slot=slot, title_fr="Autre atelier")
    registration = registered(slot.event)
    actions.change_workshops(registration, workshops=[workshop])
    run_tasks()

    _, found = entry(last_mail())

    assert (found["UID"], found["SEQUENCE"]) == (f"{registration.public_id}@localhost", 1)
    assert "Autre atelier" in found["DESCRIPTION"]
    assert "Autre atelier" in text(last_mail())


def test_waiting_list_receipt_says_the_rank_and_has_no_code_for_the_door(run_tasks):
    event = EventFactory(places=0)
    registered(event), registered(event)
    run_tasks()

    message = last_mail()

    assert "rang 2 de la liste d’attente" in text(message).replace("\n", " ")
    assert not attached(message, "image/png")
    assert entry(message)[1]["STATUS"] == "TENTATIVE"


def test_promotion_and_cancellation_tell_both_people(run_tasks):
    event = EventFactory(places=1)
    leaving, first = registered(event, email="part@x.example"), registered(event, email="suivant@x.example")
    run_tasks()
    mail.outbox.clear()

    actions.cancel_registration(leaving)
    run_tasks()

    cancelled, promoted = sorted(mail.outbox, key=lambda message: message.to[0])
    assert cancelled.to == ["part@x.example"] and "annulée" in cancelled.subject
    assert promoted.to == ["suivant@x.example"] and promoted.subject.startswith("Une place s’est libérée")
    calendar, found = entry(BytesParser(policy=policy.default).parsebytes(cancelled.message().as_bytes()))
    assert (calendar["METHOD"], found["STATUS"]) == ("CANCEL", "CANCELLED")
    assert first.event == event


def test_mails_speak_the_language_of_the_registration(run_tasks):
    registered(EventFactory(), language="en")
    run_tasks()

    message = last_mail()

    assert subject(message) == "Your place is booked: A stop"
    assert "Ten minutes on foot from the station." in text(message)
    assert "Place: Halle fictive" in text(message)


def test_a_mail_overtaken_by_a_cancellation_is_not_sent(run_tasks):
    registration = registered(EventFactory())
    actions.cancel_registration(registration)

    run_tasks()

    [only] = mail.outbox
    assert only.subject.startswith("Votre inscription est annulée")
    assert "Merci" not in only.body  # it may be the organisers who cancelled


def test_the_link_in_a_mail_outlives_the_event_by_some_weeks(run_tasks, client):
    registration = registered(EventFactory())
    run_tasks()
    link = next(word for word in text(last_mail()).split() if "/inscription/" in word)
    Registration.objects.filter(pk=registration.pk).update(created_at=timezone.now() - timedelta(days=1))

    answer = client.get(link.replace("http://localhost:8000", ""))

    assert answer.status_code == 200
    assert registration.full_name in answer.content.decode()


def test_a_workshop_without_room_or_hours_is_named_without_them(run_tasks):
    workshop = WorkshopFactory(title_fr="Barcamp", room="")
    workshop.slot.starts_at = workshop.slot.ends_at = None
    workshop.slot.save()
    registered(workshop.slot.event, email="zoe@atelier.example", workshops=[workshop])

    run_tasks()

    message = last_mail()
    assert "Atelier\u00a0: «\u00a0Barcamp\u00a0»\n" in text(message)
    _, found = entry(message)
    assert "Atelier\u00a0: «\u00a0Barcamp\u00a0»" in str(found["DESCRIPTION"]).splitlines()
