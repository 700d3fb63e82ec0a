"""Journey three: an attendee registers, changes their mind, and the next in line gets the place."""

import re
import time
from datetime import timedelta
from io import BytesIO

import icalendar
import openpyxl
import pytest
from django.utils import timezone

from events import actions
from events.models import Registration
from tests.factories.events import EventFactory, QuestionFactory, SlotFactory, WorkshopFactory, registered
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
    if form == FORM:
        page.get_by_role("radio", name=re.compile("^Public")).check()
    page.get_by_label("J’accepte que l’association").check()
    send(page)
    page.wait_for_url("**/merci/")


def send(page):
    page.wait_for_timeout(600)  # a person types; what comes back at once is taken for a machine
    page.locator(".form-actions").get_by_role("button").click()


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
    assert main.get_by_role("img", name="QR code à présenter à l’entrée").is_visible()

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
    organiser.get_by_text("en-direct@journey.example").wait_for()  # by itself

    with organiser.expect_download() as download:
        organiser.get_by_role("link", name="Exporter (.xlsx)").click()
    sheet = openpyxl.load_workbook(BytesIO(download.value.path().read_bytes())).active
    names = {row[1] for row in sheet.iter_rows(min_row=2, values_only=True)}
    assert {"Zoé", "Élise"} <= names
    assert sheet.max_row == Registration.objects.filter(event__slug="prochaine-etape").count() + 1


@pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "plain"])
def test_a_group_registers_on_one_page_each_with_their_own_place(browse, javascript):
    event = EventFactory(places=2)
    WorkshopFactory(slot=SlotFactory(event=event), title_fr="Ouvrir un lieu")
    page = browse(javascript=javascript, width=360)
    page.goto(f"/evenements/{event.slug}/inscription/")
    fill(page.locator("#person-you"), "Zoé", email=f"zoe@{event.slug}.example")
    for number, name in enumerate(["Max", "مريم"], start=1):
        page.get_by_role("button", name="Ajouter un collègue").click()
        fill(page.locator(f"#person-{number}"), name)
    page.locator("#person-1").get_by_label("Ouvrir un lieu").check()
    page.get_by_role("button", name="Ajouter un collègue").click()
    page.get_by_role("button", name="Retirer").last.click()
    page.get_by_label("J’accepte").check()
    if javascript:
        looked_at(page)
    send(page)
    page.wait_for_url("**/merci/")

    told = page.locator("main").inner_text()
    assert "Zoé L’Essai, votre place est réservée" in told and "Max L’Essai, votre place est réservée" in told
    assert "مريم L’Essai, vous êtes sur la liste d’attente, au rang 1" in told
    assert page.get_by_role("img", name="QR code").count() == 2
    assert event.registrations.get(first_name="Max").bookings.get().workshop.title == "Ouvrir un lieu"
    if javascript:
        looked_at(page)


def fill(person, name, email=""):
    person.get_by_label("Adresse électronique").fill(email)
    person.get_by_label("Prénom").fill(name)
    person.get_by_label(re.compile(r"^\s*Nom")).fill("L’Essai")


@pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "plain"])
def test_a_full_workshop_offers_its_line_before_and_after_it_filled(browse, javascript):
    event = EventFactory(places=9)
    slot = SlotFactory(event=event)
    full = WorkshopFactory(slot=slot, places=1, title_fr="Le complet")
    quick = WorkshopFactory(slot=slot, places=1, title_fr="Vite plein")
    registered(event, workshops=[full])
    page = browse(javascript=javascript, width=360)
    page.goto(f"/evenements/{event.slug}/inscription/")
    assert page.get_by_role("radio", name="Le complet").is_disabled()
    page.get_by_role("checkbox", name="Le complet").check()
    page.get_by_role("radio", name="Vite plein").check()
    fill(page.locator("#person-you"), "Zoé", email=f"zoe@{event.slug}.example")
    page.get_by_label("J’accepte").check()
    registered(event, email="plus-vite@x.example", workshops=[quick])
    send(page)
    page.wait_for_url("**/merci/")
    told = page.locator("main")
    assert "« Vite plein » s’est rempli" in told.inner_text().replace("\xa0", " ")

    page.get_by_role("button", name="Rejoindre sa liste d’attente").click()
    page.get_by_text("Vous êtes sur la liste d’attente de").wait_for()

    lines = event.registrations.get(first_name="Zoé", email__startswith="zoe@").bookings.waiting().with_workshop()
    assert {booking.workshop.title for booking in lines} == {"Le complet", "Vite plein"}


def test_a_workshop_that_fills_while_the_form_is_open_offers_its_line_and_nothing_typed_is_lost(browse):
    event = EventFactory(places=9)
    slot = SlotFactory(event=event)
    chosen, other = (WorkshopFactory(slot=slot, places=1, title_fr=title) for title in ("Le choisi", "L’autre"))
    page = browse(width=360)
    page.clock.install()
    page.goto(f"/evenements/{event.slug}/inscription/")
    fill(page.locator("#person-you"), "Zoé", email=f"zoe@{event.slug}.example")
    page.get_by_role("radio", name="Le choisi").check()
    registered(event, email="un@x.example", workshops=[chosen])
    registered(event, email="deux@x.example", workshops=[other])
    assert page.get_by_role("checkbox", name="L’autre").count() == 0

    page.clock.run_for(13_000)

    page.get_by_role("checkbox", name="L’autre").check()
    assert page.get_by_role("radio", name="L’autre").is_disabled()
    assert page.get_by_role("radio", name="Le choisi").is_checked()
    assert page.get_by_role("status").filter(has_text="Le choisi").count() == 1
    assert "7 places libres sur 9" in page.locator("main").inner_text()
    assert page.get_by_label("Adresse électronique").input_value() == f"zoe@{event.slug}.example"
    page.get_by_role("button", name="Ajouter un collègue").click()
    assert page.locator("#person-1").get_by_role("radio", name="L’autre").is_disabled()
    looked_at(page)


def test_an_event_that_fills_and_frees_while_the_form_is_open_says_so(browse):
    event = EventFactory(places=1)
    page = browse(width=360)
    page.clock.install()
    page.goto(f"/evenements/{event.slug}/inscription/")
    page.get_by_label("Prénom").fill("Zoé")
    page.get_by_role("button", name="S’inscrire", exact=True).wait_for()
    first = registered(event, email="un@x.example")

    page.clock.run_for(13_000)

    page.get_by_role("button", name="Rejoindre la liste d’attente", exact=True).wait_for()
    page.get_by_text("Toutes les places sont prises").first.wait_for()
    assert page.get_by_role("status").filter(has_text="Toutes les places sont prises").count() == 1
    looked_at(page)

    actions.cancel_registration(first)
    page.clock.run_for(13_000)

    page.get_by_role("button", name="S’inscrire", exact=True).wait_for()
    assert not page.locator("div[data-when-full]").is_visible()
    assert page.get_by_label("Prénom").input_value() == "Zoé"


def test_a_misspelt_domain_is_noticed_under_the_field_and_questions_follow_the_answers(browse):
    event = EventFactory()
    train = QuestionFactory(event=event, kind="yes_no", label_fr="En train ?")
    QuestionFactory(event=event, label_fr="Par quelle ligne ?", shown_if=train)
    page = browse(width=360)
    page.goto(f"/evenements/{event.slug}/inscription/")

    page.get_by_label("Adresse électronique").fill("zoe@gmial.com")
    page.get_by_label("Prénom").focus()
    page.get_by_role("button", name="Prendre cette adresse").click()
    assert page.get_by_label("Adresse électronique").input_value() == "zoe@gmail.com"

    assert page.get_by_label("Par quelle ligne ?").is_hidden()
    page.get_by_label("Oui").check()
    assert page.get_by_label("Par quelle ligne ?").is_visible()
    page.get_by_role("button", name="Ajouter un collègue").click()
    assert page.locator("#person-1").get_by_label("Par quelle ligne ?").is_hidden()
    looked_at(page)


def test_an_address_that_was_kept_is_not_doubted_again_when_something_else_is_refused(browse):
    page = browse(width=360)
    page.goto(f"/evenements/{EventFactory().slug}/inscription/")
    page.get_by_label("Adresse électronique").fill("zoe@gmial.com")
    page.get_by_label("Prénom").fill("Zoé")
    assert page.get_by_text("Vouliez-vous dire").count() == 1
    page.locator("#registration-form").evaluate("form => { form.noValidate = true; }")
    send(page)
    page.get_by_role("alert").first.wait_for()

    page.get_by_label("Adresse électronique").focus()
    page.get_by_label("Prénom").focus()
    assert page.get_by_text("Vouliez-vous dire").count() == 0

    page.get_by_label("Adresse électronique").fill("zoe@hotmial.fr")
    page.get_by_label("Prénom").focus()
    assert page.get_by_text("Vouliez-vous dire").count() == 1


def test_the_form_comes_by_itself_at_the_opening_whatever_the_visitors_clock(browse):
    event = EventFactory(registration_opens_at=timezone.now() + timedelta(seconds=8))
    page = browse(width=360)
    page.clock.install(time=timezone.now() - timedelta(days=1))  # a telephone that is a day late
    page.goto(f"/evenements/{event.slug}/inscription/")
    assert "Les inscriptions ouvrent" in page.locator("main").inner_text()
    assert page.get_by_role("timer").inner_text().startswith("00:00:")
    looked_at(page)

    page.get_by_label("Adresse électronique").wait_for()


@pytest.mark.looks
@pytest.mark.parametrize("width", [360, 1280])
def test_every_screen_is_accessible_and_fits(site, browse, width):
    page = browse(width=width)
    page.goto(FORM)
    looked_at(page)
    page.locator("#registration-form").evaluate("form => { form.noValidate = true; }")
    send(page)
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
