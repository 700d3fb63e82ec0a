"""Journeys around a study: an expert's opinion asked, given, withdrawn; a meeting whose minutes two people write."""

import re

import pytest
from playwright.sync_api import expect

from projects.models import Project
from tests.servers.browser import axe, looked_at
from tests.servers.portal import text_of

EXPERT = "expert@it77.example"


@pytest.fixture
def waiting(site):
    """The milestone of Sénart that waits for a decision."""
    return Project.objects.get(slug="senart").milestones.get(status="submitted")


def ask(staff, milestone, question):
    """The accompanier asks the expert of the demonstration, and shares the one file."""
    staff.goto(milestone.get_absolute_url())
    staff.get_by_role("link", name="Demander l’avis d’un expert").click()
    looked_at(staff)
    staff.get_by_label("Un membre du comité d’experts").select_option(label="Hugo Delmas")
    staff.get_by_label("Votre question").fill(question)
    staff.locator("input[name=pieces]").first.check()
    staff.get_by_role("button", name="Demander l’avis").click()
    staff.get_by_text("La demande d’avis est envoyée").wait_for()


def test_an_opinion_is_asked_given_and_shared_and_another_withdrawn(browse, site, waiting):
    browse.expected.append("404")  # what was withdrawn
    staff, expert = browse("staff"), browse("expert")
    ask(staff, waiting, "Le diagnostic suffit-il ?")
    looked_at(staff)

    # The expert opens the mail's link, reads the one shared file, answers.
    mail = text_of(site.wait_for_mail(EXPERT, "Votre avis est demandé"))
    link = re.search(rf"{site.url}/projets/avis/\S+", mail).group()
    expert.goto("/espace/")
    expert.get_by_role("link", name=f"Répondre – {waiting.project.name} – {waiting.title}").click()
    assert expert.url == link
    looked_at(expert)
    expert.get_by_label("Favorable avec réserves").check()
    expert.get_by_label("Votre avis").fill("Oui, avec la carte.")
    expert.get_by_role("button", name="Rendre l’avis").click()
    expert.get_by_text("votre avis a été envoyé").wait_for()
    looked_at(expert)

    # Who asked reads it and shares it; a second request is withdrawn, and is gone for its expert at once.
    staff.goto(waiting.get_absolute_url())
    staff.get_by_role("button", name="Le communiquer aux porteurs").click()
    staff.get_by_text("Communiqué aux porteurs le").wait_for()
    ask(staff, waiting, "Et le calendrier ?")
    expert.goto("/espace/")
    expert.get_by_role("link", name=f"Répondre – {waiting.project.name} – {waiting.title}").click()
    file = expert.locator("a.file-name").get_attribute("href")
    assert expert.request.get(f"{site.url}{file}").status == 200
    staff.get_by_role("button", name="Retirer la demande").click()
    staff.get_by_text("La demande est retirée").wait_for()
    assert expert.request.get(f"{site.url}{file}").status == 404
    assert expert.reload().status == 404


def test_a_meeting_is_planned_and_its_minutes_are_written_by_two(browse, site):
    lead, staff = browse("lead2"), browse("staff")
    lead.goto("/projets/senart/")
    lead.get_by_role("link", name="Réunions").click()
    looked_at(lead)
    lead.get_by_role("link", name="Prévoir une réunion").click()
    looked_at(lead)
    lead.locator("[name=starts_at]").fill("2030-03-12T14:00")
    lead.locator("[name=ends_at]").fill("2030-03-12T16:00")
    lead.locator("[name=agenda]").fill("Diagnostic\nBudget")
    lead.get_by_role("button", name="Prévoir la réunion").click()
    lead.get_by_role("button", name="Commencer le compte rendu").wait_for()
    meeting = lead.url
    assert "Diagnostic" in text_of(site.wait_for_mail("staff@it77.example", "Comité de pilotage du 12 mars 2030"))
    lead.get_by_text("Noter une décision").click()
    lead.get_by_label("Décision", exact=False).first.fill("Écrire à la Région.")
    lead.get_by_role("button", name="Noter la décision").click()
    lead.get_by_role("button", name="C’est réalisé").wait_for()
    looked_at(lead)

    # Both write in the minutes at the same time, and each reads the other.
    lead.get_by_role("button", name="Commencer le compte rendu").click()
    staff.goto(f"{meeting}compte-rendu/")
    for place, page, words in [(0, lead, "Le porteur présente. "), (1, staff, "L’accompagnatrice répond. ")]:
        expect(page.locator("#save-state")).to_have_text("Enregistré")
        page.locator(".ProseMirror p").nth(place).click()
        page.keyboard.type(words)
    for page in (lead, staff):
        expect(page.locator("#text")).to_contain_text("Le porteur présente.")
        expect(page.locator("#text")).to_contain_text("L’accompagnatrice répond.")
        expect(page.locator("#save-state")).to_have_text("Enregistré")
    axe(lead)
    for path in ("etude/", "financement/", "financement/modifier/", "contacts/", "contacts/nouveau/"):
        lead.goto(f"/projets/senart/{path}")
        looked_at(lead)
