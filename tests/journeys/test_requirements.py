"""Requirements written together: their codes come from the server, whoever brings them."""

from datetime import timedelta

import pytest
from django.utils import formats, timezone
from playwright.sync_api import expect

from portal import coediting
from tests.coediting.crowd import Crowd, all_synced
from tests.servers.browser import axe, no_sideways_scroll
from workgroups.actions import open_consultation
from workgroups.enums import Audience

from .test_coediting import account, hint_of, open_text, paste, specification, state_of, text_of, write_at_the_end

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


def test_a_requirement_of_who_has_not_touched_the_text_comes_at_its_end(open_text):
    editor = open_text("editor", width=360, height=600)
    editor.get_by_role("button", name="Exigence", exact=True).click()
    expect(text_of(editor).locator("> *").last).to_have_class("requirement has-caret")
    part = requirements(editor).locator(".requirement-part-body").first
    expect(part).to_be_in_viewport(ratio=1)
    assert hint_of(part) == "Ce qui est demandé, en une phrase"
    editor.keyboard.type("Ici.")
    expect(part).to_have_text("Ici.")
    assert hint_of(part) == ""
    no_sideways_scroll(editor)


def test_a_consultation_that_opens_says_why_nobody_writes_any_more(open_text, specification):
    editor = open_text("editor")
    begin(editor)
    for words in ("Le lieu est raccordé.", "Relevé sur place.", "Le débit compte."):
        editor.keyboard.type(words)
        editor.keyboard.press("Tab")
    expect(state_of(editor)).to_have_text("Enregistré")
    consultation = open_consultation(
        specification,
        by=account("facilitator"),
        question="",
        ends_on=timezone.localdate() + timedelta(days=20),
        audience=Audience.GROUP,
    )
    day = formats.date_format(consultation.ends_on)
    expect(editor.locator("#notice")).to_contain_text(f"En consultation jusqu’au {day} : lire et commenter.")
    expect(editor.locator("#standing")).to_contain_text("En consultation")
    expect(editor.locator("#standing").get_by_role("link", name="Commenter")).to_be_visible()
    expect(editor.get_by_role("button", name="Retirer")).to_have_count(0)
    assert requirements(editor).get_by_label("Niveau").evaluate("(list) => getComputedStyle(list).appearance") == "none"
    axe(editor)


def test_tab_goes_from_part_to_part_and_never_writes_into_the_level(open_text, specification):
    editor = open_text("editor")
    begin(editor)
    for words in ("Le lieu est raccordé.", "Relevé sur place.", "Le débit compte."):
        editor.keyboard.type(words)
        editor.keyboard.press("Tab")
    editor.keyboard.type("Après l’exigence.")
    parts = requirements(editor).locator(".requirement-part-body")
    expect(parts).to_have_text(["Le lieu est raccordé.", "Relevé sur place.", "Le débit compte."])
    level = requirements(editor).get_by_label("Niveau")
    expect(level).to_have_value("mandatory")
    expect(text_of(editor).locator("> p").last).to_have_text("Après l’exigence.")

    # Back by Shift+Tab; the level is before the statement, takes arrows and no letters.
    parts.nth(1).click()
    editor.keyboard.press("Shift+Tab")
    editor.keyboard.type(" Au plus")
    expect(parts.nth(0)).to_have_text("Le lieu est raccordé. Au plus")
    editor.keyboard.press("Shift+Tab")
    expect(level).to_be_focused()
    editor.keyboard.type("Rf")
    expect(level).to_have_value("mandatory")
    editor.keyboard.press("ArrowDown")
    expect(level).to_have_value("recommended")
    editor.keyboard.press("Tab")
    expect(editor.get_by_role("button", name="Retirer")).to_be_focused()
    editor.keyboard.press("Tab")
    editor.keyboard.type("Ici : ")
    expect(parts.nth(0)).to_have_text("Ici : Le lieu est raccordé. Au plus")

    # From the text around, too, no list is reached that takes the next words.
    text_of(editor).get_by_text("Premier paragraphe.").click()
    editor.keyboard.press("Tab")
    editor.keyboard.type("Facultatif")
    expect(level).to_have_value("recommended")


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
