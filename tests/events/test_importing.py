"""Importing a list of people from a workbook."""

from datetime import timedelta
from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from events import actions
from events.actions import importing
from events.enums import EventRoles, EventStatus, ImportStates, Sources
from events.imports.cells import split_name
from events.models import Event, ImportRow, Registration, RegistrationImport
from tests.events.importing import HEADER, confirm, fates, holder, keep, page, plain, url, workbook
from tests.factories.events import EventFactory, SlotFactory, WorkshopFactory, registered
from tests.factories.people import PersonFactory
from tests.factories.questions import AudienceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    return EventFactory(places=2)


@pytest.fixture
def organiser(client, event):
    person = holder(event, EventRoles.ORGANISER)
    client.force_login(person)
    return person


def test_a_list_is_sent_looked_at_and_confirmed(client, event, organiser, run_tasks, mailoutbox):
    rows = [HEADER, ["Œuvre", "Élise 😀", "elise@x.example", "Mairie"], ["", "Sans", "", ""], ["Trois", "", "", "-"]]
    sent = client.post(url(event), {"workbook": workbook(*rows), "language": "fr"})
    assert "http-equiv" in page(client.get(sent.url)) and not Registration.objects.exists()
    run_tasks()

    preview = page(client.get(sent.url))
    for said in ("Élise 😀 Œuvre", "elise@x.example", "2</strong> à inscrire", "aucun nom", "Inscrire 2 personnes"):
        assert said in preview
    assert not Registration.objects.exists()
    client.post(sent.url, {"confirm": "1", "agreed": "on"})
    run_tasks()

    assert "2</strong> inscrites, avec une place" in page(client.get(sent.url)) and mailoutbox == []
    elise = Registration.objects.get(last_name="Œuvre")
    assert (elise.first_name, elise.organisation, elise.source) == ("Élise 😀", "Mairie", Sources.IMPORT)
    assert elise.is_confirmed and elise.transitions.get().by == organiser
    assert Registration.objects.get(last_name="Trois").organisation == ""
    assert not RegistrationImport.objects.get().workbook


def test_nobody_is_written_without_the_tick_that_they_know(client, event, organiser, run_tasks):
    kept = keep(event, HEADER, ["Un", "", "", ""], by=organiser, run_tasks=run_tasks)

    shown = page(client.post(url(event, f"{kept.public_id}/"), {"confirm": "1"}))
    run_tasks()

    assert "invalid" in shown and not Registration.objects.exists()


def test_seats_go_in_the_order_of_the_file_and_the_rest_waits_in_order(event, run_tasks, monkeypatch):
    monkeypatch.setattr(importing, "AT_ONCE", 2)
    kept = keep(event, HEADER, *([f"N{number}", "", "", ""] for number in range(5)), run_tasks=run_tasks)

    confirm(kept, run_tasks=run_tasks)

    seated = event.registrations.confirmed().order_by("seat__number")
    assert [row.last_name for row in seated] == ["N0", "N1"]
    assert [(row.last_name, row.rank) for row in event.registrations.waiting()] == [("N2", 1), ("N3", 2), ("N4", 3)]
    assert kept.state == ImportStates.APPLIED and kept.counts == {"confirmed": 2, "waiting": 3}


def test_nobody_passes_those_who_wait_already(event, run_tasks):
    for _ in range(3):
        registered(event, last_name="Déjà")
    event.registrations.confirmed().first()
    kept = keep(event, HEADER, ["Nouveau", "", "", ""], run_tasks=run_tasks)

    confirm(kept, run_tasks=run_tasks)

    assert [row.last_name for row in event.registrations.waiting()] == ["Déjà", "Nouveau"]


def test_imported_twice_nobody_is_registered_twice(event, run_tasks):
    rows = [HEADER, ["Un", "", "un@x.example", ""], ["Deux", "Zoé", "", "Mairie"]]
    confirm(keep(event, *rows, run_tasks=run_tasks), run_tasks=run_tasks)
    rows[1][2] = "UN@X.example"

    again = keep(event, *rows, ["Trois", "", "", ""], run_tasks=run_tasks)

    assert [fate[:2] for fate in fates(again)] == [(2, "known"), (3, "known"), (4, "new")]
    confirm(again, run_tasks=run_tasks)
    assert event.registrations.count() == 3


def test_confirmed_twice_it_is_written_once(event, run_tasks):
    kept = keep(event, HEADER, ["Un", "", "", ""], run_tasks=run_tasks)

    importing.confirm_import(kept, sends_mails=False, by=None)
    importing.confirm_import(kept, sends_mails=False, by=None)
    run_tasks()
    confirm(kept, run_tasks=run_tasks)

    assert event.registrations.count() == 1


def test_somebody_who_registered_between_preview_and_confirmation_is_left_alone(event, run_tasks):
    kept = keep(event, HEADER, ["Un", "", "un@x.example", ""], run_tasks=run_tasks)
    registered(event, email="un@x.example", last_name="Moi-même")

    confirm(kept, run_tasks=run_tasks)

    assert Registration.objects.get().last_name == "Moi-même"
    assert kept.counts == {"known": 1}


def test_who_cancelled_is_not_registered_again_by_the_list(event, run_tasks):
    actions.cancel_registration(registered(event, email="parti@x.example"))

    kept = keep(event, HEADER, ["Parti", "", "parti@x.example", ""], run_tasks=run_tasks)

    assert fates(kept) == [(2, "known", ["annulée depuis : pas de nouvelle inscription"])]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({"Courriel": "pas une adresse"}, "« pas une adresse » n’est pas une adresse e-mail"),
        ({"Nom": None, "Organisme": "Mairie"}, "aucun nom n’est donné"),
        ({"Nom": "=1+1"}, "« =1+1 » est une formule, pas un texte"),
        ({"Organisme": "@SUM(A1)"}, "« @SUM(A1) » est une formule, pas un texte"),
        ({"Atelier": "Inconnu"}, "il n’y a pas d’atelier « Inconnu » à cet événement"),
        ({"Atelier": "Matin A ; Matin B"}, "« Matin A » et « Matin B » ont lieu aux mêmes heures"),
        ({"Public": "Presse"}, "il n’y a pas de public « Presse » à cet événement"),
        ({"Statut": "Annulée"}, "la liste dit « Annulée »"),
        ({"Langue": "Klingon"}, "« Klingon » n’est ni le français ni l’anglais"),
        ({"Nom": "x" * 101}, f"« {'x' * 60}… » est trop long : 100 caractères au plus"),
    ],
    ids=["address", "name", "formula", "at", "workshop", "clash", "audience", "cancelled", "language", "long"],
)
def test_a_row_that_cannot_be_taken_says_why_and_the_others_go_in(event, run_tasks, row, reason):
    slot = SlotFactory(event=event)
    WorkshopFactory(slot=slot, title_fr="Matin A"), WorkshopFactory(slot=slot, title_fr="Matin B")
    AudienceFactory(event=event, name_fr="Membres")
    row = {"Nom": "Bon", "Courriel": None, "Organisme": None, "Atelier": None, "Public": None} | row
    row = {"Statut": None, "Langue": None} | row
    good = ["Autre", *[None] * (len(row) - 1)]
    header = sorted(row, key=lambda name: name != "Nom")

    kept = keep(event, header, [row[name] for name in header], good, run_tasks=run_tasks)

    assert fates(kept) == [(2, "refused", [reason]), (3, "new", [])]
    confirm(kept, run_tasks=run_tasks)
    assert [found.last_name for found in event.registrations.all()] == ["Autre"]


def test_the_same_person_twice_in_one_file_is_taken_once(event, run_tasks):
    rows = [
        ["Un", "", "un@x.example", ""],
        ["Deux", "", "UN@x.example", ""],
        ["Trois", "", "", ""],
        ["trois", "", "", ""],
    ]

    kept = keep(event, HEADER, *rows, run_tasks=run_tasks)

    assert [outcome for _number, outcome, _reasons in fates(kept)] == ["new", "refused", "new", "refused"]
    assert "la ligne 2 a déjà cette adresse" in fates(kept)[1][2][0]
    assert "la ligne 4 est la même personne" in fates(kept)[3][2][0]


def test_refused_rows_come_back_as_a_workbook_that_can_be_corrected(client, event, organiser, run_tasks):
    rows = [["Bon", "", "", ""], ["Mauvais", "Zoé", "zoe(at)x", "=1+1"]]
    kept = keep(event, HEADER, *rows, by=organiser, run_tasks=run_tasks)

    answer = client.get(url(event, f"{kept.public_id}/refusees.xlsx"))

    sheet = openpyxl.load_workbook(BytesIO(answer.content)).active
    header, row = sheet.iter_rows(values_only=True)
    assert header == ("Nom", "Prénom", "Courriel", "Organisme", "Ligne", "Pourquoi elle est refusée")
    assert row[:5] == ("Mauvais", "Zoé", "zoe(at)x", "=1+1", 3)
    assert "zoe(at)x" in row[5] and "formule" in row[5]
    assert sheet["D2"].data_type == "s"


def test_workshops_audiences_and_languages_are_understood(event, run_tasks):
    members = AudienceFactory(event=event, name_fr="Membres", name_en="Members")
    actions.set_audience_capacity(members, places=1)
    slot = SlotFactory(event=event, title_fr="Matinée")
    later = SlotFactory(event=event, starts_at=slot.ends_at, title_fr="Après-midi")
    one = WorkshopFactory(slot=slot, title_fr="Économie ; suite", places=1)
    two = WorkshopFactory(slot=later, title_fr="Écoute", title_en="Listening")
    header = ["Last name", "Audience", "Matinée", "Workshops", "Language", "ZIP"]
    rows = [
        ["Un", "members", "ECONOMIE, SUITE", "Listening", "English", 1000],
        ["Deux", "", "", "Économie ; suite", "", ""],
    ]

    confirm(keep(event, header, *rows, run_tasks=run_tasks), run_tasks=run_tasks)

    first, second = event.registrations.order_by("pk")
    assert (first.audience, first.pool.audience, first.language, first.postcode) == (members, members, "en", "01000")
    assert {booking.workshop for booking in first.bookings.held()} == {one, two}
    assert (second.audience, second.language) == (None, "fr")
    assert [booking.workshop for booking in second.bookings.waiting()] == [one]


def test_who_waits_for_the_event_only_wishes_for_workshops(event, run_tasks):
    workshop = WorkshopFactory(slot=SlotFactory(event=event), title_fr="Écoute")
    rows = [[name, "Écoute"] for name in ("Un", "Deux", "Trois")]

    confirm(keep(event, ["Nom", "Atelier"], *rows, run_tasks=run_tasks), run_tasks=run_tasks)

    assert workshop.pool.bookings.held().count() == 2
    assert workshop.pool.bookings.wished().get().registration.last_name == "Trois"


def test_our_own_export_is_understood(client, event, organiser, run_tasks):
    workshop = WorkshopFactory(slot=SlotFactory(event=event), title_fr="Écoute", places=1)
    registered(event, last_name="Tient", workshops=[workshop], email="t@x.example")
    registered(event, last_name="Attend", waits=[workshop], email="a@x.example")
    exported = client.get(f"/evenements/{event.slug}/inscriptions/export.xlsx").content
    other = EventFactory(places=5)
    copied = WorkshopFactory(slot=SlotFactory(event=other), title_fr="Écoute", places=1)

    kept = importing.keep_workbook(other, SimpleUploadedFile("export.xlsx", exported), language="fr", by=organiser)
    run_tasks()
    confirm(kept, run_tasks=run_tasks)

    assert kept.counts == {"confirmed": 2}
    assert copied.pool.bookings.held().get().registration.last_name == "Tient"
    assert copied.pool.bookings.waiting().get().registration.last_name == "Attend"


def test_each_gets_a_mail_where_that_is_ticked(event, run_tasks, mailoutbox):
    rows = [["Un", "un@x.example"], ["Deux", "deux@x.example"], ["Trois", "trois@x.example"], ["Sans", ""]]
    kept = keep(event, ["Nom", "Courriel"], *rows, run_tasks=run_tasks)

    confirm(kept, run_tasks=run_tasks, sends_mails=True)

    assert {mail.to[0]: "liste d’attente" in mail.subject for mail in mailoutbox} == {
        "un@x.example": False,
        "deux@x.example": False,
        "trois@x.example": True,
    }


def test_what_is_no_workbook_or_holds_no_names_is_refused_in_words(client, event, organiser, run_tasks):
    text = SimpleUploadedFile("liste.xlsx", b"Nom;Courriel")
    assert "Excel" in page(client.post(url(event), {"workbook": text, "language": "fr"}))
    assert not RegistrationImport.objects.exists()

    for rows in ([["Courriel"], ["a@x.example"]], [["Nom", "Courriel"]]):
        kept = keep(event, *rows, by=organiser, run_tasks=run_tasks)
        assert kept.state == ImportStates.UNREADABLE
        assert plain(kept.problem) in page(client.get(url(event, f"{kept.public_id}/"))).replace("&#x27;", "'")


def test_a_reading_that_fails_says_so(client, event, organiser, run_tasks):
    kept = importing.keep_workbook(event, workbook(HEADER, ["Un", "", "", ""]), language="fr", by=organiser)
    kept.workbook.storage.delete(kept.workbook.name)

    run_tasks(failures=True)

    shown = page(client.get(url(event, f"{kept.public_id}/")))
    assert "Un incident de notre côté a interrompu la lecture" in shown and "de l’envoyer de nouveau" in shown
    assert "Envoyer un autre classeur" in shown and "http-equiv" not in shown


def test_a_writing_that_fails_says_so_and_is_made_good_by_the_same_list(
    client, event, organiser, run_tasks, monkeypatch
):
    monkeypatch.setattr(importing, "AT_ONCE", 1)
    rows = [HEADER, ["Un", "", "", ""], ["Deux", "", "", ""]]
    kept = keep(event, *rows, by=organiser, run_tasks=run_tasks)
    kept.rows.filter(number=3).update(values={"last_name": "Deux"})
    importing.confirm_import(kept, sends_mails=False, by=organiser)

    run_tasks(failures=True)

    shown = page(client.get(url(event, f"{kept.public_id}/")))
    assert "Un incident de notre côté a interrompu l’import" in shown and "http-equiv" not in shown
    assert "1</strong> inscrite, avec une place" in shown or "1</strong> inscrites, avec une place" in shown
    again = confirm(keep(event, *rows, by=organiser, run_tasks=run_tasks), run_tasks=run_tasks)
    assert again.counts == {"known": 1, "confirmed": 1} and event.registrations.count() == 2


def test_a_dropped_workbook_leaves_nothing(client, event, organiser, run_tasks):
    kept = keep(event, HEADER, ["Un", "", "", ""], by=organiser, run_tasks=run_tasks)

    client.post(url(event, f"{kept.public_id}/"), {"drop": "1"})
    client.post(url(event, f"{kept.public_id}/"), {"confirm": "1", "agreed": "on"})
    run_tasks()

    assert not ImportRow.objects.exists() and not Registration.objects.exists()


def test_an_event_called_off_meanwhile_registers_nobody_more(event, run_tasks):
    kept = keep(event, HEADER, ["Un", "", "", ""], run_tasks=run_tasks)
    importing.confirm_import(kept, sends_mails=False, by=None)
    Event.objects.update(status=EventStatus.CANCELLED)

    run_tasks()

    kept.refresh_from_db()
    assert kept.problem and kept.counts == {"new": 1} and not Registration.objects.exists()


def test_an_audience_taken_away_since_the_preview_costs_its_rows_only(event, run_tasks):
    audience = AudienceFactory(event=event, name_fr="Presse")
    rows = ["Nom", "Courriel", "Public"], ["Un", "un@x.example", "Presse"], ["Deux", "deux@x.example", ""]
    kept = keep(event, *rows, run_tasks=run_tasks)
    audience.delete()

    confirm(kept, run_tasks=run_tasks)

    assert [registration.last_name for registration in event.registrations.all()] == ["Deux"]
    [lost] = RegistrationImport.objects.get(pk=kept.pk).rows.filter(outcome="refused")
    assert lost.reasons == ["le public n’existe plus"]


def test_lists_do_not_lie_about(event, run_tasks):
    preview = keep(event, HEADER, ["Un", "", "", ""], run_tasks=run_tasks)
    done = confirm(keep(event, HEADER, ["Deux", "", "", ""], run_tasks=run_tasks), run_tasks=run_tasks)
    RegistrationImport.objects.filter(pk=preview.pk).update(uploaded_at=timezone.now() - timedelta(days=2))
    RegistrationImport.objects.filter(pk=done.pk).update(applied_at=timezone.now() - timedelta(days=31))

    importing.forget_old_imports()

    preview.refresh_from_db()
    assert preview.state == ImportStates.DROPPED and not ImportRow.objects.exists()
    assert event.registrations.count() == 1


@pytest.mark.parametrize("role", [None, EventRoles.DOOR, EventRoles.READER])
def test_who_may_not_add_people_imports_nothing(client, event, run_tasks, role):
    kept = keep(event, HEADER, ["Un", "", "", ""], run_tasks=run_tasks)
    client.force_login(holder(event, role) if role else PersonFactory())

    for path in ("", f"{kept.public_id}/", f"{kept.public_id}/refusees.xlsx"):
        assert client.get(url(event, path)).status_code == 403
    assert client.post(url(event, f"{kept.public_id}/"), {"confirm": "1", "agreed": "on"}).status_code == 403
    run_tasks()
    assert not Registration.objects.exists()


def test_an_import_of_another_event_is_not_found(client, event, organiser, run_tasks):
    other = keep(EventFactory(), HEADER, ["Un", "", "", ""], run_tasks=run_tasks)

    assert client.get(url(event, f"{other.public_id}/")).status_code == 404
    assert client.get(url(event, f"{other.public_id}/refusees.xlsx")).status_code == 404


def test_the_progress_reloads_the_page_when_it_is_done(client, event, organiser, run_tasks):
    kept = importing.keep_workbook(event, workbook(HEADER, ["Un", "", "", ""]), language="fr", by=organiser)
    here = url(event, f"{kept.public_id}/")

    assert "en cours de lecture" in page(client.get(here, headers={"HX-Request": "true"}))
    run_tasks()
    assert client.get(here, headers={"HX-Request": "true"})["HX-Refresh"] == "true"


@pytest.mark.parametrize(
    ("whole", "parts"),
    [
        ("Zoé DE LA TOUR", ("Zoé", "DE LA TOUR")),
        ("MARTIN Zoé", ("Zoé", "MARTIN")),
        ("Zoé Martin", ("Zoé", "Martin")),
        ("Zoé", ("", "Zoé")),
        ("MARTIN", ("", "MARTIN")),
    ],
)
def test_a_whole_name_is_parted(whole, parts):
    assert split_name(whole) == parts
