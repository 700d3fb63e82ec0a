"""Journey: staff lays a course with its dates seen first and adapts it, the lead submits with its checklist."""

from datetime import timedelta

import pytest
from django.utils import timezone

from portal.demo.pieces import pdf
from projects.models import Milestone, Project
from tests.servers.browser import looked_at
from tests.servers.portal import text_of

LEAD = "lead2@it77.example"


@pytest.fixture
def bare(site):
    """Sénart without a course."""
    site.reset()
    project = Project.objects.get(slug="senart")
    project.milestones.all().delete()
    return project


def test_from_the_template_to_the_checklist(browse, site, bare):
    browse.expected.append("422")  # what is left open is named
    staff = browse("staff")
    staff.goto(bare.get_absolute_url())
    staff.get_by_role("link", name="Poser ou adapter le parcours").click()
    looked_at(staff)
    staff.get_by_label("Modèle").select_option(label="Parcours habituel d’une étude")
    staff.get_by_label("Début du parcours").fill(str(timezone.localdate() + timedelta(days=7)))
    staff.get_by_role("button", name="Voir les dates").click()
    staff.get_by_text("Rien n’est encore posé.").wait_for()
    looked_at(staff)
    staff.get_by_role("button", name="Poser ce parcours").click()
    staff.get_by_text("9 jalons sont posés.").wait_for()
    mail = text_of(site.wait_for_mail(LEAD, "Le parcours de votre projet"))
    assert "9. Ouverture" in mail

    # What is asked at the first one is adapted to this project.
    staff.get_by_role("link", name="Adapter Note d’opportunité").click()
    looked_at(staff)
    staff.get_by_label("Titre", exact=False).nth(3).fill("Lettre du maire")
    staff.get_by_role("button", name="Enregistrer").click()
    staff.get_by_text("« Note d’opportunité » est enregistré.").wait_for()

    # The lead takes the list away, answers, is told what is left open, and submits all the same.
    due = Milestone.objects.filter(project=bare).first()
    lead = browse("lead2")
    lead.goto(due.get_absolute_url())
    looked_at(lead)
    lead.get_by_role("group", name="Note d’opportunité").get_by_label("Jointe", exact=True).check()
    lead.get_by_role("group", name="Les communes concernées").get_by_label("Oui").check()
    note = {"name": "note.pdf", "mimeType": "application/pdf", "buffer": pdf("Note", ["Une page"])}
    lead.get_by_label("Ajouter des fichiers").set_input_files(note)
    lead.get_by_role("button", name="Retirer note.pdf").wait_for()
    lead.get_by_role("button", name="Déposer", exact=True).click()
    lead.get_by_text("Rien n’est encore envoyé").wait_for()
    looked_at(lead)
    assert lead.get_by_role("group", name="Les communes concernées").get_by_label("Oui").is_checked()
    lead.get_by_role("button", name="Déposer", exact=True).click()
    lead.get_by_role("heading", name="Accusé de dépôt").wait_for()
    looked_at(lead)

    # Who reviews sees what is answered and what is not; the model document is where the study brief is asked.
    staff.goto(due.get_absolute_url())
    staff.get_by_role("row", name="Lettre du maire Sans réponse").wait_for()
    looked_at(staff)
    lead.goto(Milestone.objects.get(project=bare, order=2).get_absolute_url())
    with lead.expect_download() as download:
        lead.get_by_role("link", name="Cahier des charges pour la réalisation des études").click()
    assert download.value.suggested_filename == "modele-cahier-des-charges.pdf"


def test_the_office_keeps_templates_and_model_documents(browse, site):
    staff = browse("staff")
    staff.goto("/gestion/modeles-de-parcours/")
    staff.get_by_role("link", name="Parcours habituel d’une étude").first.click()
    staff.get_by_role("button", name="Enregistrer").first.click()
    staff.get_by_text("Les parcours déjà posés restent tels quels.").wait_for()
    staff.goto("/gestion/documents-types/")
    staff.get_by_text("Cahier des charges pour la réalisation des études").first.wait_for()
