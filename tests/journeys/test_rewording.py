"""Journey: an editor takes the requirements into a spreadsheet, rewords them there, and brings them back."""

import openpyxl
import pytest
from playwright.sync_api import expect

from portal import coediting, roles
from portal.demo.specifications import h, p, requirement, text
from tests.servers.browser import axe, looked_at
from workgroups.actions import create_specification
from workgroups.enums import GroupRoles
from workgroups.models import GroupRole, WorkingGroup

from .test_coediting import account, state_of, text_of


@pytest.fixture
def specification(site):
    """A draft of two editors, of this test alone."""
    number = WorkingGroup.objects.count()
    letters = chr(65 + number // 26) + chr(65 + number % 26)
    group = WorkingGroup.objects.create(slug=f"reseau-{number}", name="Groupe du réseau", aim="Raccorder.")
    for name in ("editor", "editor2"):
        roles.grant(GroupRole, anchor=group, person=account(name), role=GroupRoles.EDITOR, by=None)
    content = text(
        h(1, "Accès"),
        requirement("mandatory", "Le lieu est raccordé à la fibre.", "Mesurer le débit.", "La visioconférence."),
        requirement("recommended", "Un second opérateur est présent.", "Demander le contrat.", "Les pannes."),
        p("Fin du texte."),
    )
    return create_specification(
        group, title="Réseau", code_prefix=f"XX{letters}", by=account("editor"), content=content
    )


def test_requirements_reworded_in_a_spreadsheet_come_back_as_suggestions(browse, specification, tmp_path):
    other = browse("editor2")
    other.goto(specification.get_absolute_url())
    expect(text_of(other)).to_contain_text("raccordé à la fibre")

    page = browse("editor")
    page.goto(specification.get_absolute_url())
    expect(text_of(page)).to_be_visible()
    page.locator("summary", has_text="Télécharger").click()
    axe(page)
    page.get_by_role("link", name="Reformuler dans un tableur").click()
    looked_at(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="Exigences (.xlsx)").click()
    path = tmp_path / "exigences.xlsx"
    download.value.save_as(path)

    workbook = openpyxl.load_workbook(path)
    sheet = workbook.active
    sheet["C2"] = "Le lieu est relié à la fibre par deux arrivées."
    sheet["B3"] = "Facultatif"
    sheet["D3"] = "=A1"
    workbook.save(path)

    page.get_by_label("Classeur").set_input_files(path)
    page.get_by_role("button", name="Voir ce qui change").click()
    expect(page.get_by_role("heading", name="Ce qui ne peut pas être repris")).to_be_visible()
    expect(page.locator("main del")).to_contain_text("raccordé")
    expect(text_of(other).locator("ins")).to_have_count(0)
    looked_at(page)
    page.get_by_label("Changer tout de suite le niveau").check()
    page.get_by_role("button", name="Inscrire dans le texte comme suggestions").click()

    # Seen at once in the page that was open all along, with the name of who suggests.
    expect(text_of(other).locator("ins").first).to_have_text("relié")
    expect(text_of(other).locator("del").first).to_have_text("raccordé")
    expect(other.get_by_label("Niveau").nth(1)).to_have_value("optional")
    expect(text_of(page).locator("ins").first).to_have_text("relié")
    expect(state_of(other)).to_have_text("Enregistré")
    assert "Julien Marchais" in coediting.as_html(specification.document)
