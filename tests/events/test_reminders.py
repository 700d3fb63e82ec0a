"""Reminders and thanks leave once, at a decent hour, to those they are for; late rather than never, never too late."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from events.enums import EventStatus, Steps
from events.models import CheckIn, Registration, RegistrationTransition
from events.reminders import send_due_mails
from portal.notices.models import Notice
from tests.factories.events import EventFactory, registered

pytestmark = pytest.mark.django_db
PARIS = ZoneInfo("Europe/Paris")


def paris(day, hour=9, minute=0):
    """A moment of March 2031; its 30th is the first day of summer time."""
    return datetime(2031, 3, day, hour, minute, tzinfo=PARIS)


@pytest.fixture
def event():
    """On Friday the 28th from nine to five; reminders a week and a day before."""
    return EventFactory(starts_at=paris(28), ends_at=paris(28, 17), registration_closes_at=None)


def early(event, on=None, **fields):
    """Somebody who registered on the 1st."""
    registration = registered(event, **fields)
    at = on or paris(1)
    Registration.objects.filter(pk=registration.pk).update(created_at=at)
    RegistrationTransition.objects.filter(registration=registration).update(at=at)
    return registration


def told(kind="registration_reminder"):
    """The addresses that have a mail of this kind, one for each mail."""
    return sorted(Notice.objects.filter(kind=kind).values_list("address", flat=True))


def test_everybody_is_reminded_a_week_and_a_day_before(event):
    early(event, email="zoe@x.example")

    counts = [send_due_mails(now=paris(day, hour)) for day, hour in ((21, 8), (21, 9), (27, 8), (27, 9), (28, 8))]

    assert counts == [0, 1, 0, 1, 0]
    assert told() == ["zoe@x.example", "zoe@x.example"]


def test_running_again_sends_nothing_more(event):
    early(event)
    for minute in (0, 15, 30):
        send_due_mails(now=paris(21, 9, minute))

    assert len(told()) == 1


def test_only_those_who_have_a_place_are_reminded():
    event = EventFactory(places=1, starts_at=paris(28), ends_at=paris(28, 17), registration_closes_at=None)
    early(event, email="place@x.example"), early(event, email="attente@x.example")

    send_due_mails(now=paris(21))

    assert told() == ["place@x.example"]


def test_who_registered_in_the_last_day_or_since_is_not_reminded(event):
    early(event, on=paris(20, 8), email="avant@x.example")
    early(event, on=paris(20, 10), email="veille@x.example")
    early(event, on=paris(21, 9, 5), email="depuis@x.example")

    for hour in (9, 10, 20):
        send_due_mails(now=paris(21, hour))
    send_due_mails(now=paris(22, 10))

    assert told() == ["avant@x.example"]


def test_who_got_a_freed_place_since_is_not_reminded_at_once(event):
    registration = early(event)
    RegistrationTransition.objects.create(registration=registration, step=Steps.PROMOTED, to_status="confirmed")
    RegistrationTransition.objects.filter(step=Steps.PROMOTED).update(at=paris(21, 8))

    assert send_due_mails(now=paris(21)) == 0


def test_a_server_that_was_down_reminds_late_in_daytime_but_not_once_the_event_began(event):
    early(event)

    assert send_due_mails(now=paris(22, 3)) == 0
    assert send_due_mails(now=paris(22, 8)) == 1
    assert send_due_mails(now=paris(25)) == 0  # were it down for four days, the next reminder would do
    assert send_due_mails(now=paris(28, 9)) == 0


def test_a_reminder_added_too_late_is_left_out(event):
    early(event)
    event.reminder_days = [20, 1]
    event.save()

    assert send_due_mails(now=paris(21)) == 0


@pytest.mark.parametrize("status", [EventStatus.DRAFT, EventStatus.CANCELLED, EventStatus.ARCHIVED])
def test_an_event_that_is_not_announced_reminds_nobody(event, status):
    early(event)
    type(event).objects.filter(pk=event.pk).update(status=status)

    assert send_due_mails(now=paris(21)) == 0


def test_an_event_without_reminders_reminds_nobody(event):
    early(event)
    type(event).objects.filter(pk=event.pk).update(reminder_days=[])

    assert send_due_mails(now=paris(27)) == 0


def test_a_day_that_is_moved_is_reminded_anew(event):
    early(event)
    send_due_mails(now=paris(21))
    type(event).objects.filter(pk=event.pk).update(starts_at=paris(29), ends_at=paris(29, 17))

    assert send_due_mails(now=paris(22)) == 1


def test_those_who_came_are_thanked_the_day_after_at_ten(event):
    there = early(event, email="venue@x.example")
    early(event, email="absente@x.example")
    undone = early(event, email="erreur@x.example")
    CheckIn.objects.create(registration=there, at=paris(28))
    CheckIn.objects.create(registration=undone, at=paris(28), undone_at=paris(28))

    counts = [send_due_mails(now=paris(day, hour)) for day, hour in ((28, 18), (29, 9), (29, 10), (29, 11), (31, 12))]

    assert counts == [0, 0, 1, 0, 0]
    assert told("registration_thanks") == ["venue@x.example"]


def test_an_event_put_away_the_same_evening_thanks_all_the_same_but_not_days_later(event):
    CheckIn.objects.create(registration=early(event, email="venue@x.example"), at=paris(28))
    type(event).objects.filter(pk=event.pk).update(status=EventStatus.ARCHIVED)

    assert send_due_mails(now=paris(31, 12)) == 0
    assert send_due_mails(now=paris(29, 10)) == 1
    assert told("registration_thanks") == ["venue@x.example"]


def test_an_event_called_off_at_the_door_and_put_away_thanks_nobody(event):
    CheckIn.objects.create(registration=early(event), at=paris(28))
    event.transitions.create(from_status=EventStatus.PUBLISHED, to_status=EventStatus.CANCELLED)
    type(event).objects.filter(pk=event.pk).update(status=EventStatus.ARCHIVED)

    assert send_due_mails(now=paris(29, 10)) == 0


def test_the_hour_is_that_of_paris_across_the_change_of_clocks():
    event = EventFactory(starts_at=paris(31), ends_at=paris(31, 17), registration_closes_at=None, reminder_days=[1, 2])
    early(event)
    utc = ZoneInfo("UTC")

    assert send_due_mails(now=datetime(2031, 3, 29, 7, 59, tzinfo=utc)) == 0
    assert send_due_mails(now=datetime(2031, 3, 29, 8, 0, tzinfo=utc)) == 1
    assert send_due_mails(now=datetime(2031, 3, 30, 6, 59, tzinfo=utc)) == 0
    assert send_due_mails(now=datetime(2031, 3, 30, 7, 0, tzinfo=utc)) == 1


def test_a_colleague_without_address_is_reminded_through_who_registered_them(event):
    first = early(event, email="ada@x.example")
    colleague = early(event, email="autre@x.example")
    Registration.objects.filter(pk=colleague.pk).update(email="", registered_by=first)

    send_due_mails(now=paris(21))

    assert told() == ["ada@x.example", "ada@x.example"]


def test_a_wave_costs_the_same_for_1_and_for_3():
    costs = []
    for number in (1, 3):
        event = EventFactory(starts_at=paris(28), ends_at=paris(28, 17), registration_closes_at=None)
        for person in range(number):
            early(event, email=f"p{number}{person}@x.example")
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert send_due_mails(now=paris(21)) == number
        costs.append(len(queries))
        type(event).objects.filter(pk=event.pk).update(status=EventStatus.ARCHIVED)
    assert costs[0] == costs[1]


def test_the_mails_of_a_wave_arrive(event, run_tasks):
    for number in range(3):
        early(event, email=f"p{number}@x.example")
    run_tasks()
    mail.outbox.clear()
    send_due_mails(now=paris(21))
    run_tasks()

    assert sorted(message.to[0] for message in mail.outbox) == ["p0@x.example", "p1@x.example", "p2@x.example"]
    assert all(message.subject.startswith("À bientôt, vendredi 28 mars 2031") for message in mail.outbox)
