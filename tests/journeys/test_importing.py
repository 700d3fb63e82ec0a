"""Journey: a text begins from a Word file, is written in, and is then replaced by another file while somebody reads."""

import openpyxl
import pytest
from playwright.sync_api import expect

from portal import coediting, paper, roles
from portal.demo.specifications import h, items, p, requirement, table, text
from tests.servers.browser import axe, looked_at
from tests.workgroups.office_files import exported, written_by_libreoffice
from workgroups.enums import GroupRoles
from workgroups.models import GroupRole, Specification, TextImport, WorkingGroup

from .test_coediting import account, state_of, text_of


@pytest.fixture
def group(site):
    """A group of two editors, of this test alone."""
    slug = f"reprise-{WorkingGroup.objects.count()}"
    group = WorkingGroup.objects.create(slug=slug, name=f"Groupe de la {slug}", aim="Reprendre.")
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
    page.goto(f"/groupes/{group.slug}/documents/nouveau/")
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


KINDS = {
    "Word (.docx)": b"PK",
    "LibreOffice (.odt)": b"PK",
    "PDF": b"%PDF",
    "Page web (.html)": b"<!doctype html>",
    "Markdown (.md)": b"",
}


def test_a_file_of_libreoffice_becomes_a_text_goes_into_every_file_and_comes_back_reworded(browse, group, tmp_path):
    (tmp_path / "surfaces.docx").write_bytes(exported("docx"))
    made = written_by_libreoffice(tmp_path, "docx", "surfaces.docx") / "surfaces.docx"

    page = browse("editor")
    page.goto(f"/groupes/{group.slug}/documents/nouveau/")
    page.get_by_label("Titre").fill("Surfaces")
    page.get_by_label("Code").fill("XSU")
    page.get_by_label("Partir d’un fichier").set_input_files(made)
    page.get_by_role("button", name="Commencer").click()
    expect(page.get_by_text("1 titre, 1 tableau, 1 image, 1 exigence")).to_be_visible()
    text = text_of(page)
    expect(text.locator("h2, h1").filter(has_text="Les lieux")).to_be_visible()
    expect(text.locator("ol").first.locator("li")).to_have_text(["d’abord", "ensuite"])
    expect(text.locator("table th")).to_have_text(["Pièce", "Surface"])
    expect(text.locator("u")).to_have_text("souligné")
    expect(text).to_contain_text("XSU-001")
    image = text.locator("img[src^='/textes/']")
    image.scroll_into_view_if_needed()
    expect(image).to_have_attribute("alt", "Le plan")
    page.wait_for_function("() => [...document.querySelectorAll('img')].some((image) => image.naturalWidth === 600)")
    axe(page)

    page.locator("summary", has_text="Télécharger").click()
    for label, beginning in KINDS.items():
        with page.expect_download() as download:
            page.get_by_role("link", name=label, exact=True).click()
        data = download.value.path().read_bytes()
        assert data.lower().startswith(beginning.lower()) and len(data) > 300, label
        if label in ("Page web (.html)", "Markdown (.md)"):
            assert "Une prise par poste" in data.decode()

    page.get_by_role("link", name="Reformuler dans un tableur").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Exigences (.xlsx)").click()
    path = tmp_path / "exigences.xlsx"
    download.value.save_as(path)
    workbook = openpyxl.load_workbook(path)
    workbook.active["C2"] = str(workbook.active["C2"].value).replace("Une prise", "Deux prises")
    workbook.save(path)
    page.get_by_label("Classeur").set_input_files(path)
    page.get_by_role("button", name="Voir ce qui change").click()
    expect(page.locator("main ins").first).to_contain_text("Deux")
    page.get_by_role("button", name="Inscrire dans le texte comme suggestions").click()

    expect(text_of(page).locator("ins").first).to_have_text("Deux prises")
    page.get_by_role("button", name="Commentaires", exact=False).first.click()
    page.locator(".suggestion-line").first.get_by_role("button", name="Accepter").click()
    expect(text_of(page).locator("ins")).to_have_count(0)
    expect(text_of(page)).to_contain_text("Deux prises par poste")
    expect(state_of(page)).to_have_text("Enregistré")
    assert "Deux prises par poste" in coediting.as_text(
        Specification.objects.get(title="Surfaces", group=group).document
    )


@pytest.mark.looks
def test_the_page_of_a_file_says_how_far_it_is(browse, group):
    told = {"group": group, "sent_by": account("editor"), "file_name": "cahier-des-charges.docx"}
    told["given"] = {"title": "Surfaces", "kind": "specification", "code_prefix": "XPF"}
    waiting = TextImport.objects.create(**told)
    refused = TextImport.objects.create(**told, state="refused", problem="Aucun texte n’a été trouvé dans ce fichier.")
    page = browse("editor")
    page.goto(waiting.get_absolute_url())
    expect(page.get_by_text("attend son tour")).to_be_visible()
    looked_at(page)
    page.goto(refused.get_absolute_url())
    expect(page.get_by_label("Titre")).to_have_value("Surfaces")
    looked_at(page)
