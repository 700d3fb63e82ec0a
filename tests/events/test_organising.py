"""The organiser's list, sheet, places and export."""

import subprocess
from io import BytesIO

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from events.enums import EventRoles
from events.models import EventRole, Registration
from events.waiting import waiting_for
from portal import roles
from tests.factories.events import EventFactory, SlotFactory, WorkshopFactory, registered
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    return EventFactory()


def holder(event, role):
    person = PersonFactory()
    roles.grant(EventRole, anchor=event, person=person, role=role, by=None)
    return person


@pytest.fixture
def organiser(client, event):
    person = holder(event, EventRoles.ORGANISER)
    client.force_login(person)
    return person


def list_url(event, rest=""):
    return f"/evenements/{event.slug}/inscriptions/{rest}"


def page(answer):
    return answer.content.decode()


def test_the_list_shows_who_is_registered_and_the_figures(client, event, organiser):
    workshop = WorkshopFactory(slot=SlotFactory(event=event), title_fr="L’aménagement")
    registered(event, last_name="Œuvre", email="oe@x.example", workshops=[workshop])

    shown = page(client.get(list_url(event)))

    for expected in ("Zoé Œuvre", "oe@x.example", "L’aménagement", "Confirmée", "1</strong> confirmées sur 3"):
        assert expected in shown


def test_the_list_refreshes_by_itself_with_its_rows_only(client, event, organiser):
    registered(event)

    shown = page(client.get(list_url(event), headers={"HX-Request": "true"}))

    assert "<html" not in shown and "Zoé" in shown
    assert 'hx-trigger="every 5s"' in page(client.get(list_url(event)))


def test_the_list_narrows_by_text_without_accents_status_and_workshop(client, event, organiser):
    workshop = WorkshopFactory(slot=SlotFactory(event=event))
    registered(event, last_name="Éclair", workshops=[workshop])
    registered(event, last_name="Autre")

    for query in ("text=eclair", f"workshop={workshop.pk}", "status=confirmed&text=%C3%89CLAIR"):
        shown = page(client.get(list_url(event, "?" + query)))
        assert "Zoé Éclair" in shown and "Zoé Autre" not in shown
    assert "Personne ne correspond" in page(client.get(list_url(event, "?status=waiting")))
    assert client.get(list_url(event, "?status=nonsense&workshop=x&page=99")).status_code == 200


def test_the_list_costs_the_same_for_1_and_for_3(client, event, organiser):
    workshop = WorkshopFactory(slot=SlotFactory(event=event), places=3)
    registered(event, workshops=[workshop])
    client.get(list_url(event))  # what is cached once for every page
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            client.get(list_url(event))
        counts.append(len(queries))
        registered(event, workshops=[workshop]), registered(event, workshops=[workshop])

    assert counts[0] == counts[1] <= 20


def test_an_empty_list_says_what_comes_next(client, event, organiser):
    assert "Voir la page d’inscription" in page(client.get(list_url(event)))


def test_a_reader_sees_names_and_no_addresses(client, event):
    registration = registered(event, email="prive@x.example")
    client.force_login(holder(event, EventRoles.READER))

    for path in ("", f"{registration.public_id}/"):
        shown = page(client.get(list_url(event, path)))
        assert registration.full_name in shown and "prive@x.example" not in shown
    assert client.get(list_url(event, "export.xlsx")).status_code == 403
    assert client.get(list_url(event, "places/")).status_code == 403
    assert client.post(list_url(event, f"{registration.public_id}/")).status_code == 403
    assert Registration.objects.get().is_confirmed


def test_the_door_checks_in_and_opens_nothing_else_of_the_event(client, event):
    registration = registered(event)
    client.force_login(holder(event, EventRoles.DOOR))
    base = f"/evenements/{event.slug}/"
    closed = [
        "inscriptions/",
        f"inscriptions/{registration.public_id}/",
        "inscriptions/export.xlsx",
        "inscriptions/places/",
    ]
    closed += ["suivi/", "suivi/export.xlsx", "documents/", "documents/badges.pdf", "documents/emargement.pdf"]
    closed += ["documents/attestations.pdf", "suivi/avis/", "messages/", "preparation/"]

    assert {path: client.get(base + path).status_code for path in closed} == dict.fromkeys(closed, 403)
    shown = page(client.get(base + "pointage/"))
    assert registration.full_name in shown and f"{base}inscriptions/" not in shown
    assert f'href="{base}pointage/ecran/"' in shown and client.get(base + "pointage/ecran/").status_code == 200


def test_outsiders_are_turned_away(client, event):
    registration = registered(event)
    paths = ["", "export.xlsx", "places/", f"{registration.public_id}/"]

    assert all("/compte/login/" in client.get(list_url(event, path)).url for path in paths)
    client.force_login(PersonFactory())
    assert {client.get(list_url(event, path)).status_code for path in paths} == {403}
    draft = EventFactory(draft=True)
    assert client.get(list_url(draft)).status_code == 404


def test_a_registration_of_another_event_is_not_found(client, event, organiser):
    other = registered(EventFactory())

    assert client.get(list_url(event, f"{other.public_id}/")).status_code == 404


def test_the_organiser_cancels_for_somebody_and_history_says_so(client, event, organiser):
    registration = registered(event)

    shown = page(client.post(list_url(event, f"{registration.public_id}/"), follow=True))

    assert Registration.objects.get().is_cancelled
    assert f"par {organiser}" in shown


def test_more_places_confirm_those_in_line_and_too_few_are_refused(client, event, organiser):
    for _ in range(4):
        registered(event)
    assert waiting_for(organiser)[0].url == list_url(event)

    refused = client.post(list_url(event, "places/"), {"event_places": 2})
    assert "3 personnes ont déjà une place" in page(refused)
    client.post(list_url(event, "places/"), {"event_places": 4})

    assert event.registrations.filter(status="confirmed").count() == 4
    assert waiting_for(organiser) == []


def exported(answer):
    return openpyxl.load_workbook(BytesIO(answer.content)).active


def test_the_export_has_real_dates_accents_and_no_formula(client, event, organiser):
    workshop = WorkshopFactory(slot=SlotFactory(event=event), title_fr="Économie")
    registered(
        event, first_name='=HYPERLINK("http://x")', last_name="Œuvre", organisation="@SUM(1)", workshops=[workshop]
    )

    sheet = exported(client.get(list_url(event, "export.xlsx")))

    header = [cell.value for cell in sheet[1]]
    row = dict(zip(header, sheet[2], strict=True))
    assert row["Nom"].value == "Œuvre"
    assert row["Prénom"].data_type == row["Organisme"].data_type == "s"
    assert row["Inscription le"].is_date
    assert row["Place n°"].value == 1
    assert row["Ateliers"].value == "Économie"


def test_the_export_keeps_the_filters(client, event, organiser):
    registered(event, last_name="Éclair"), registered(event, last_name="Autre")

    sheet = exported(client.get(list_url(event, "export.xlsx?text=eclair")))

    assert [row[0] for row in sheet.iter_rows(min_row=2, values_only=True)] == ["Éclair"]


def test_the_export_opens_in_libreoffice(client, event, organiser, tmp_path):
    registered(event, first_name="=1+1", last_name="Œuvre")
    (tmp_path / "liste.xlsx").write_bytes(client.get(list_url(event, "export.xlsx")).content)

    command = [
        "soffice",
        f"-env:UserInstallation=file://{tmp_path}/profile",
        "--headless",
        "--convert-to",
        "csv:Text - txt - csv (StarCalc):44,34,76,1",
        "liste.xlsx",
    ]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=100)

    text = (tmp_path / "liste.csv").read_text(encoding="utf-8")
    assert '"Œuvre","=1+1",' in text
