"""A whole study: proposed, late and reminded of, returned twice, looked at by an expert, accepted, opened, public."""

import re
from datetime import timedelta

from django.utils import timezone

from portal.people.models import Person
from projects.actions import accept_submission, submit_milestone
from projects.models import Application, Milestone, Project
from tests.journeys.test_applying import send
from tests.journeys.test_submission import sign_in_by_code, submit_as_it_is
from tests.servers.browser import looked_at
from tests.servers.portal import text_of

LEAD = "ines.corbeau@hautbois.example"
EXPERT = "expert@it77.example"
NAME = "Le Relais de Hautbois (fictif)"


def link_in(mail, site):
    return re.search(rf"{site.url}\S+", text_of(mail)).group()


def propose(visitor):
    """The form of a future lead."""
    visitor.goto("/projets/proposer/")
    visitor.get_by_label("Nom du projet").fill(NAME)
    visitor.get_by_label("Territoire").fill("Hautbois (fictif)")
    visitor.get_by_label("Structure porteuse").fill("Commune de Hautbois (fictif)")
    visitor.get_by_role("radio", name="Rural").check()
    visitor.get_by_label("Votre projet en quelques mots").fill("La gare fermée, douze places.")
    visitor.get_by_label("Prénom").fill("Inès")
    visitor.locator("#id_last_name").fill("Corbeau")
    visitor.get_by_label("Adresse électronique").fill(LEAD)
    visitor.get_by_label("J’accepte").check()
    send(visitor)
    visitor.get_by_text("Votre projet nous est parvenu.").wait_for()


def send_back(staff, milestone, what):
    """The accompanier returns what was handed in."""
    staff.goto(milestone.get_absolute_url())
    staff.get_by_label("Il manque quelque chose").check()
    staff.get_by_label("Ce qui est à corriger").fill(what)
    staff.get_by_role("button", name="Renvoyer au porteur").click()
    staff.get_by_text("C’est renvoyé.").wait_for()


def correct(lead, site, asked, done):
    """The lead opens the mail's link, answers what was asked, and hands in again."""
    mail = site.wait_for_mail(LEAD, "À corriger", but=correct.seen)
    correct.seen.append(mail)
    assert asked in text_of(mail)
    lead.goto(link_in(mail, site))
    lead.get_by_label("Ce que vous avez fait").fill(done)
    lead.get_by_label("Votre message").fill(done)
    submit_as_it_is(lead)
    lead.get_by_role("heading", name="Accusé de dépôt").wait_for()


def test_from_the_idea_to_the_opening(browse, site):
    browse.expected += ["422", "404"]  # the checklist named before it goes; what a visitor may not see
    site.reset()
    correct.seen = []
    visitor, staff, lead, expert = browse(), browse("staff"), browse(width=360), browse("expert")

    propose(visitor)
    staff.goto(Application.objects.get(name=NAME).get_absolute_url())
    staff.get_by_role("button", name="Accompagner ce projet").click()
    staff.get_by_role("heading", name=NAME).wait_for()
    project = Project.objects.get(name=NAME)
    first = project.milestones.first()

    # The date passes; a reminder leads to the very milestone.
    Milestone.objects.filter(pk=first.pk).update(due_on=timezone.localdate() - timedelta(days=4))
    staff.goto(first.get_absolute_url())
    staff.get_by_role("button", name="Envoyer une relance").click()
    staff.get_by_text("La relance part à l’instant").wait_for()
    lead.goto(link_in(site.wait_for_mail(LEAD, "est attendu"), site))
    sign_in_by_code(lead, site, LEAD)
    lead.get_by_label("Votre message").fill("La note, en deux pages.")
    submit_as_it_is(lead)
    lead.get_by_role("heading", name="Accusé de dépôt").wait_for()

    # Two corrections, with an expert's opinion between them.
    send_back(staff, first, "Ajoutez le plan de situation.")
    correct(lead, site, "Ajoutez le plan de situation.", "Le plan est page 2.")
    staff.goto(first.get_absolute_url())
    staff.get_by_role("link", name="Demander l’avis d’un expert").click()
    staff.get_by_label("Un membre du comité d’experts").select_option(label="Hugo Delmas")
    staff.get_by_label("Le message du dépôt").check()
    staff.get_by_label("Votre question").fill("Douze places suffisent-elles ?")
    staff.get_by_role("button", name="Demander l’avis").click()
    staff.get_by_text("La demande d’avis est envoyée").wait_for()
    site.wait_for_mail(EXPERT, "Votre avis est demandé")
    expert.goto("/espace/")
    expert.get_by_role("link", name=f"Répondre – {NAME}").click()
    expert.get_by_label("Favorable avec réserves").check()
    expert.get_by_label("Votre avis").fill("Comptez quinze places.")
    expert.get_by_role("button", name="Rendre l’avis").click()
    expert.get_by_text("votre avis a été envoyé").wait_for()
    staff.goto(first.get_absolute_url())
    staff.get_by_role("button", name="Le communiquer aux porteurs").click()
    staff.get_by_text("Communiqué aux porteurs le").wait_for()
    send_back(staff, first, "Passez à quinze places.")
    correct(lead, site, "Passez à quinze places.", "Quinze places.")
    lead.goto(first.get_absolute_url())
    lead.get_by_role("link", name="Lire l’avis").click()
    lead.get_by_text("Comptez quinze places.").wait_for()
    looked_at(lead)
    staff.goto(first.get_absolute_url())
    staff.get_by_role("button", name="Accepter le dépôt").click()
    staff.get_by_text("C’est accepté.").wait_for()

    # The other milestones go the short way; the place opens, and the public sheet says no more than it should.
    porter, decides = Person.objects.get(email=LEAD), Person.objects.get(email="staff@it77.example")
    for milestone in project.milestones.exclude(pk=first.pk):
        submission = submit_milestone(milestone, by=porter, text=f"Voici : {milestone.title}.")
        accept_submission(milestone, by=decides, number=submission.number)
    close(lead, staff, project)
    Project.objects.filter(pk=project.pk).update(is_public=True)
    visitor.goto(project.get_absolute_url())
    visitor.get_by_role("heading", name=NAME).wait_for()
    shown = visitor.locator("main").inner_text()
    assert "Ouvert" in shown
    for kept in ("Corbeau", "quinze places", "Hugo", "plan de situation", LEAD):
        assert kept not in shown
    assert visitor.goto(f"{project.get_absolute_url()}contacts/").status in (403, 404) or "/compte/" in visitor.url
    looked_at(lead)


def close(lead, staff, project):
    """The lead writes how it ended; the accompanier closes."""
    today = timezone.localdate().isoformat()
    lead.goto(project.get_absolute_url())
    lead.get_by_role("link", name="Clore le projet").click()
    lead.get_by_label("Le lieu a ouvert").check()
    lead.get_by_label("Date de fin").fill(today)
    go_on = lead.get_by_role("button", name="Enregistrer et continuer")
    go_on.click()
    lead.get_by_label("Ce qui a été fait").fill("Quinze places dans la gare.")
    go_on.click()
    lead.get_by_label("Postes de travail").fill("15")
    go_on.click()
    lead.get_by_label("Nom du lieu").fill(NAME)
    lead.get_by_label("Adresse postale").fill("1 place de la Gare")
    lead.get_by_label("Commune").fill("Hautbois (fictif)")
    lead.get_by_label("Date d’ouverture").fill(today)
    go_on.click()
    lead.get_by_label("Ce qui a été appris").fill("Demander l’avis d’un expert tôt.")
    go_on.click()
    lead.get_by_role("button", name="Le remettre à l’accompagnateur").click()
    lead.get_by_text("Le bilan est entre les mains de l’accompagnateur").wait_for()
    staff.goto("/espace/")
    staff.get_by_role("link", name=f"{NAME} – fin du projet", exact=True).click()
    staff.get_by_role("button", name="Clore le projet").click()
    staff.get_by_text("Le projet est clos.").wait_for()
