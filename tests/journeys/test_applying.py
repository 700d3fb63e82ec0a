"""A visitor proposes a project, the staff asks for more and takes it in, and its new lead opens it."""

import re

from tests.journeys.test_submission import sign_in_by_code
from tests.servers.browser import looked_at
from tests.servers.portal import text_of

ADDRESS = "noe.verdier@clairbois.example"
NAME = "La Ruche de Clairbois (fictif)"


def link_in(mail, site):
    return re.search(rf"{site.url}\S+", text_of(mail)).group()


def send(visitor):
    """A person types; what comes back at once is taken for a machine."""
    visitor.wait_for_timeout(600)
    visitor.get_by_role("button", name="Envoyer mon projet").click()


def test_from_the_form_to_the_project(browse, site):
    browse.expected.append("422")  # a form that is not complete

    # From the list of projects to the form, on a telephone and without a script.
    visitor = browse(javascript=False, width=360)
    visitor.goto("/projets/")
    visitor.get_by_role("link", name="Proposer un projet").click()
    visitor.get_by_label("Nom du projet").fill(NAME)
    visitor.get_by_label("Territoire").fill("Clairbois (fictif)")
    visitor.get_by_label("Structure porteuse").fill("Commune de Clairbois (fictif)")
    visitor.get_by_role("radio", name="Rural").check()
    visitor.get_by_label("Votre projet en quelques mots").fill("L’ancienne école, dix places.")
    visitor.get_by_label("Prénom").fill("Noé")
    visitor.locator("#id_last_name").fill("Verdier")
    visitor.get_by_label("Adresse électronique").fill(ADDRESS)
    send(visitor)
    assert visitor.get_by_label("Nom du projet").input_value() == NAME
    visitor.get_by_label("J’accepte").check()
    send(visitor)
    visitor.get_by_text("Votre projet nous est parvenu.").wait_for()

    # The form and the personal page, as everybody sees them.
    applicant = browse()
    applicant.goto("/projets/proposer/")
    looked_at(applicant)
    applicant.goto(link_in(site.wait_for_mail(ADDRESS, "Nous avons reçu votre projet"), site))
    applicant.get_by_role("heading", name=NAME).wait_for()
    looked_at(applicant)

    # The staff finds it in what waits, and asks for more.
    staff = browse("staff")
    staff.goto("/espace/")
    staff.get_by_role("link", name=NAME, exact=True).first.click()
    looked_at(staff)
    staff.get_by_label("Votre question").fill("Le conseil municipal en a-t-il parlé ?")
    staff.get_by_role("button", name="Poser la question").click()
    staff.get_by_text("Votre question est partie").wait_for()

    # The applicant answers by the link alone.
    applicant.goto(link_in(site.wait_for_mail(ADDRESS, "Une question sur votre projet"), site))
    looked_at(applicant)
    applicant.get_by_label("Votre réponse").fill("Oui, en mars.")
    applicant.get_by_role("button", name="Envoyer ma réponse").click()
    applicant.get_by_text("Votre réponse nous est parvenue.").wait_for()

    # The staff takes it in.
    staff.goto(link_in(site.wait_for_mail("staff@it77.example", "Réponse reçue"), site))
    staff.get_by_text("Oui, en mars.").wait_for()
    staff.get_by_role("button", name="Accompagner ce projet").click()
    staff.get_by_role("heading", name=NAME).wait_for()
    staff.goto("/projets/candidatures/")
    looked_at(staff)

    # The new lead opens the project: a code sent by mail is enough.
    applicant.goto(link_in(site.wait_for_mail(ADDRESS, "L’association accompagne votre projet"), site))
    sign_in_by_code(applicant, site, ADDRESS)
    applicant.get_by_role("heading", name=NAME).wait_for()
    applicant.get_by_text("Note d’opportunité").wait_for()
