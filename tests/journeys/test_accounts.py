"""Coming in: from a reminder's link by a mailed code, and for the first time."""

import re
import secrets

import pytest
from playwright.sync_api import expect

from tests.servers.browser import axe, no_sideways_scroll
from tests.servers.portal import text_of

CODE = re.compile(r"\b\d{6}\b")


def test_a_reminder_opens_the_very_milestone_after_a_mailed_code(site, browse):
    reminder = site.wait_for_mail("lead@it77.example", "attendu", seconds=60)
    link = re.search(rf"{re.escape(site.url)}\S+/jalons/\S+", text_of(reminder)).group()

    page = browse(width=360, height=740)
    page.goto(link)
    expect(page.get_by_text("Vous irez ensuite tout droit à la page demandée.")).to_be_visible()
    page.get_by_label("Adresse électronique").first.fill("lead@it77.example")
    before = site.mails("lead@it77.example")
    page.get_by_role("button", name="Recevoir un code par courriel").click()

    mail = site.wait_for_mail("lead@it77.example", "code de connexion", but=before)
    page.get_by_label("Code reçu par courriel").fill(CODE.search(text_of(mail)).group())
    page.get_by_role("button", name="Continuer").click()
    expect(page).to_have_url(link)


def test_a_newcomer_signs_up_and_reads_the_code_on_the_demonstrations_mails(site, browse):
    address = f"elise-{secrets.token_hex(4)}@example.org"
    page = browse()
    page.goto("/compte/signup/")
    page.get_by_label("Prénom").fill("Élise")
    page.get_by_role("textbox", name=re.compile("^Nom")).fill("Chambon")
    page.get_by_label("Adresse électronique").fill(address)
    page.get_by_role("button", name="Créer mon compte").click()
    expect(page.get_by_role("heading", name="Confirmez votre adresse")).to_be_visible()

    site.wait_for_mail(address, "confirme votre adresse")
    mailbox = page.context.new_page()
    mailbox.goto(f"/demo/mails/?to={address}")
    mailbox.get_by_role("link", name="confirme votre adresse").click()
    frame = mailbox.frame_locator("iframe")
    expect(frame.get_by_text("Voici le code")).to_be_visible()
    code = CODE.search(frame.locator("body").inner_text()).group()

    page.get_by_label("Code reçu par courriel").fill(code)
    page.get_by_role("button", name="Continuer").click()
    expect(page.get_by_role("heading", name="Bonjour Élise")).to_be_visible()
    expect(page.get_by_text("Rien ne vous attend")).to_be_visible()


@pytest.mark.looks
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing_on_the_screens_of_accounts(browse, width):
    visitor, lead = browse(width=width), browse("lead", width=width)
    for page, paths in (
        (visitor, ["/compte/login/", "/compte/signup/", "/compte/password/reset/", "/demo/mails/"]),
        (lead, ["/espace/", "/espace/messages/", "/compte/", "/compte/email/", "/compte/2fa/"]),
    ):
        for path in paths:
            page.goto(path)
            axe(page)
            no_sideways_scroll(page)
