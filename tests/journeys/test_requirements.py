"""Requirements written together: their codes come from the server, whoever brings them."""

import pytest
from playwright.sync_api import expect

from portal import coediting
from tests.coediting.crowd import Crowd, all_synced
from tests.servers.browser import axe, no_sideways_scroll

from .test_coediting import account, open_text, paste, specification, state_of, text_of, write_at_the_end

__all__ = ["open_text", "specification"]


def requirements(page):
    return page.locator(".ProseMirror .requirement")


def codes(page):
    return page.locator(".ProseMirror .requirement-code")


def begin(page):
    """An empty requirement at the end of the text."""
    write_at_the_end(page, "")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Exigence", exact=True).click()


def test_two_people_write_requirements_and_each_gets_its_code(open_text, specification):
    julien, aicha = open_text("editor"), open_text("editor2")
    prefix = specification.code_prefix
    begin(julien)
    julien.keyboard.type("Le lieu est raccordé à la fibre.")
    julien.keyboard.press("Enter")
    julien.keyboard.press("Enter")
    julien.keyboard.type("Mesurer le débit.")
    julien.keyboard.press("Enter")
    julien.keyboard.press("Enter")
    julien.keyboard.type("La visioconférence en dépend.")
    julien.keyboard.press("Control+Enter")
    julien.keyboard.type("Après l’exigence.")
    expect(codes(julien)).to_have_text([f"{prefix}-001"])
    expect(codes(aicha)).to_have_text([f"{prefix}-001"])
    parts = requirements(aicha).locator(".requirement-part-body")
    expect(parts).to_have_text(
        ["Le lieu est raccordé à la fibre.", "Mesurer le débit.", "La visioconférence en dépend."]
    )

    # By keyboard alone: the shortcut, then the level.
    write_at_the_end(aicha, "")
    aicha.keyboard.press("Control+Shift+E")
    aicha.keyboard.type("Un second opérateur.")
    expect(codes(julien)).to_have_text([f"{prefix}-001", f"{prefix}-002"])
    requirements(aicha).nth(1).get_by_label("Niveau").select_option("Recommandé")
    expect(requirements(julien).nth(1).get_by_label("Niveau")).to_have_value("recommended")
    axe(aicha)

    for page in (julien, aicha):
        expect(state_of(page)).to_have_text("Enregistré")
    found = [node for node in coediting.as_json(specification.document)["content"] if node["type"] == "requirement"]
    assert [(node["attrs"]["code"], node["attrs"]["level"]) for node in found] == [
        (f"{prefix}-001", "mandatory"),
        (f"{prefix}-002", "recommended"),
    ]
    specification.refresh_from_db()
    assert specification.next_number == 3


def test_an_empty_requirement_goes_by_backspace_and_its_number_is_not_given_again(open_text, specification):
    editor = open_text("editor")
    begin(editor)
    expect(codes(editor)).to_have_text([f"{specification.code_prefix}-001"])
    editor.keyboard.press("Backspace")
    expect(requirements(editor)).to_have_count(0)
    editor.keyboard.press("Control+Shift+E")
    expect(codes(editor)).to_have_text([f"{specification.code_prefix}-002"])
    editor.get_by_role("button", name="Retirer").click()
    expect(requirements(editor)).to_have_count(0)


def test_a_pasted_double_gets_a_code_of_its_own(open_text, specification):
    editor = open_text("editor")
    begin(editor)
    editor.keyboard.type("Une fois.")
    expect(codes(editor)).to_have_text([f"{specification.code_prefix}-001"])
    identifier = coediting.as_json(specification.document)["content"][-1]["attrs"]["id"]
    text_of(editor).get_by_text("Premier paragraphe.").click()
    paste(
        editor,
        f"""<section data-type="requirement" data-id="{identifier}" data-code="{specification.code_prefix}-001"
        data-level="optional"><div data-type="requirementStatement"><p>Deux fois.</p></div>
        <div data-type="requirementCheck"><p></p></div><div data-type="requirementRationale"><p></p></div></section>""",
    )
    expect(requirements(editor)).to_have_count(2)
    expect(codes(editor)).to_have_text([f"{specification.code_prefix}-002", f"{specification.code_prefix}-001"])
    found = [node for node in coediting.as_json(specification.document)["content"] if node["type"] == "requirement"]
    assert len({node["attrs"]["id"] for node in found}) == 2


def test_a_requirement_on_a_telephone(open_text, specification):
    editor = open_text("editor", width=360, height=740)
    begin(editor)
    editor.keyboard.type("Court.")
    expect(codes(editor)).to_have_text([f"{specification.code_prefix}-001"])
    no_sideways_scroll(editor)
    axe(editor)


def test_a_stock_client_s_requirement_gets_a_code_and_a_forged_one_is_replaced(site, open_text, specification):
    prefix = specification.code_prefix
    with Crowd(site.url, specification.document, {"stock": account("editor2")}) as crowd:
        crowd.wait(all_synced)
        crowd.do("require AAA-777")
        crowd.do("require")
        reports = crowd.wait(lambda reports: reports["stock"]["requirements"] == [f"{prefix}-001", f"{prefix}-002"])
        assert reports["stock"]["connected"]


@pytest.mark.looks
def test_a_requirement_s_looks(open_text, specification):
    """The level shows in words; nothing is told by colour alone."""
    reader = open_text("reader")
    editor = open_text("editor")
    begin(editor)
    editor.keyboard.type("Lisible.")
    expect(requirements(reader).locator(".requirement-level")).to_have_text("Obligatoire")
    expect(requirements(reader).get_by_role("button")).to_have_count(0)


def test_notes_references_and_contents_show_what_is_counted(open_text, specification):
    editor = open_text("editor")
    begin(editor)
    editor.keyboard.type("Cité plus loin.")
    editor.keyboard.press("Control+Enter")
    editor.keyboard.type("Voir ")
    editor.get_by_role("button", name="Renvoi à un titre ou à une exigence").click()
    editor.get_by_label("Titre ou exigence").select_option(f"{specification.code_prefix}-001 Cité plus loin.")
    editor.get_by_role("button", name="Insérer", exact=True).click()
    expect(editor.locator(".ProseMirror .reference")).to_have_text(f"{specification.code_prefix}-001")
    editor.get_by_role("button", name="Note de bas de page").click()
    editor.get_by_label("Texte de la note").fill("Relevé de 2026.")
    editor.get_by_role("button", name="Enregistrer", exact=True).click()
    expect(editor.locator(".ProseMirror .footnote button")).to_have_attribute("title", "Relevé de 2026.")
    editor.get_by_role("button", name="Sommaire en tête du texte").click()
    expect(editor.locator(".ProseMirror .contents li")).to_have_text(["1 Objet"])
    expect(state_of(editor)).to_have_text("Enregistré")
    axe(editor)
    html = coediting.as_html(specification.document)
    assert f'href="#{specification.code_prefix}-001">' in html
    assert "Relevé de 2026." in html
    assert '<nav class="contents"' in html
