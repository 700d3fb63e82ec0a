"""At the door with telephones: without network, two doors, the camera, an old browser."""

import os
import re
from datetime import timedelta

import pytest
import qrcode
from django.utils import timezone
from PIL import Image

from events import actions
from events.models import CheckIn, Event
from portal.people.models import Person
from tests.factories.events import EventFactory, SlotFactory, WorkshopFactory, registered
from tests.journeys.door import (
    WITHOUT_NETWORK,
    answer,
    came,
    check_in,
    event_with_a_door,
    go_offline,
    look_for,
    open_door,
)
from tests.servers import machine
from tests.servers.browser import OPTIONS, axe, login, no_sideways_scroll

pytestmark = pytest.mark.timeout(240)


@pytest.fixture
def event(site):
    """One event for each test, on the server's own database."""
    return event_with_a_door()


def test_somebody_is_found_without_accents_and_comes_in(browse, event):
    workshop = WorkshopFactory(slot=SlotFactory(event=event), title_fr="Ouvrir un lieu")
    registration = registered(event, last_name="Œuvre-Évrard", organisation="Atelier (fictif)", workshops=[workshop])
    registered(event, last_name="Autre")
    page = open_door(browse, event)

    look_for(page, "oeuvre evrard")
    assert page.locator("#door-people li").count() == 1
    said = check_in(page, "atelier OEUVRE", "Zoé Œuvre-Évrard")

    for expected in ("Entrée enregistrée", "Zoé Œuvre-Évrard", "Atelier (fictif)", "Ouvrir un lieu"):
        assert expected in said
    assert came(registration).door == "Nord"
    page.get_by_role("button", name="Annuler ce pointage").click()
    page.locator("#door-result[data-answer=undone]").wait_for()
    assert came(registration) is None


def test_without_network_the_page_opens_checks_in_and_tells_later(browse, event):
    browse.expected.append(WITHOUT_NETWORK)
    first, second, third = (registered(event, last_name=name) for name in ("Alpha", "Bêta", "Gamma"))
    page = open_door(browse, event)

    go_offline(page)
    assert "Noté sur cet appareil" in check_in(page, "alpha", "Zoé Alpha")
    check_in(page, "beta", "Zoé Bêta")
    assert "Hors ligne, 2 passages en attente." in page.inner_text("#door-status").replace("\N{NO-BREAK SPACE}", " ")
    assert not CheckIn.objects.filter(registration__event=event).exists()

    context = page.context
    page.close()  # the tab is closed, the page opened again: without network
    page = context.new_page()
    page.goto(f"/evenements/{event.slug}/pointage/")
    page.get_by_text("passages en attente").wait_for()
    look_for(page, "alpha")
    assert "porte « Nord »" in page.inner_text("#door-people").replace("\N{NO-BREAK SPACE}", " ")
    check_in(page, "gamma", "Zoé Gamma")
    page.get_by_role("link", name="Inscrire quelqu’un").click()
    page.get_by_text("Il faut pour cela le réseau").wait_for()

    context.set_offline(False)
    page.get_by_text("En ligne, à jour").wait_for()
    assert [came(registration).door for registration in (first, second, third)] == ["Nord"] * 3
    assert first.check_ins.get().at < third.check_ins.get().at


def test_a_server_that_is_gone_is_as_good_as_no_network(site, browse, event):
    browse.expected.append("ERR_CONNECTION_REFUSED")
    registration = registered(event)
    page = open_door(browse, event)

    site.kill()
    page.reload()
    page.get_by_text("Hors ligne.").wait_for()
    check_in(page, "exemple", registration.full_name)
    site.start()

    page.get_by_text("En ligne, à jour").wait_for()
    assert came(registration) is not None


def test_two_doors_see_each_other_and_the_second_is_told_of_the_first(browse, event):
    registration = registered(event, last_name="Double")
    north, south = open_door(browse, event, name="Nord"), open_door(browse, event, name="Sud")

    assert "Entrée enregistrée" in check_in(north, "double", "Zoé Double")
    look_for(south, "double")
    south.locator("#door-people").get_by_text("Nord").wait_for()  # by itself
    look_for(south, registration.ticket)
    south.get_by_label("Nom ou organisme").press("Enter")  # a reader that types what it scans
    said = answer(south, "Zoé Double")

    assert "Entrée déjà enregistrée" in said and "Nord" in said
    assert registration.check_ins.get().door == "Nord"


def test_the_same_person_at_two_doors_without_network_stands_once_and_the_later_door_is_told(browse, event):
    browse.expected.append(WITHOUT_NETWORK)
    registration = registered(event, last_name="Double")
    north, south = open_door(browse, event, name="Nord"), open_door(browse, event, name="Sud")
    for door in (north, south):  # the first, slow answer tells least about how far its clock is ahead
        with door.expect_response("**/pointage/liste.json**"):
            pass
    go_offline(north), go_offline(south)

    check_in(north, "double", "Zoé Double")
    check_in(south, "double", "Zoé Double")
    south.context.set_offline(False)
    south.get_by_text("En ligne, à jour").wait_for()
    assert came(registration).door == "Sud"  # the only one known so far
    north.context.set_offline(False)
    north.get_by_text("En ligne, à jour").wait_for()

    south.get_by_text("n’est pas retenu").wait_for()
    assert came(registration).door == "Nord"
    assert "n’est pas retenu" not in north.inner_text("main")
    south.reload()
    south.get_by_text("n’est pas retenu").wait_for()  # until somebody has read it
    south.get_by_role("button", name="Fermer").click()
    south.reload()
    south.get_by_text("En ligne, à jour").wait_for()
    assert "n’est pas retenu" not in south.inner_text("main")


def test_a_login_that_ends_keeps_the_queue_until_the_next_one(browse, event):
    browse.expected.append(WITHOUT_NETWORK)
    registration = registered(event)
    page = open_door(browse, event)
    go_offline(page)
    check_in(page, "exemple", registration.full_name)

    page.context.clear_cookies(name="sessionid")
    page.context.set_offline(False)
    page.get_by_text("Votre connexion a pris fin").wait_for()
    assert came(registration) is None
    page.locator("#door-status").get_by_role("link", name="Se connecter").click()
    page.locator("input[name=login]").fill("door@it77.example")
    page.locator("input[name=password]").fill("demo-it77")
    page.locator("input[name=password]").press("Enter")

    page.get_by_text("En ligne, à jour").wait_for()
    assert came(registration) is not None


QUEUE = """async (scans) => {
  const [{ name }] = await indexedDB.databases();
  const database = await new Promise((resolve) => (indexedDB.open(name).onsuccess = (e) => resolve(e.target.result)));
  const writing = database.transaction("queue", "readwrite");
  for (const scan of scans) writing.objectStore("queue").put(scan, scan.id);
  await new Promise((resolve) => (writing.oncomplete = resolve));
  database.close();
}"""


def test_a_scan_nobody_understands_does_not_hold_up_the_others(browse, event):
    browse.expected += [WITHOUT_NETWORK, "status of 400"]
    person = registered(event, last_name="Inscrite")
    page = open_door(browse, event)
    go_offline(page)
    check_in(page, "inscrite", person.full_name)
    broken = {"id": "broken", "act": "in", "person": person.public_id, "at": 1, "door": "", "ahead": 0, "late": True}
    page.evaluate(QUEUE, [broken])

    page.context.set_offline(False)

    page.get_by_text("En ligne, à jour").wait_for()
    assert came(person) is not None


def test_somebody_registers_at_the_door_with_the_telephone(browse, event):
    page = open_door(browse, event)
    page.get_by_role("link", name="Inscrire quelqu’un").click()
    page.get_by_label("Prénom").fill("Ana")
    page.get_by_label(re.compile(r"^\s*Nom")).fill("Débarquée")
    page.get_by_label("La personne accepte").check()
    page.get_by_role("button", name="Inscrire et pointer").click()

    page.get_by_text("Entrée enregistrée").wait_for()
    registration = event.registrations.get(last_name="Débarquée")
    assert came(registration).door == "Nord"
    look_for(page, "debarquee")
    page.get_by_role("button", name="Annuler Ana Débarquée").wait_for()


def film(tmp_path, texts):
    """A film for Chromium's pretended camera: each QR code for three seconds, grey between them."""
    width, height = 320, 240
    colours = bytes([128]) * (width * height // 2)
    frames = []
    for text in texts:
        code = qrcode.QRCode(border=4, box_size=5)
        code.add_data(text)
        picture = code.make_image().get_image().convert("L")
        frame = Image.new("L", (width, height), 200)
        frame.paste(picture, ((width - picture.width) // 2, (height - picture.height) // 2))
        frames += [Image.new("L", (width, height), 128)] * 10 + [frame] * 30
    path = tmp_path / "camera.y4m"
    with path.open("wb") as out:
        out.write(f"YUV4MPEG2 W{width} H{height} F10:1 Ip A1:1 C420jpeg\n".encode())
        for frame in frames:
            out.write(b"FRAME\n" + frame.tobytes() + colours)
    return path


def test_the_camera_reads_tickets(site, chromium, event, tmp_path):
    registration, cancelled = registered(event, last_name="Filmée"), registered(event, last_name="Annulée")
    actions.cancel_registration(cancelled)
    elsewhere = registered(EventFactory())
    path = film(tmp_path, [registration.ticket, elsewhere.ticket, cancelled.ticket, "https://ailleurs.example/"])
    pretended = ["--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream"]
    as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
    browser = chromium.browser_type.launch(
        executable_path=machine.browser(),
        args=[*OPTIONS, *as_root, *pretended, f"--use-file-for-fake-video-capture={path}"],
    )
    try:
        context = browser.new_context(base_url=site.url, locale="fr-FR", permissions=["camera"])
        page = context.new_page()
        login(page, "door")
        page.goto(f"/evenements/{event.slug}/pointage/")
        page.get_by_text("En ligne, à jour").wait_for()
        page.get_by_role("button", name="Scanner avec la caméra").click()
        for told in ("in", "other_event", "cancelled", "unknown", "already"):
            page.locator(f"#door-result[data-answer={told}]").wait_for()
        page.get_by_role("button", name="Arrêter la caméra").click()
        assert page.locator("video").is_hidden()
    finally:
        browser.close()
    assert registration.check_ins.count() == 1


def test_an_old_telephone_without_javascript_checks_in(browse, event):
    registration = registered(event, last_name="Œuvre")
    registered(event, last_name="Autre")
    page = browse("door", width=360, javascript=False)
    page.goto(f"/evenements/{event.slug}/pointage/")
    page.get_by_label("Nom ou organisme").fill("oeuvre")
    page.get_by_role("button", name="Rechercher").click()
    assert "Zoé Autre" not in page.inner_text("main")
    page.get_by_role("button", name="Pointer Zoé Œuvre").click()

    assert "Entrée enregistrée" in page.inner_text("main")
    page.get_by_role("button", name="Annuler Zoé Œuvre").click()
    assert "Pointage annulé" in page.inner_text("main")
    assert registration.check_ins.get().undone_at is not None


def test_the_screen_counts_by_itself(browse, event):
    registration = registered(event)
    screen = browse("door")
    screen.goto(f"/evenements/{event.slug}/pointage/ecran/")
    assert screen.locator(".door-total-main dd").inner_text() == "0"

    by = Person.objects.get(email="door@it77.example")
    actions.check_in(event, actions.Scan(person=registration.public_id), by=by)

    screen.locator(".door-total-main dd").filter(has_text="1").wait_for()


@pytest.mark.looks
@pytest.mark.parametrize("width", [360, 1280])
def test_every_screen_is_accessible_and_fits(browse, event, width):
    browse.expected.append(WITHOUT_NETWORK)
    workshop = WorkshopFactory(slot=SlotFactory(event=event), places=12)
    long = "Un-Nom-Fort-Long-Et-Composé"
    people = [registered(event, last_name=f"{long}-{number}", workshops=[workshop]) for number in range(12)]
    waiting = registered(event, last_name="Attente")
    actions.cancel_registration(waiting)
    waiting = registered(event, last_name="Patience")
    Event.objects.filter(pk=event.pk).update(starts_at=timezone.now() - timedelta(hours=1), registration_closes_at=None)
    base = f"/evenements/{event.slug}/pointage/"
    page = browse("door", width=width)

    def looked_at():
        axe(page)
        no_sideways_scroll(page)

    page.goto(base)
    page.get_by_text("En ligne, à jour").wait_for()
    looked_at()
    for person in people[:2]:
        check_in(page, person.full_name, person.full_name)
        looked_at()
        look_for(page, person.ticket)
        page.get_by_label("Nom ou organisme").press("Enter")
        page.locator("#door-result[data-answer=already]").wait_for()
        looked_at()
    look_for(page, waiting.ticket)
    page.get_by_label("Nom ou organisme").press("Enter")
    answer(page, "Zoé Patience")
    looked_at()
    page.locator("#door-result").get_by_role("button", name="Laisser entrer").click()
    page.locator("#door-result[data-answer=full]").wait_for()
    looked_at()
    go_offline(page)
    looked_at()
    page.context.set_offline(False)
    for rest in ("sans-inscription/", "ecran/"):
        page.goto(base + rest)
        looked_at()
    page.goto("/en" + base)
    page.get_by_text("Online.").wait_for()
    looked_at()
