"""Following an event: the dashboard renews itself, those who came say what they think, events are compared."""

import pytest

from events.models import Event, Registration
from tests.factories.events import EventFactory, registered
from tests.factories.following import checked_in, over
from tests.servers.browser import axe, no_sideways_scroll
from tests.servers.portal import SECRET_KEY

pytestmark = pytest.mark.timeout(240)

MEETING = "/evenements/rencontre-des-tiers-lieux/suivi/"
NEXT_STOP = "/evenements/prochaine-etape/suivi/"
COMPARISON = (
    "/evenements/comparaison/?event=prochaine-etape&event=rencontre-des-tiers-lieux&event=tour-2012-marne-la-vallee"
)


@pytest.fixture
def links(settings):
    """Personal links as the server itself signs them: `links(registration)` is that of the form after the event."""
    settings.SECRET_KEY = SECRET_KEY
    return lambda registration: registration.feedback_path()


def people_who_came(**how):
    came = Registration.objects.filter(event__slug="rencontre-des-tiers-lieux", check_ins__isnull=False, **how)
    return came.filter(check_ins__undone_at=None)


def looked_at(page):
    axe(page)
    no_sideways_scroll(page)


def test_the_dashboard_renews_itself_and_keeps_open_what_was_opened(site, browse):
    page = browse("reader")
    page.goto(NEXT_STOP)
    event = Event.objects.get(slug="prochaine-etape")
    confirmed = page.locator(".key-figures dd").first
    before = int(confirmed.inner_text().split()[0])
    page.locator("#days-summary").click()
    registered(event, email="suivi@journey.example")

    page.wait_for_function(
        "before => parseInt(document.querySelector('.key-figures dd').innerText) > before", arg=before
    )

    assert page.locator("#days-table").get_attribute("open") is not None
    assert page.locator("#days-rows table").is_visible()
    page.get_by_role("link", name="Les figer").click()
    assert page.locator("[hx-get]").count() == 0


@pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "plain"])
def test_somebody_who_came_says_what_they_think_once(site, browse, links, javascript):
    person = people_who_came(replied_at=None).first()
    page = browse(javascript=javascript)
    page.goto(links(person))
    page.get_by_label("5 – excellente").check()
    page.get_by_label("Oui, tout de suite").check()
    page.get_by_label("Que faut-il garder").fill("Le café du matin.")
    page.get_by_role("button", name="Envoyer mon avis").click()
    assert "Merci de votre avis" in page.locator("main").inner_text()
    page.goto(links(person))
    assert "nous est déjà parvenu" in page.locator("main").inner_text()

    organiser = browse("organiser")
    organiser.goto(MEETING + "avis/")
    assert "Le café du matin." in organiser.locator("main").inner_text()


def test_an_organiser_asks_the_three_questions_with_one_button(site, browse):
    event = EventFactory(title_fr="Étape sans questions")
    checked_in(registered(event))
    over(event)
    staff = browse("staff")
    staff.goto(f"/evenements/{event.slug}/suivi/avis/")
    staff.get_by_role("button", name="Ajouter les trois questions").click()
    assert "Les avis sont montrés à partir de 3 réponses" in staff.locator("main").inner_text()


def test_events_are_chosen_and_compared(site, browse):
    page = browse("organiser")
    page.goto(MEETING)
    page.get_by_role("link", name="Comparer à d’autres événements").click()
    page.get_by_label("prochaine étape").check()
    page.get_by_role("button", name="Comparer").click()
    assert "Taux de présence" in page.locator("#comparison").inner_text()
    assert page.locator("#comparison thead th").count() == 3
    with page.expect_download() as download:
        page.get_by_role("link", name="Exporter la comparaison").click()
    assert download.value.suggested_filename == "comparaison.xlsx"


@pytest.mark.looks
@pytest.mark.parametrize("width", [360, 1280])
def test_every_screen_is_accessible_and_fits(site, browse, links, width):
    page = browse("organiser", width=width)
    page.emulate_media(reduced_motion="reduce")  # no colour on its way to another
    for address in (MEETING, NEXT_STOP, MEETING + "avis/", NEXT_STOP + "avis/", "/evenements/comparaison/", COMPARISON):
        page.goto(address)
        for summary in page.locator("main details > summary").all():
            summary.click()
        looked_at(page)
        page.emulate_media(color_scheme="dark")
        looked_at(page)
        page.emulate_media(color_scheme="light")
    for person, words in (
        (people_who_came(replied_at=None).first(), "Envoyer mon avis"),
        (people_who_came(replied_at__isnull=False).first(), "nous est déjà parvenu"),
    ):
        page.goto(links(person))
        assert words in page.locator("main").inner_text()
        looked_at(page)
