"""Several doors at the same moment, with real parallel connections."""

import pytest

from events import actions
from events.enums import RegistrationStatus, Steps
from events.models import CheckIn
from events.refusals import DoorFull
from portal.notices import Notice
from tests.factories.door import standing_at
from tests.factories.events import EventFactory, registered
from tests.races.crowd import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(180)]


def somebody_walks_in(event, number, door, form_key=""):
    """An act: person `number` comes without registration."""
    applicant = actions.Applicant(first_name="Personne", last_name=str(number), email=f"p{number}@rush.example")
    scan = actions.Scan(person="")
    return lambda: actions.walk_in(event, applicant, scan, language="fr", by=door, form_key=form_key)


def test_one_person_at_ten_doors_comes_in_once():
    event = EventFactory()
    registration, by = registered(event), standing_at(event)
    scans = [actions.Scan(person=registration.public_id, door=f"Porte {number}") for number in range(10)]

    passages = at_once([lambda scan=scan: actions.check_in(event, scan, by=by) for scan in scans])

    first = min(scans, key=lambda scan: scan.at)
    assert CheckIn.objects.standing().get().door == first.door
    assert {passage.answer for passage in passages} <= {"in", "already"}
    assert actions.check_in(event, scans[-1], by=by).answer == "already"


def test_the_same_queue_from_two_tabs_is_taken_once():
    event = EventFactory(places=20)
    by = standing_at(event)
    scans = [actions.Scan(person=registered(event).public_id) for _ in range(8)]

    at_once([lambda scan=scan: actions.check_in(event, scan, by=by) for scan in scans * 2])

    assert CheckIn.objects.count() == CheckIn.objects.standing().count() == 8


def test_the_last_place_goes_to_one_of_those_who_walk_in_and_leaves_no_trace_of_the_others():
    event = EventFactory(places=3)
    by = standing_at(event)
    registered(event), registered(event)

    outcomes = at_once([somebody_walks_in(event, number, by) for number in range(12)], expected=[DoorFull])

    assert sum(isinstance(outcome, DoorFull) for outcome in outcomes) == 11
    assert event.registrations.filter(status=RegistrationStatus.CONFIRMED).count() == 3
    assert event.registrations.count() == 3 and CheckIn.objects.count() == 1
    assert Notice.objects.filter(kind="registration_waiting").count() == 0


def test_a_double_click_on_the_walk_in_form_is_one_person():
    event = EventFactory(places=3)
    by = standing_at(event)

    at_once([somebody_walks_in(event, 1, by, form_key="the same form") for _ in range(6)])

    assert event.registrations.count() == CheckIn.objects.count() == 1


def test_a_freed_place_is_given_once_when_two_who_wait_and_a_walk_in_want_it():
    event = EventFactory(places=2)
    by = standing_at(event)
    leaves, _ = registered(event), registered(event)
    waiting = [registered(event), registered(event)]
    type(event).objects.update(starts_at=event.starts_at.replace(year=2020), registration_closes_at=None)
    event.refresh_from_db()
    actions.cancel_registration(leaves)

    scans = [actions.Scan(person=registration.public_id) for registration in waiting]
    let_in = [lambda scan=scan: actions.let_in(event, scan, by=by) for scan in scans]
    outcomes = at_once([*let_in, somebody_walks_in(event, 1, by)], expected=[DoorFull])

    assert sum(isinstance(outcome, DoorFull) for outcome in outcomes) == 2
    assert event.registrations.confirmed().count() == 2
    assert event.places_left == 0


def test_whoever_is_cancelled_while_they_come_in_is_one_or_the_other():
    event = EventFactory(places=10)
    by = standing_at(event)
    people = [registered(event) for _ in range(5)]
    scans = [actions.Scan(person=person.public_id) for person in people]

    passages = at_once(
        [
            *(lambda scan=scan: actions.check_in(event, scan, by=by) for scan in scans),
            *(lambda person=person: actions.cancel_registration(person) for person in people),
        ]
    )

    for person, passage in zip(people, passages[:5], strict=True):
        steps = list(person.transitions.order_by("pk").values_list("step", flat=True))[1:]
        came_first = [Steps.CHECKED_IN, Steps.CANCELLED]
        assert (passage.answer, steps) in [("in", came_first), ("cancelled", [Steps.CANCELLED])]

    assert event.registrations.filter(status=RegistrationStatus.CANCELLED).count() == 5
    assert event.places_left == 10
