"""The director's visa: asked, refused with a reason, mended, given; then the submission has been received."""

import re

from projects.models import Milestone
from tests.journeys.test_submission import sign_in_by_code
from tests.servers.browser import looked_at
from tests.servers.portal import text_of

LEAD, DIRECTOR, STAFF = "mairie.ormeval@it77.example", "director@it77.example", "staff@it77.example"


def link_of(mail, site):
    return re.search(rf"{site.url}/projets/ormeval\S+", text_of(mail)).group()


def test_from_the_request_to_the_receipt(browse, site):
    site.reset()
    milestone = Milestone.objects.with_lead().filter(project__slug="ormeval").first()
    path = milestone.get_absolute_url()

    # What waits is taken back by the lead, who finds it in the form and asks again.
    lead = browse()
    lead.goto(path)
    sign_in_by_code(lead, site, LEAD)
    assert lead.url == f"{site.url}{path}"
    looked_at(lead)
    lead.get_by_role("link", name="Voir ce qui est préparé").click()
    looked_at(lead)
    lead.get_by_role("button", name="Retirer la demande").click()
    lead.get_by_text("le conseil municipal en a pris connaissance").wait_for()
    looked_at(lead)
    before = site.mails(DIRECTOR)
    lead.get_by_role("button", name="Déposer", exact=True).click()
    lead.get_by_text("C’est prêt.").wait_for()

    # The director reads it from the mail, and sends it back.
    mail = site.wait_for_mail(DIRECTOR, "visa", seconds=120, but=before)
    director = browse("director")
    director.goto(link_of(mail, site))
    director.get_by_role("link", name="note.pdf").wait_for()
    director.get_by_text("Renvoyer avec un mot").click()
    looked_at(director)
    director.get_by_label("Ce qui doit changer").fill("Il manque le coût de la salle.")
    director.get_by_role("button", name="Renvoyer", exact=True).click()
    director.get_by_text("Il manque le coût de la salle.").wait_for()
    looked_at(director)

    # The lead reads why from the mail, mends it, and asks again.
    refused = site.wait_for_mail(LEAD, "Visa", seconds=120)
    assert "Il manque le coût de la salle." in text_of(refused)
    lead.goto(link_of(refused, site))
    lead.get_by_text("Il manque le coût de la salle.").wait_for()
    looked_at(lead)
    before = site.mails(DIRECTOR)
    lead.get_by_label("Votre message").fill("Le coût de la salle est de 4 000 euros.")
    lead.get_by_role("button", name="Déposer", exact=True).click()
    lead.get_by_text("C’est prêt.").wait_for()

    # The director says yes: the submission has been received.
    director.goto(link_of(site.wait_for_mail(DIRECTOR, "visa", seconds=120, but=before), site))
    director.get_by_role("button", name="Donner le visa et déposer").click()
    director.get_by_text("Le visa est donné").wait_for()
    looked_at(director)
    assert "Le coût de la salle est de 4 000 euros." in text_of(
        site.wait_for_mail(LEAD, "Accusé de dépôt", seconds=120)
    )
    staff = browse("staff")
    staff.goto(link_of(site.wait_for_mail(STAFF, "À examiner", seconds=120), site))
    staff.get_by_text("Le coût de la salle est de 4 000 euros.").first.wait_for()
    looked_at(staff)
