"""A lead asks the accompanier, whose bell rings in another window; read in one, it is silent in both."""

from playwright.sync_api import expect

from portal.demo.people import demo_people
from projects.models import Project
from tests.factories.threads import place_of
from tests.servers.browser import axe, looked_at
from tests.servers.portal import text_of


def bell(page):
    return page.locator("[data-bell-count]")


def test_a_lead_asks_and_the_bell_of_the_accompanier_rings_live(browse, site):
    site.reset()
    path = place_of(Project.objects.get(slug="melun")).path_of()
    name = str(demo_people()["staff"])

    staff = browse("staff")
    staff.goto("/espace/")
    second = staff.context.new_page()
    second.goto("/projets/tableau/")
    before = int(bell(staff).text_content() or 0)

    lead = browse("lead")
    lead.goto("/projets/melun/")
    lead.get_by_role("link", name="Échanges – Télécentre de Melun").click()
    looked_at(lead)
    lead.get_by_label("Votre message").press_sequentially("Une question, @cam")
    lead.get_by_role("option", name=name).wait_for()
    axe(lead)
    lead.keyboard.press("Enter")
    lead.keyboard.type("faut-il une annexe ?")
    lead.get_by_role("button", name="Envoyer le message").click()
    lead.get_by_text(f"Une question, @{name} faut-il une annexe ?").wait_for()
    looked_at(lead)

    # Both windows of the accompanier say so, politely, without being loaded again.
    for window in (staff, second):
        window.get_by_role("status").get_by_text("vous sollicite").wait_for()
        assert int(bell(window).text_content()) == before + 1
    looked_at(staff)
    mail = text_of(site.wait_for_mail("staff@it77.example", "vous sollicite"))
    assert "Régler mes notifications" in mail and path in mail

    # The answer is read where it was asked, as it comes; opening it empties the bell of the other window.
    staff.get_by_role("status").get_by_role("link").click()
    staff.wait_for_url(f"**{path}*")
    expect(bell(second)).to_have_text(str(before))
    staff.get_by_label("Votre message").fill("Oui, deux pages.")
    own = bell(lead).text_content()  # with what the clock told the lead meanwhile
    staff.get_by_role("button", name="Envoyer le message").click()
    lead.get_by_text("Oui, deux pages.").wait_for()
    expect(bell(lead)).to_have_text(own)


def test_without_a_script_one_calls_upon_somebody_by_a_box(browse, site):
    site.reset()
    path = place_of(Project.objects.get(slug="senart")).path_of()
    lead = browse("lead2", javascript=False, width=360)
    lead.goto(path)
    lead.get_by_text("Solliciter quelqu’un").click()
    lead.get_by_label(str(demo_people()["staff"])).check()
    lead.get_by_label("Votre message").fill("Pouvez-vous regarder ?")
    lead.get_by_role("button", name="Envoyer le message").click()
    lead.get_by_text("Pouvez-vous regarder ?").wait_for()
    mail = text_of(site.wait_for_mail("staff@it77.example", "vous sollicite"))
    link = next(word for word in mail.split() if "/compte/notifications/lien/" in word)

    # The link of the mail sets the notifications without a login.
    visitor = browse()
    visitor.goto(link)
    looked_at(visitor)
    visitor.get_by_label("Seulement ce qui m’attend").first.check()
    visitor.get_by_role("button", name="Enregistrer pour ce projet").click()
    visitor.get_by_text("Votre choix est enregistré.").wait_for()
