"""The organiser's journey: a list narrowed and kept, taken away, completed from a workbook, written to."""

from io import BytesIO

import openpyxl
import pytest

from events.enums import EventRoles
from events.models import EventRole, SavedList
from portal import roles
from portal.people.models import Person
from tests.factories.events import EventFactory, registered
from tests.servers.browser import axe, no_sideways_scroll
from tests.servers.portal import text_of

pytestmark = pytest.mark.timeout(240)


def looked_at(page):
    axe(page)
    no_sideways_scroll(page)


@pytest.fixture
def event(site):
    event = EventFactory(places=3)
    organiser = Person.objects.get(email="organiser@it77.example")
    roles.grant(EventRole, anchor=event, person=organiser, role=EventRoles.ORGANISER, by=None)
    registered(event, first_name="Zoé", last_name="Œuvre", email=f"zoe@{event.slug}.example", organisation="Mairie")
    registered(event, first_name="Max", last_name="Autre", email=f"max@{event.slug}.example")
    return event


def workbook(folder, event):
    book = openpyxl.Workbook()
    for row in (
        ["Nom", "Prénom", "Courriel", "Organisme"],
        ["Liste", "Une", f"une@{event.slug}.example", "Mairie"],
        ["Liste", "Deux", f"deux@{event.slug}.example", "Mairie"],
        ["Fausse", "Adresse", "pas une adresse", "Mairie"],
        ["Œuvre", "Zoé", f"zoe@{event.slug}.example", "Mairie"],
    ):
        book.active.append(row)
    book.save(folder / "liste.xlsx")
    return folder / "liste.xlsx"


def exported(page):
    with page.expect_download() as download:
        page.get_by_role("link", name="Exporter (.xlsx)").click()
    rows = openpyxl.load_workbook(BytesIO(download.value.path().read_bytes())).active.iter_rows(values_only=True)
    return next(rows), list(rows)


@pytest.mark.parametrize(("width", "javascript"), [(1280, True), (360, True), (1280, False)])
def test_an_organiser_keeps_a_list_takes_it_away_completes_it_and_writes(
    site, browse, event, tmp_path, width, javascript
):
    organiser = browse("organiser", width=width, javascript=javascript)
    home = f"/evenements/{event.slug}/inscriptions/"
    looked = looked_at if javascript else lambda page: None  # axe is a script

    organiser.goto(home)
    organiser.get_by_text("Plus de filtres").click()
    organiser.get_by_role("textbox", name="Organisme", exact=True).fill("mairie")
    organiser.locator("summary", has_text="Colonnes").click()
    organiser.get_by_role("checkbox", name="Adresse électronique").check()
    organiser.get_by_role("button", name="Afficher", exact=True).click()
    organiser.get_by_text("1 inscription affichée").wait_for()
    organiser.get_by_text("Garder cette liste…").click()
    organiser.get_by_label("Nom de la liste").fill("Les mairies")
    organiser.get_by_role("button", name="Garder cette liste").click()
    organiser.goto(home)
    organiser.get_by_role("link", name="Les mairies").click()
    looked(organiser)
    assert exported(organiser) == (
        ("Nom", "Prénom", "Adresse électronique"),
        [("Œuvre", "Zoé", f"zoe@{event.slug}.example")],
    )
    assert SavedList.objects.get(event=event).query == "organisation=mairie&columns=email"

    organiser.get_by_role("link", name="Importer une liste").click()
    looked(organiser)
    organiser.get_by_label("Classeur").set_input_files(workbook(tmp_path, event))
    organiser.get_by_role("button", name="Voir ce qui serait fait").click()
    register_them = organiser.get_by_role("button", name="Inscrire 2 personnes")
    register_them.wait_for()  # the page moves on by itself, with or without a script
    assert "1 en auraient une et 1 iraient" in organiser.locator("main").inner_text()
    assert "pas une adresse" in organiser.locator("main").inner_text()
    looked(organiser)
    organiser.get_by_label("Ces personnes savent").check()
    register_them.click()
    organiser.get_by_role("link", name="Voir la liste").wait_for()
    looked(organiser)

    organiser.get_by_role("link", name="Voir la liste").click()
    organiser.get_by_role("link", name="Les mairies").click()
    organiser.get_by_text("3 inscriptions affichées").wait_for()
    organiser.get_by_role("link", name="Écrire à ces personnes").click()
    organiser.get_by_label("Objet (français)").fill("À bientôt, [prénom]")
    organiser.get_by_label("Texte (français)").fill("Bonjour [prénom] [nom], venez à 9 h.")
    organiser.get_by_role("button", name="Enregistrer et voir").click()
    looked(organiser)
    organiser.get_by_role("button", name="Envoyer à 3 personnes").click()
    organiser.get_by_text("Le message part vers 3 personnes").wait_for()

    mail = site.wait_for_mail(f"une@{event.slug}.example", "À bientôt, Une")
    assert "Bonjour Une Liste, venez à 9 h." in text_of(mail)
    assert mail["Reply-To"] == "organiser@it77.example"
    assert [
        found["Subject"] for found in site.mails(f"max@{event.slug}.example") if "bientôt" in found["Subject"]
    ] == []
