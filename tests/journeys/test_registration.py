"""Journey three: an attendee registers, changes their mind, and the next in line gets the place."""

import re
import time
from io import BytesIO

import icalendar
import openpyxl
import pytest

from events.models import Registration
from tests.factories.events import EventFactory, SlotFactory, WorkshopFactory
from tests.servers.browser import axe, no_sideways_scroll
from tests.servers.portal import text_of

pytestmark = pytest.mark.timeout(240)

FORM = "/evenements/prochaine-etape/inscription/"
LIST = "/evenements/prochaine-etape/inscriptions/"


def register(page, email, *, workshop="Ouvrir un lieu en milieu rural", form=FORM):
    page.goto(form)
    page.get_by_label("Adresse électronique").fill(email)
    page.get_by_label("Prénom").fill("Zoé")
    page.get_by_label(re.compile(r"^\s*Nom")).fill("L’Essai")
    page.get_by_label("Organisme").fill("Atelier (fictif)")
    if workshop:
        page.get_by_label(workshop).check()
    page.get_by_label("J’accepte").check()
    page.wait_for_timeout(600)  # a person types; what comes back at once is taken for a machine
    page.locator("#registration-form").get_by_role("button").click()
    page.wait_for_url("**/merci/")


def looked_at(page):
    axe(page)
    no_sideways_scroll(page)


@pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "plain"])
def test_an_attendee_registers_in_under_a_minute_and_gives_the_place_back(site, browse, javascript):
    event = EventFactory(places=1)
    WorkshopFactory(slot=SlotFactory(event=event), title_fr="Ouvrir un lieu en milieu rural")
    zoe_address, next_address = f"zoe@{event.slug}.example", f"suivant@{event.slug}.example"
    form = f"/evenements/{event.slug}/inscription/"
    zoe, next_one = browse(javascript=javascript), browse(javascript=javascript)

    began = time.monotonic()
    register(zoe, zoe_address, form=form)
    assert time.monotonic() - began < 60
    main = zoe.locator("main")
    for said in (
        "votre place est réservée",
        zoe_address,
        "Ouvrir un lieu en milieu rural",
        "Halle fictive",
    ):
        assert said in main.inner_text()
    picture = main.get_by_alt_text("QR code à présenter à l’entrée")
    assert zoe.request.get(picture.evaluate("image => image.src") if javascript else picture.get_attribute("src")).ok

    mail = site.wait_for_mail(zoe_address, "réservée")
    body = text_of(mail)
    assert "Ouvrir un lieu en milieu rural" in body and "Halle fictive" in body
    [calendar] = [part for part in mail.walk() if part.get_content_type() == "text/calendar"]
    assert icalendar.Calendar.from_ical(calendar.get_payload(decode=True)).walk("VEVENT")

    register(next_one, next_address, workshop="", form=form)
    assert "rang 1" in next_one.locator("main").inner_text()
    assert "liste d’attente" in site.wait_for_mail(next_address)["Subject"]

    zoe.goto(re.search(r"http\S+/inscription/\S+", body)[0])
    zoe.get_by_role("link", name="Annuler mon inscription").click()
    zoe.get_by_role("button", name="Oui, annuler mon inscription").click()
    assert "Annulée" in zoe.locator("main").inner_text()

    promotion = site.wait_for_mail(next_address, "libérée")
    next_one.goto(re.search(r"http\S+/inscription/\S+", text_of(promotion))[0])
    assert "Confirmée" in next_one.locator("main").inner_text()


def test_a_workshop_is_changed_by_the_personal_link(site, browse):
    page = browse(width=360)
    register(page, "change@journey.example")
    page.get_by_role("link", name="Cette adresse est fausse").click()

    page.get_by_label("Trouver le modèle économique").check()
    page.get_by_role("button", name="Enregistrer l’atelier").click()

    assert "Vos changements sont enregistrés" in page.locator("main").inner_text()
    assert "Trouver le modèle" in text_of(site.wait_for_mail("change@journey.example", "modifiée"))


def test_the_organiser_sees_the_list_live_and_takes_it_away(site, browse):
    organiser, visitor = browse("organiser"), browse()
    organiser.goto(LIST)

    register(visitor, "en-direct@journey.example")
    organiser.get_by_text("en-direct@journey.example").wait_for(timeout=10_000)  # by itself

    with organiser.expect_download() as download:
        organiser.get_by_role("link", name="Exporter (.xlsx)").click()
    sheet = openpyxl.load_workbook(BytesIO(download.value.path().read_bytes())).active
    names = {row[1] for row in sheet.iter_rows(min_row=2, values_only=True)}
    assert {"Zoé", "Élise"} <= names
    assert sheet.max_row == Registration.objects.filter(event__slug="prochaine-etape").count() + 1


@pytest.mark.parametrize("width", [360, 1280])
def test_every_screen_is_accessible_and_fits(site, browse, width):
    page = browse(width=width)
    page.goto(FORM)
    looked_at(page)
    page.locator("#registration-form").evaluate("form => { form.noValidate = true; }")
    page.wait_for_timeout(600)
    page.locator("#registration-form").get_by_role("button").click()
    page.get_by_role("alert").first.wait_for()
    looked_at(page)
    page.goto("/en" + FORM)
    looked_at(page)
    register(page, f"axe{width}@journey.example")
    looked_at(page)
    page.get_by_role("link", name="Cette adresse est fausse").click()
    looked_at(page)
    page.get_by_role("link", name="Annuler mon inscription").click()
    looked_at(page)

    organiser = browse("organiser", width=width)
    organiser.goto(LIST)
    looked_at(organiser)
    organiser.get_by_role("link", name="Élise Œuvre").click()
    looked_at(organiser)
    organiser.goto(LIST + "places/")
    looked_at(organiser)
