"""Holding an event or a series again: what is copied, to which days, and what never is."""

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from events import permissions
from events.actions import set_audience_capacity
from events.actions.duplicating import Parts, duplicate_event, duplicate_series
from events.dates import Repetition, moved, repeated
from events.enums import EventRoles, EventStatus
from events.models import (
    Audience,
    Consent,
    Event,
    EventRole,
    EventSeries,
    Invitation,
    MessageText,
    Question,
    QuestionOption,
    Registration,
)
from events.refusals import NotYoursToPrepare
from tests.factories.events import EventFactory, SlotFactory, WorkshopFactory, registered
from tests.factories.office import text
from tests.factories.preparing import sent_from, with_role

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    """An event with something of everything."""
    event = EventFactory(places=4, signatory="La présidente", reminder_days=[3])
    workshop = WorkshopFactory(slot=SlotFactory(event=event), places=7, speaker="Aurore")
    press = Audience.objects.create(event=event, name_fr="presse")
    set_audience_capacity(press, places=2)
    first = Question.objects.create(event=event, label_fr="Repas ?", kind="choice")
    option = QuestionOption.objects.create(question=first, label_fr="Légumes")
    then = Question.objects.create(
        event=event, label_fr="Lesquels ?", shown_if=first, shown_if_option=option, position=1
    )
    then.audiences.add(press)
    Consent.objects.create(event=event, text_fr="Photographies")
    MessageText.objects.create(event=event, kind="registration_reminder", language="fr", body="À demain")
    Invitation.objects.create(event=event, name="Lien")
    registered(event, workshops=[workshop])
    return event


@pytest.fixture
def organiser(client, event):
    person = with_role(event)
    client.force_login(person)
    return person


def at(event, rest="duplication/"):
    return f"/evenements/{event.slug}/preparation/{rest}"


def test_a_copy_has_everything_but_people(event, organiser):
    day = timezone.localdate(event.starts_at) + timedelta(days=100)

    [copy] = duplicate_event(event, [day], by=organiser)

    assert (copy.status, copy.signatory, copy.reminder_days) == (EventStatus.DRAFT, "La présidente", [3])
    assert copy.public_id != event.public_id and copy.slug not in ("", event.slug)
    for name in ("starts_at", "ends_at", "registration_opens_at", "registration_closes_at"):
        before, after = timezone.localtime(getattr(event, name)), timezone.localtime(getattr(copy, name))
        assert (after.date() - before.date(), after.time()) == (timedelta(days=100), before.time())
    [slot] = copy.slots.all()
    [workshop] = slot.workshops.all()
    assert timezone.localdate(slot.starts_at) == day and (workshop.speaker, workshop.capacity) == ("Aurore", 7)
    [press] = copy.audiences.all()
    assert (copy.common_pool.capacity, press.pool.capacity) == (4, 2)
    first, then = copy.questions.all()
    assert (then.shown_if, then.shown_if_option.label_fr) == (first, "Légumes")
    assert then.shown_if_option.question == first and set(then.audiences.all()) == {press}
    assert copy.consents.get().text_fr == "Photographies" and copy.texts.get().body == "À demain"
    assert not copy.registrations.exists() and not copy.invitations.exists()
    assert Registration.objects.count() == 1 and event.questions.count() == 2


def test_only_the_parts_that_are_ticked_are_copied(event, organiser):
    with_role(event, EventRoles.DOOR)
    none = Parts(programme=False, audiences=False, questions=False, consents=False, texts=False)

    [bare] = duplicate_event(event, [date(2031, 5, 6)], by=organiser, parts=none)
    [some] = duplicate_event(event, [date(2031, 5, 7)], by=organiser, parts=Parts(audiences=False, team=True))

    assert not any(getattr(bare, name).exists() for name in ("slots", "audiences", "questions", "consents", "texts"))
    assert [question.label_fr for question in some.questions.all()] == ["Repas ?"]  # the other was for the press only
    assert set(EventRole.objects.filter(anchor=bare).values_list("person", "role")) == {(organiser.pk, "organiser")}
    assert set(EventRole.objects.filter(anchor=some).values_list("role", flat=True)) == {"organiser", "door"}


def test_the_screen_copies_to_several_days_into_a_series(client, event, organiser):
    series = EventSeries.objects.create(title_fr="Les matinées")
    Event.objects.filter(pk=event.pk).update(series=series)
    sent = sent_from(client.get(at(event)).context["form"])
    sent |= {"title_fr": "Matinée", "first_on": "2031-03-04", "repetition": "weekly", "times": "3"}
    sent |= {"other_days": "24/12/2031\n2031-12-25", "slug": ""}

    done = client.post(at(event), sent, follow=True)

    copies = Event.objects.exclude(pk=event.pk).order_by("starts_at")
    assert [str(timezone.localdate(copy.starts_at)) for copy in copies] == [
        "2031-03-04",
        "2031-03-11",
        "2031-03-18",
        "2031-12-24",
        "2031-12-25",
    ]
    assert {copy.series for copy in copies} == {series} and copies[0].slug == "matinee-2031-03-04"
    assert "5 copies sont faites" in text(done) and copies[0].title_fr == "Matinée"
    assert all(permissions.can_manage_event(organiser, copy) for copy in copies)


@pytest.mark.parametrize(
    "wrong", [{"first_on": ""}, {"other_days": "mardi"}, {"times": "0"}, {"repetition": "weekly", "times": "61"}]
)
def test_bad_days_copy_nothing_and_are_kept(client, event, organiser, wrong):
    sent = sent_from(client.get(at(event)).context["form"]) | {"first_on": "2031-03-04", "title_fr": "Gardé"} | wrong

    answer = client.post(at(event), sent)

    assert answer.status_code == 422 and 'value="Gardé"' in text(answer)
    assert Event.objects.count() == 1


def test_a_name_in_addresses_that_is_taken_gets_another(event, organiser):
    EventFactory(slug="matinee")

    [first] = duplicate_event(event, [date(2031, 3, 4)], by=organiser, slug="matinee")
    [second] = duplicate_event(event, [date(2031, 3, 4)], by=organiser, slug="matinee")

    assert {first.slug, second.slug} == {"matinee-2031-03-04", "matinee-2"}


def test_a_series_is_copied_by_weeks_without_what_was_called_off_or_is_others(client, event, organiser):
    series = EventSeries.objects.create(title_fr="Le Tour", title_en="The Tour")
    cancelled = EventFactory(cancelled=True, series=series)
    with_role(cancelled)
    EventFactory(series=series)  # somebody else's
    Event.objects.filter(pk=event.pk).update(series=series)
    sent = sent_from(client.get(at(event, "serie/")).context["form"])

    client.post(at(event, "serie/"), sent | {"series_title_fr": "Le Tour 2", "number": "2", "unit": "weeks"})

    [copy] = EventSeries.objects.get(title_fr="Le Tour 2").events.all()
    assert timezone.localdate(copy.starts_at) - timezone.localdate(event.starts_at) == timedelta(days=14)
    assert series.events.count() == 3


def test_there_is_no_series_to_copy_where_there_is_none(client, event, organiser):
    assert client.get(at(event, "serie/")).status_code == 404


@pytest.mark.parametrize("role", [EventRoles.DOOR, EventRoles.READER])
def test_the_door_and_readers_copy_nothing(event, role):
    person = with_role(event, role)
    series = EventSeries.objects.create(title_fr="Le Tour")
    Event.objects.filter(pk=event.pk).update(series=series)

    with pytest.raises(NotYoursToPrepare):
        duplicate_event(event, [date(2031, 3, 4)], by=person)
    with pytest.raises(NotYoursToPrepare):
        duplicate_series(series, 7, by=person)
    assert Event.objects.count() == 1 and EventSeries.objects.count() == 1


@pytest.mark.parametrize(
    ("repetition", "days"),
    [
        (Repetition.NEVER, ["2031-01-31"]),
        (Repetition.FORTNIGHTLY, ["2031-01-31", "2031-02-14"]),
        (Repetition.MONTHLY, ["2031-01-31", "2031-02-28", "2031-03-31"]),
        (Repetition.SAME_WEEKDAY, ["2031-01-31", "2031-02-28", "2031-03-28", "2031-04-25", "2031-05-30"]),
    ],
)
def test_how_days_come_back(repetition, days):
    assert [str(day) for day in repeated(date(2031, 1, 31), repetition, len(days))] == days


def test_hours_stay_over_the_change_of_the_clocks():
    before = timezone.make_aware(datetime(2031, 3, 29, 9))

    assert timezone.localtime(moved(before, 1)).hour == 9
