"""Journey: a lead writes how the project ended, staff closes it, what was learnt is compared with other places."""

import pytest
from django.utils import timezone

from portal import roles
from portal.people.models import Person
from projects.enums import ProjectRoles, Stages
from projects.models import BenchmarkPlace, Milestone, Project, ProjectRole
from tests.servers.browser import looked_at
from tests.servers.portal import text_of

LEAD = "lead2@it77.example"


@pytest.fixture
def project(site):
    """A project at its end, with one milestone nobody handed in."""
    project, _ = Project.objects.get_or_create(
        slug="quatre-vents", defaults={"name": "Les Quatre Vents (fictif)", "stage": Stages.WORKS}
    )
    Milestone.objects.get_or_create(project=project, order=1, defaults={"title": "Ouverture"})
    given = {"anchor": project, "role": ProjectRoles.LEAD, "by": None}
    roles.grant(ProjectRole, person=Person.objects.get(email=LEAD), **given)
    return project


def test_from_the_balance_sheet_to_the_library_and_the_comparison(browse, site, project):
    browse.expected.append("422")  # a fifth place
    today = timezone.localdate().isoformat()
    lead = browse("lead2")
    lead.goto(project.get_absolute_url())
    lead.get_by_role("link", name="Clore le projet").click()
    lead.get_by_label("Le lieu a ouvert").check()
    lead.get_by_label("Date de fin").fill(today)
    looked_at(lead)
    go_on(lead)
    lead.get_by_label("Ce qui a été fait").fill("Quarante postes, ouverts en septembre.")
    go_on(lead)
    lead.get_by_label("Postes de travail").fill("40")
    lead.get_by_label("Surface").fill("520")
    go_on(lead)
    lead.get_by_label("Nom du lieu").fill("Les Quatre Vents (fictif)")
    lead.get_by_label("Adresse postale").fill("2 rue du Moulin")
    lead.get_by_label("Commune").fill("Valfleury (fictif)")
    lead.get_by_label("Date d’ouverture").fill(today)
    looked_at(lead)
    go_on(lead)
    lead.get_by_label("Ce qui a été appris").fill("Ouvrir avec trois entreprises déjà engagées.")
    go_on(lead)
    looked_at(lead)
    lead.get_by_role("button", name="Le remettre à l’accompagnateur").click()
    lead.get_by_text("Le bilan est entre les mains de l’accompagnateur").wait_for()

    staff = browse("staff")
    staff.goto("/espace/")
    staff.get_by_role("link", name="Les Quatre Vents (fictif) – fin du projet", exact=True).click()
    staff.get_by_role("button", name="Clore le projet").click()
    staff.get_by_text("Le projet est clos.").wait_for()
    assert "Le lieu a ouvert" in text_of(site.wait_for_mail(LEAD, "Clos"))
    looked_at(staff)
    staff.get_by_role("link", name="Verser ce qui a été appris").click()
    staff.get_by_text("Ouvrir avec trois entreprises déjà engagées.").wait_for()  # just what is sent
    looked_at(staff)
    staff.get_by_role("button", name="Envoyer à la bibliothèque").click()
    staff.get_by_text("n’est pas publiée").wait_for()
    looked_at(staff)
    staff.goto(f"{project.get_absolute_url()}historique/")
    staff.get_by_text("Projet clos").first.wait_for()
    looked_at(staff)
    staff.goto(f"{project.get_absolute_url()}acces/?on={today}")
    staff.get_by_role("cell", name="Porteur de projet").wait_for()
    looked_at(staff)
    BenchmarkPlace.objects.filter(project=project).update(is_published=True)

    # A visitor compares four; a fifth is refused in words.
    visitor = browse()
    visitor.goto("/projets/references/")
    looked_at(visitor)
    boxes = visitor.get_by_role("checkbox")
    for number in range(4):
        boxes.nth(number).check()
    visitor.get_by_role("button", name="Comparer les lieux choisis").click()
    visitor.get_by_role("heading", name="Comparaison de lieux").wait_for()
    looked_at(visitor)
    visitor.set_viewport_size({"width": 1280, "height": 900})
    assert visitor.get_by_role("columnheader").count() == 5
    visitor.go_back()
    visitor.get_by_role("checkbox").nth(4).check()
    for number in range(4):
        visitor.get_by_role("checkbox").nth(number).check()
    visitor.get_by_role("button", name="Comparer les lieux choisis").click()
    visitor.get_by_text("On compare jusqu’à 4 lieux à la fois").wait_for()
    looked_at(visitor)
    visitor.goto("/projets/references/la-filature/")
    looked_at(visitor)


def test_a_lead_names_a_replacement(browse, site, project):
    lead = browse("lead2")
    lead.goto("/projets/senart/personnes/remplacement/")
    looked_at(lead)
    lead.get_by_label("Adresse électronique").fill("adjointe.senart@it77.example")
    lead.get_by_role("button", name="Désigner le remplaçant").click()
    lead.get_by_text("vous remplace").first.wait_for()
    looked_at(lead)
    assert "prendre le relais" in text_of(site.wait_for_mail("adjointe.senart@it77.example", "Vous remplacez"))
    lead.get_by_role("button", name="Mettre fin au rôle").click()
    lead.get_by_text("ne vous remplace plus").wait_for()


def go_on(page):
    page.get_by_role("button", name="Enregistrer et continuer").click()
