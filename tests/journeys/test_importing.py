"""Journey: a text begins from a Word file, is written in, and is then replaced by another file while somebody reads."""

import pytest
from playwright.sync_api import expect

from portal import paper, roles
from portal.demo.specifications import h, items, p, requirement, table, text
from tests.servers.browser import axe, looked_at
from workgroups.enums import GroupRoles
from workgroups.models import GroupRole, WorkingGroup

from .test_coediting import account, text_of


@pytest.fixture
def group(site):
    """A group of two editors, of this test alone."""
    group = WorkingGroup.objects.create(slug="reprise", name="Groupe de la reprise", aim="Reprendre.")
    for name in ("editor", "editor2"):
        roles.grant(GroupRole, anchor=group, person=account(name), role=GroupRoles.EDITOR, by=None)
    return group


def test_a_text_begins_from_a_file_and_is_replaced_by_another(browse, group, tmp_path):
    first, second, bad = tmp_path / "lieux.docx", tmp_path / "lieux.odt", tmp_path / "ancien.docx"
    asked = requirement("mandatory", "Une porte de 90 cm.", "Mesurer.", "Chacun entre.")
    rooms = table(["Pièce", "Surface"], ["Accueil", "20"])
    first.write_bytes(paper.docx(text(h(1, "Les pièces"), items("Claires", "Calmes"), rooms, asked), title="Lieux"))
    second.write_bytes(paper.odt(text(h(1, "Les espaces"), p("Tout est neuf."), asked), title="Lieux"))
    bad.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)

    page = browse("editor")
    page.goto("/groupes/reprise/documents/nouveau/")
    page.get_by_label("Titre").fill("Lieux")
    page.get_by_label("Code").fill("XIM")
    page.get_by_label("Partir d’un fichier").set_input_files(bad)
    page.get_by_role("button", name="Commencer").click()
    expect(page.get_by_text("ancien fichier Word").first).to_be_visible()
    expect(page.get_by_label("Titre")).to_have_value("Lieux")
    looked_at(page)
    axe(page)

    page.get_by_label("Partir d’un fichier").set_input_files(first)
    page.get_by_role("button", name="Commencer").click()
    expect(page.get_by_text("1 titre, 1 tableau, 0 image, 1 exigence")).to_be_visible()
    expect(text_of(page)).to_contain_text("Une porte de 90 cm.")
    expect(text_of(page).locator("table")).to_contain_text("Accueil")
    looked_at(page)
    axe(page)

    other = browse("editor2")
    other.goto(page.url)
    expect(text_of(other)).to_contain_text("Calmes")

    page.locator("summary", has_text="Télécharger").click()
    page.get_by_role("link", name="Remplacer le texte par un fichier").click()
    page.get_by_label("Fichier Word ou LibreOffice").set_input_files(second)
    looked_at(page)
    axe(page)
    page.get_by_role("button", name="Remplacer le texte").click()
    expect(text_of(page)).to_contain_text("Tout est neuf.")
    expect(text_of(other)).to_contain_text("Tout est neuf.")
    expect(text_of(other)).not_to_contain_text("Calmes")
