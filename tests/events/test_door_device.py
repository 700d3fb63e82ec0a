"""What a device at the door asks for and sends: the list, the changes, the queue of scans."""

import json
import time
import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from events import actions, door_list
from events.enums import EventRoles
from events.models import CheckIn, Registration, RegistrationTransition
from tests.factories.door import book, crowd, scan_of, standing_at
from tests.factories.events import EventFactory, SlotFactory, WorkshopFactory, registered

pytestmark = pytest.mark.django_db
MB = 1_000_000


@pytest.fixture
def event():
    return EventFactory(places=10)


@pytest.fixture
def door(client, event):
    person = standing_at(event)
    client.force_login(person)
    return person


def url(event, rest):
    return f"/evenements/{event.slug}/pointage/{rest}"


def listed(client, event, since=""):
    return client.get(url(event, "liste.json"), {"depuis": since} if since else {})


def send(client, event, *scans, clock_ahead=0):
    """The answer to a device whose clock is `clock_ahead` seconds ahead."""
    now = round((time.time() + clock_ahead) * 1000)
    return client.post(url(event, "passages/"), {"now": now, "scans": scans}, content_type="application/json")


def answers(response):
    return [result["answer"] for result in response.json()["results"]]


# --- the list -------------------------------------------------------------------------------------


def test_the_list_has_what_the_door_needs_and_no_addresses(client, event, door):
    workshop = WorkshopFactory(slot=SlotFactory(event=event), title_fr="Économie")
    came = registered(
        event, last_name="Œuvre", organisation="Atelier (fictif)", workshops=[workshop], email="z@x.example"
    )
    cancelled = registered(event)
    actions.cancel_registration(cancelled)
    send(client, event, scan_of(came, door="Sud"))

    content = listed(client, event).json()

    rows = {row[0]: row for row in content["people"]}
    at = door_list.milliseconds(came.standing_check_in.at)
    assert rows[came.public_id][1:] == ["Œuvre", "Zoé", "Atelier (fictif)", "c", [workshop.pk], at, "Sud"]
    assert rows[cancelled.public_id][4] == "x"
    assert content["workshops"] == {str(workshop.pk): "Économie"}
    assert "@" not in json.dumps(content)


def test_the_list_of_5000_is_under_2_megabytes_and_costs_as_many_queries_as_one_of_3(client, event, door):
    slot = SlotFactory(event=event)
    workshop = WorkshopFactory(slot=slot)
    counts = []
    for number in (3, 4_997):
        crowd(event, number)
        with CaptureQueriesContext(connection) as queries:
            answer = listed(client, event)
        counts.append(len(queries))
    book(event, workshop)

    answer = listed(client, event)

    assert len(answer.json()["people"]) == 5_000
    assert len(answer.content) < MB < 2 * MB
    squeezed = client.get(url(event, "liste.json"), headers={"Accept-Encoding": "gzip"})
    assert squeezed["Content-Encoding"] == "gzip" and len(squeezed.content) < MB / 3
    assert counts[0] == counts[1] <= 12


def test_a_device_that_has_the_list_as_it_is_gets_nothing_again(client, event, door):
    registration = registered(event)
    etag = listed(client, event)["ETag"]

    again = client.get(url(event, "liste.json"), headers={"If-None-Match": etag})
    assert (again.status_code, again.content) == (304, b"")
    send(client, event, scan_of(registration))
    assert client.get(url(event, "liste.json"), headers={"If-None-Match": etag}).status_code == 200


def settled():
    """Everything logged so far was a while ago."""
    RegistrationTransition.objects.update(at=timezone.now() - timedelta(minutes=5))


def test_only_what_changed_is_told(client, event, door):
    _, comes, leaves = (registered(event) for _ in range(3))
    settled()
    version = listed(client, event).json()["version"]
    assert listed(client, event, version).json()["people"] == []

    send(client, event, scan_of(comes))
    actions.cancel_registration(leaves)
    new = registered(event, last_name="Nouvelle")

    changed = listed(client, event, version).json()["people"]
    assert {row[0]: (row[4], row[6] > 0) for row in changed} == {
        comes.public_id: ("c", True),
        leaves.public_id: ("x", False),
        new.public_id: ("c", False),
    }


def test_the_changes_cost_the_same_with_many_registered(client, event, door):
    counts = []
    for number in (3, 500):
        crowd(event, number)
        with CaptureQueriesContext(connection) as queries:
            listed(client, event, door_list.now())
        counts.append(len(queries))

    assert counts[0] == counts[1] <= 12


def test_a_senseless_version_gives_the_whole_list(client, event, door):
    registered(event)

    for version in ("x", "-1", "9" * 40, "²"):
        assert len(listed(client, event, version).json()["people"]) == 1


# --- scans ----------------------------------------------------------------------------------------


def test_a_scan_checks_in_and_brings_the_person_s_row(client, event, door):
    registration = registered(event)
    scan = scan_of(registration, door="Nord")

    answer = send(client, event, scan).json()

    [entered] = CheckIn.objects.all()
    assert [(result["id"], result["answer"]) for result in answer["results"]] == [(scan["id"], "in")]
    assert answer["people"][0][-2:] == [door_list.milliseconds(entered.at), "Nord"]
    assert (str(entered.scan_id), entered.door, entered.by) == (scan["id"], "Nord", door)


def test_each_kind_of_no_has_its_answer(client, event, door):
    cancelled = registered(event)
    actions.cancel_registration(cancelled)
    while not event.is_full:
        registered(event)
    waiting = registered(event)
    elsewhere = registered(EventFactory())

    said = answers(send(client, event, *(scan_of(person) for person in (cancelled, waiting, elsewhere))))

    assert said == ["cancelled", "waiting", "unknown"]
    assert not CheckIn.objects.exists()


def test_a_queue_sent_twice_changes_nothing_more(client, event, door):
    first, second, third = (registered(event) for _ in range(3))
    queue = [
        scan_of(first, ago=90),
        scan_of(second, ago=80),
        scan_of(second, act="undo", ago=70),
        scan_of(third, ago=60),
        scan_of(third, act="undo", ago=50),
        scan_of(third, ago=40),
    ]
    send(client, event, *queue)
    before = list(CheckIn.objects.values()), RegistrationTransition.objects.count()

    again = send(client, event, *queue)

    assert (list(CheckIn.objects.values()), RegistrationTransition.objects.count()) == before
    assert answers(again) == ["in", "undone", "undone", "already", "undone", "in"]
    assert [person.standing_check_in is not None for person in (first, second, third)] == [True, False, True]


@pytest.mark.parametrize("told_first", ["the earlier", "the later"])
def test_of_two_doors_without_network_the_earlier_scan_stands(client, event, door, told_first):
    registration = registered(event)
    earlier, later = scan_of(registration, ago=600, door="Nord"), scan_of(registration, ago=300, door="Sud")
    order = [earlier, later] if told_first == "the earlier" else [later, earlier]

    said = [answers(send(client, event, scan))[0] for scan in order]

    assert registration.standing_check_in.door == "Nord"
    assert said == (["in", "already"] if told_first == "the earlier" else ["in", "in"])
    assert answers(send(client, event, later)) == ["already"]  # also when the other is told again
    assert CheckIn.objects.standing().count() == 1


def test_the_door_that_was_overtaken_learns_it_with_the_changes(client, event, door):
    registration = registered(event)
    settled()
    send(client, event, scan_of(registration, ago=60, door="Sud"))
    version = door_list.now()
    send(client, event, scan_of(registration, ago=600, door="Nord"))

    [row] = listed(client, event, version).json()["people"]

    assert row[-1] == "Nord"


def test_an_undo_that_comes_late_leaves_a_newer_check_in(client, event, door):
    registration = registered(event)
    send(client, event, scan_of(registration, ago=20))

    send(client, event, scan_of(registration, act="undo", ago=60))

    assert registration.standing_check_in is not None


@pytest.mark.parametrize("ahead", [-3600, 0, 3600])
def test_a_clock_that_is_off_is_noted_and_corrected(client, event, door, ahead):
    registration = registered(event)

    send(client, event, scan_of(registration, ago=120, ahead=ahead), clock_ahead=ahead)

    entered = CheckIn.objects.get()
    assert abs(entered.at - (timezone.now() - timedelta(seconds=120))) < timedelta(seconds=5)
    assert abs(entered.device_ahead_by - ahead) <= 1


def test_a_clock_that_was_set_right_before_sending_does_not_mislead(client, event, door):
    registration = registered(event)

    send(
        client,
        event,
        scan_of(registration, ago=120) | {"at": scan_of(registration, ago=120, ahead=3600)["at"], "ahead": 3_600_000},
    )

    assert abs(CheckIn.objects.get().at - (timezone.now() - timedelta(seconds=120))) < timedelta(seconds=5)


def test_no_moment_lies_in_the_future(client, event, door):
    send(client, event, scan_of(registered(event), ago=-900))

    assert CheckIn.objects.get().at <= timezone.now()


def test_somebody_waiting_is_let_in_from_the_device_or_told_why_not(client, event, door):
    while not event.is_full:
        registered(event)
    waiting = registered(event)
    type(event).objects.update(starts_at=timezone.now() - timedelta(hours=1), registration_closes_at=None)

    refused = send(client, event, scan_of(waiting, act="let_in")).json()["results"][0]
    assert refused["answer"] == "full" and "aucune place" in refused["text"]
    actions.cancel_registration(event.registrations.first())

    assert answers(send(client, event, scan_of(waiting, act="let_in"))) == ["in"]
    assert Registration.objects.get(pk=waiting.pk).is_confirmed


def test_the_identifier_of_somebody_else_s_scan_opens_nothing(client, event, door):
    first, second = registered(event), registered(event)
    scan = scan_of(first)
    send(client, event, scan)

    assert answers(send(client, event, scan | {"person": second.public_id})) == ["unknown"]
    assert second.standing_check_in is None


BROKEN = [
    "",
    "[]",
    "{}",
    '{"now": 1, "scans": 5}',
    '{"now": "x", "scans": []}',
    '{"now": 1e400, "scans": []}',
    '{"now": 99999999999999999999, "scans": []}',
    '{"now": 1, "scans": [{"act": "in"}]}',
    json.dumps({"now": 1, "scans": [{"id": "x", "act": "in", "person": "x", "at": 1}]}),
    json.dumps({"now": 1, "scans": [{"id": str(uuid.uuid4()), "act": "erase", "person": "x", "at": 1}]}),
]


@pytest.mark.parametrize("body", BROKEN)
def test_what_no_device_of_ours_sends_is_refused(client, event, door, body):
    answer = client.post(url(event, "passages/"), body, content_type="application/json")

    assert answer.status_code == 400 and answer.json()["text"]


def test_an_event_that_does_not_take_place_says_so_and_the_device_keeps_its_queue(client, event, door):
    registration = registered(event)
    type(event).objects.update(status="cancelled")

    answer = send(client, event, scan_of(registration))

    assert answer.status_code == 409 and "n’a pas lieu" in answer.json()["text"]


def test_who_may_send(client, event):
    scan = scan_of(registered(event))
    assert send(client, event, scan).status_code == 302
    for person in (standing_at(event, EventRoles.READER), standing_at(EventFactory(), EventRoles.ORGANISER)):
        client.force_login(person)
        assert send(client, event, scan).status_code == 403
        assert listed(client, event).status_code == 403
    assert not CheckIn.objects.exists()


def test_a_check_in_costs_the_same_few_queries_with_5000_registered(client, event, door):
    first = registered(event)
    second = registered(event)
    counts = []
    for registration in (first, second):
        with CaptureQueriesContext(connection) as queries:
            send(client, event, scan_of(registration))
        counts.append(len(queries))
        crowd(event, 5_000)

    assert counts[0] == counts[1] <= 18


# --- an app on a telephone ------------------------------------------------------------------------


def test_the_page_can_be_installed(client, event, door):
    manifest = client.get(url(event, "manifest.webmanifest"))

    content = json.loads(manifest.content)
    assert manifest["Content-Type"] == "application/manifest+json"
    assert content["start_url"] == content["scope"] == url(event, "")
    assert {icon["sizes"] for icon in content["icons"]} == {"192x192", "512x512"}
    shown = client.get(url(event, "")).content.decode()
    assert f'<link rel="manifest" href="{url(event, "manifest.webmanifest")}" crossorigin="use-credentials">' in shown


def test_the_service_worker_rules_this_page_alone(client, event, door):
    worker = client.get(url(event, "sw.js"))

    assert worker["Content-Type"].startswith("text/javascript")
    assert worker.content.decode() == 'importScripts("/static/door_worker.js");'
    assert "Service-Worker-Allowed" not in worker
