"""An organiser who is not of the staff prepares an event on the site, changes what it says, calls it off."""

from datetime import timedelta

import pytest
from django.utils import timezone

from events.enums import EventRoles
from events.models import Event, EventRole
from portal import roles
from portal.people.models import Person
from tests.factories.events import EventFactory, registered
from tests.factories.preparing import typed
from tests.servers.browser import axe, no_sideways_scroll
from tests.servers.portal import text_of

pytestmark = pytest.mark.timeout(300)


@pytest.fixture
def event(site):
    """A draft with nothing in it, which the demonstration's organiser prepares."""
    event = EventFactory(draft=True, places=0, registration_opens_at=None, registration_closes_at=None)
    organiser = Person.objects.get(email="organiser@it77.example")
    roles.grant(EventRole, anchor=event, person=organiser, role=EventRoles.ORGANISER, by=None)
    return event


def save(page, name="Enregistrer"):
    page.locator("main").get_by_role("button", name=name, exact=True).click()
    page.wait_for_load_state()


def open_screen(page, name):
    page.get_by_role("navigation", name="Préparation").get_by_role("link", name=name, exact=True).click()
    page.wait_for_load_state()


def fill(page, **fields):
    for name, value in fields.items():
        page.locator(f"[name='{name.replace('__', '-')}']").fill(str(value))


@pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "plain"])
def test_an_event_is_prepared_from_nothing_to_its_announcement(site, browse, event, javascript):
    page = browse("organiser", javascript=javascript)
    page.goto("/espace/")
    page.locator(f"a[href='/evenements/{event.slug}/preparation/']").first.click()
    assert "Pas encore de créneau" in page.locator("main").inner_text()

    open_screen(page, "Programme")
    page.get_by_role("link", name="Ajouter un créneau").click()
    begins = event.starts_at + timedelta(hours=1)
    fill(page, title_fr="Ateliers", title_en="Workshops")
    fill(page, starts_at=typed(begins), ends_at=typed(begins + timedelta(hours=1)))
    fill(page, rows__0__title_fr="Lire un cahier", rows__0__room="Salle verte", rows__0__places=12)
    save(page, "Enregistrer, puis ajouter une ligne")
    fill(page, rows__1__title_fr="Ouvrir un lieu", rows__1__room="Salle bleue", rows__1__places=8)
    save(page)
    assert "Ouvrir un lieu" in page.locator("main").inner_text()

    open_screen(page, "Publics")
    page.get_by_role("link", name="Ajouter un public").click()
    fill(page, name_fr="presse", name_en="press", places=5)
    page.locator("[name=access]").select_option("invited")
    save(page)

    open_screen(page, "Questions")
    page.get_by_role("link", name="Ajouter une question").click()
    page.locator("[name=kind]").select_option("yes_no")
    fill(page, label_fr="Déjeunez-vous sur place ?")
    save(page)
    page.get_by_role("link", name="Ajouter une question").click()
    page.locator("[name=kind]").select_option("choice")
    fill(page, label_fr="Quel repas ?", rows__0__label_fr="Végétarien", rows__1__label_fr="Avec viande")
    page.locator("[name=condition]").select_option(label="Oui")
    save(page)
    assert "est\u00a0: oui" in page.locator("main").inner_text()

    open_screen(page, "Consentements")
    page.get_by_role("link", name="Ajouter un consentement").click()
    fill(page, text_fr="J’accepte d’être photographié.")
    save(page)

    open_screen(page, "Places")
    fill(page, event_places=40)
    save(page, "Enregistrer les places")
    open_screen(page, "Inscription")
    fill(page, registration_opens_at=typed(timezone.now() - timedelta(hours=1)))
    save(page)

    open_screen(page, "Où en est-on ?")
    save(page, "Annoncer l’événement")
    assert "L’événement est annoncé" in page.locator("#messages").inner_text()

    event = Event.objects.get(pk=event.pk)
    assert event.is_registration_open and event.capacity == 45
    assert event.questions.get(label_fr="Quel repas ?").shown_if.label_fr == "Déjeunez-vous sur place ?"
    assert browse().goto(event.get_absolute_url()).ok


@pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "plain"])
def test_answers_to_choose_from_are_in_sight_for_a_choice_alone(site, browse, event, javascript):
    page = browse("organiser", javascript=javascript)
    page.goto(f"/evenements/{event.slug}/preparation/questions/nouveau/")
    answer = page.locator("[name=rows-0-label_fr]")
    hint = page.get_by_text("à laisser vide pour toute autre")
    if not javascript:
        assert answer.is_visible() and hint.is_visible()
        return
    page.locator("[name=kind]").select_option("text")
    assert not answer.is_visible() and not hint.is_visible()
    page.locator("[name=kind]").select_option("choices")
    fill(page, rows__0__label_fr="Végétarien")
    assert not hint.is_visible()
    page.locator("[name=kind]").select_option("long")
    assert answer.is_visible() and hint.is_visible()  # it would be refused: it is not hidden


def test_the_link_of_an_invitation_is_copied(site, browse, event):
    page = browse("organiser")
    page.goto(f"/evenements/{event.slug}/invitations/")
    fill(page, link__name="Les partenaires")
    save(page, "Créer le lien")
    page.get_by_role("button", name="Copier – Les partenaires").click()
    page.get_by_role("status").get_by_text("Copié").wait_for()
    link = page.get_by_role("textbox", name="Lien de").input_value()
    page.locator("[name=link-name]").press("Control+V")
    assert page.locator("[name=link-name]").input_value() == link and link.startswith("http")
    axe(page)
    no_sideways_scroll(page)


def test_those_a_change_touches_are_told_and_an_event_called_off_says_why(site, browse, event):
    Event.objects.filter(pk=event.pk).update(status="published", registration_opens_at=timezone.now())
    event.refresh_from_db()
    page = browse("organiser")
    page.goto(f"/evenements/{event.slug}/inscriptions/places/")
    fill(page, event_places=5)
    save(page, "Enregistrer les places")
    address = f"zoe@{event.slug}.example"
    registered(event, email=address)

    open_screen(page, "Textes et lieu")
    fill(page, venue="Halle du Sud")
    save(page)
    assert "1 personne inscrite est prévenue" in page.locator("#messages").inner_text().replace("\u00a0", " ")
    assert "Halle du Sud" in text_of(site.wait_for_mail(address, "Ce qui change pour vous"))

    open_screen(page, "Où en est-on ?")
    page.get_by_role("link", name="L’annuler…").click()
    fill(page, cancelled_because_fr="La halle est inondée.")
    save(page, "Oui, l’annuler et prévenir tout le monde")
    assert "La halle est inondée." in text_of(site.wait_for_mail(address, "Annulé"))
    assert "annulé" in browse().goto(event.get_absolute_url()).text()


@pytest.mark.looks
@pytest.mark.parametrize("width", [360, 1280])
def test_every_screen_is_accessible_and_fits(site, browse, event, width):
    page = browse("organiser", width=width)
    base = f"/evenements/{event.slug}/"
    screens = ["", "textes/", "reglages/", "programme/", "programme/nouveau/", "publics/", "publics/nouveau/"]
    screens += ["questions/", "questions/nouveau/", "consentements/nouveau/", "duplication/", "annulation/"]
    for path in [*(f"preparation/{screen}" for screen in screens), "inscriptions/places/", "equipe/", "invitations/"]:
        page.goto(base + path)
        axe(page)
        no_sideways_scroll(page)
    browse.expected.append("422")  # what a refused form answers
    page.locator("[name=guests]").fill("pas une adresse")
    save(page, "Inviter")
    page.get_by_role("alert").first.wait_for()
    axe(page)
    no_sideways_scroll(page)
    page.goto("/en" + base + "preparation/questions/nouveau/")
    axe(page)
