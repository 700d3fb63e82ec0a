"""The live dashboard and the comparison."""

import re
from datetime import timedelta
from io import BytesIO

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from events.enums import EventRoles, QuestionKind
from events.models import Audience, EventRole
from portal import roles
from tests.factories.events import EventFactory, SlotFactory, WorkshopFactory, registered
from tests.factories.following import answered, asked, checked_in, over, registered_on, replied
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    return EventFactory(places=40)


def holder(client, event, role):
    person = PersonFactory()
    roles.grant(EventRole, anchor=event, person=person, role=role, by=None)
    client.force_login(person)
    return person


def url(event, rest=""):
    return f"/evenements/{event.slug}/suivi/{rest}"


def words(answer):
    main = answer.content.decode().partition("<main")[2].partition("</main>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def compare(client, *events):
    return client.get("/evenements/comparaison/", {"event": [event.slug for event in events]})


@pytest.mark.parametrize("role", [EventRoles.ORGANISER, EventRoles.READER])
def test_whoever_sees_the_registrations_follows(client, event, role):
    holder(client, event, role)
    assert client.get(url(event)).status_code == 200
    assert f'href="{url(event)}" aria-current="page"' in client.get(url(event)).content.decode()


def test_the_door_does_not(client, event):
    holder(client, event, EventRoles.DOOR)
    assert client.get(url(event)).status_code == 403


def test_nobody_else_follows(client, event):
    assert "login" in client.get(url(event)).url
    holder(client, EventFactory(), EventRoles.ORGANISER)
    assert client.get(url(event)).status_code == 403
    assert client.get(url(event, "export.xlsx")).status_code == 403
    assert client.get(url(EventFactory(draft=True))).status_code == 404


def test_the_dashboard_says_the_main_figures_and_draws_the_others(client, event):
    holder(client, event, EventRoles.READER)
    workshop = WorkshopFactory(slot=SlotFactory(event=event), title_fr="L’aménagement", places=5)
    press = Audience.objects.create(event=event, name_fr="Presse")
    travel = asked(event, QuestionKind.CHOICE, "Train", "Vélo", label_fr="Comment venez-vous ?")
    person = registered(event, workshops=[workshop], audience=press, postcode="77000")
    answered(travel, registration=person, options=[1])

    page = client.get(url(event))

    said = words(page)
    for expected in ("Inscriptions confirmées 1 sur 40 places", "L’aménagement 1 5 0", "Presse 1", "Vélo 1"):
        assert expected in said
    assert "Melun Val de Seine 1" in said
    assert "Présents" not in said  # nobody could have come yet
    drawings = re.findall(r'role="img"', page.content.decode())
    assert len(drawings) == 2  # by day, adding up; the others are tables with bars
    checked_in(person, door="Hall")
    assert "Arrivées par quart d’heure" in words(client.get(url(event)))


def test_the_dashboard_renews_itself_unless_held_still(client, event):
    holder(client, event, EventRoles.READER)
    page = client.get(url(event)).content.decode()
    assert 'hx-trigger="every 10s"' in page and "live.js" in page
    assert "hx-get" not in client.get(url(event, "?live=no")).content.decode()
    registered(event)
    part = client.get(url(event), headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part and "sur 40 places" in part


def test_an_event_without_anybody_says_what_comes_next(client, event):
    holder(client, event, EventRoles.ORGANISER)
    assert "Personne ne s’est encore inscrit" in words(client.get(url(event)))
    assert client.get(url(event, "export.xlsx")).status_code == 200


def test_the_archived_stop_shows_the_number_it_is_remembered_by(client):
    stop = EventFactory(archived=True, attended=180, places=0)
    holder(client, stop, EventRoles.ORGANISER)
    assert "Présents 180" in words(client.get(url(stop)))


def fill(event, workshop, travel, press, number):
    for place in range(number):
        person = registered(
            event, workshops=[workshop], audience=press if place % 2 else None, postcode=f"77{place % 9}00"
        )
        answered(travel, registration=person, options=[place % 2])
        checked_in(person, door="Hall" if place % 2 else "Quai")


def test_the_dashboard_costs_the_same_for_1_and_for_30(client, event):
    holder(client, event, EventRoles.ORGANISER)
    workshop = WorkshopFactory(slot=SlotFactory(event=event), places=40)
    travel = asked(event, QuestionKind.CHOICE, "Train", "Vélo")
    press = Audience.objects.create(event=event, name_fr="Presse")
    fill(event, workshop, travel, press, 1)
    client.get(url(event))
    with CaptureQueriesContext(connection) as few:
        client.get(url(event))
    fill(event, workshop, travel, press, 29)
    with CaptureQueriesContext(connection) as many:
        client.get(url(event))
    assert len(many) == len(few) < 30


def test_the_figures_are_taken_away_with_one_sheet_each(client, event):
    holder(client, event, EventRoles.READER)
    registered(event, postcode="77000")
    book = openpyxl.load_workbook(BytesIO(client.get(url(event, "export.xlsx")).content))
    assert book.sheetnames == ["Inscriptions par jour", "Par état", "Mode d’inscription", "Par territoire"]
    assert [cell.value for cell in book["Par territoire"][2]] == ["Melun Val de Seine", 1]


# --- comparison ----------------------------------------------------------------------------------


def test_events_are_compared_by_those_who_follow_them(client, event):
    other, foreign = EventFactory(places=2, title_fr="L’autre"), EventFactory(title_fr="L’étrangère")
    person = holder(client, event, EventRoles.READER)
    roles.grant(EventRole, anchor=other, person=person, role=EventRoles.READER, by=None)

    choice = client.get("/evenements/comparaison/").content.decode()

    assert "L’autre" in choice and "L’étrangère" not in choice
    assert "n’existe pas" in words(compare(client, event, foreign))
    assert "L’étrangère" not in words(compare(client, event, foreign))


def test_whoever_follows_nothing_compares_nothing(client, event):
    assert "login" in client.get("/evenements/comparaison/").url
    client.force_login(PersonFactory())
    assert client.get("/evenements/comparaison/").status_code == 403
    assert client.get("/evenements/comparaison/export.xlsx").status_code == 403
    holder(client, EventFactory(), EventRoles.DOOR)
    assert client.get("/evenements/comparaison/").status_code == 403


def staff(client):
    person = PersonFactory()
    roles.grant(roles.AssociationRole, person=person, role=roles.AssociationRoles.STAFF, by=None)
    client.force_login(person)


@pytest.mark.parametrize("number", [1, 7])
def test_two_to_six_events_are_compared(client, number):
    staff(client)
    page = compare(client, *(EventFactory() for _event in range(number)))
    assert "Choisissez de deux à six événements" in words(page)
    assert page.content.decode().count(" checked>") == number  # the choice is kept


def two_events():
    """One that is over, with everything, and one that comes."""
    past = EventFactory(places=3, title_fr="Passée")
    past.registration_opens_at = timezone.now() - timedelta(days=11)
    past.save()
    people = [registered(past, postcode="77000") for _number in range(4)]
    for person, days in zip(people, (11, 11, 4, 3), strict=True):
        registered_on(person, timezone.now() - timedelta(days=days))
    over(past, days=1)
    checked_in(people[0])
    replied(past, 5, 4, 4)
    coming = EventFactory(places=2, title_fr="Prochaine")
    registered(coming, postcode="75001")
    return past, coming


def row(page, label):
    [found] = re.findall(rf'<th scope="row">{label}</th>(.*?)</tr>', page)
    return re.sub(r"<[^>]+>", " ", found).split()


def test_the_comparison_shows_each_measure(client):
    staff(client)
    past, coming = two_events()
    stop = EventFactory(archived=True, attended=180, places=0, title_fr="Archivée")

    page = compare(client, coming, stop, past).content.decode()

    assert re.findall(r"Archivée|Passée|Prochaine", page.partition("<tbody")[0].partition("<thead")[2]) == [
        "Archivée",
        "Passée",
        "Prochaine",
    ]
    assert row(page, "Places") == ["–", "3", "2"]
    assert row(page, "Confirmées") == ["–", "3", "1"]
    assert row(page, "En liste d’attente") == ["–", "1", "0"]
    assert row(page, "Présents") == ["180", "1", "–"]
    assert row(page, "Taux de présence") == ["–", "33", "%", "–"]
    assert row(page, "Inscriptions le premier jour") == ["–", "2", "0"]
    assert row(page, "Satisfaction, sur 5") == ["–", "4,3", "–"]


def test_curves_are_aligned_on_the_day_of_the_event(client):
    staff(client)
    past, coming = two_events()
    page = compare(client, past, coming).content.decode()
    lines = dict(re.findall(r'<th scope="row">(\d+ jours? avant|Jour J)</th>(.*?)</tr>', page))
    cells = {label: re.findall(r">([^<>]+)</td>", line) for label, line in lines.items()}
    assert cells["10 jours avant"] == ["2", "–"]
    assert cells["3 jours avant"] == ["3", "–"]
    assert cells["Jour J"] == ["4", "–"]
    assert cells["30 jours avant"] == ["–", "1"]


def test_the_comparison_costs_the_same_for_2_and_for_6(client):
    staff(client)
    events = [*two_events(), *two_events(), *two_events()]
    compare(client, *events[:2])
    with CaptureQueriesContext(connection) as few:
        compare(client, *events[:2])
    with CaptureQueriesContext(connection) as many:
        compare(client, *events)
    assert len(many) == len(few)


def test_the_comparison_is_taken_away(client):
    staff(client)
    past, coming = two_events()
    query = {"event": [past.slug, coming.slug]}
    answer = client.get("/evenements/comparaison/export.xlsx", query)
    book = openpyxl.load_workbook(BytesIO(answer.content))
    assert book.sheetnames[0] == "Comparaison" and "Par territoire" in book.sheetnames
    first = [cell.value for cell in book["Comparaison"][2]]
    assert first[0] == "Passée" and first[1].date() == timezone.localdate(past.starts_at)
    assert first[2:] == [3, 3, 1, 0, 1, 0.333, 2, 4.3]
    assert client.get("/evenements/comparaison/export.xlsx", {"event": past.slug}).url == "/evenements/comparaison/"
