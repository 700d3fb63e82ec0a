"""The editor's tools by keyboard: tables, references, contents, who wrote, the list of keys; on a telephone too."""

import pytest
from playwright.sync_api import expect

from portal import coediting
from tests.servers.browser import axe, no_sideways_scroll

from .test_coediting import open_text, specification, state_of, text_of, write_at_the_end

__all__ = ["open_text", "specification"]


def tool(page, name):
    return page.get_by_role("button", name=name, exact=True)


def table_of(specification):
    content = coediting.as_json(specification.document)["content"]
    return next(node for node in content if node["type"] == "table")


def test_a_table_is_merged_split_and_its_columns_drawn(open_text, specification):
    editor = open_text("editor")
    write_at_the_end(editor, "")
    editor.keyboard.press("Enter")
    tool(editor, "Insérer un tableau").click()
    for word in ("Critère", "Niveau", "Preuve"):
        editor.keyboard.type(word)
        editor.keyboard.press("Tab")
    cells = editor.locator(".ProseMirror td")
    cells.nth(0).click()
    editor.keyboard.press("Shift+ArrowRight")
    tool(editor, "Fusionner les cellules").click()
    expect(editor.locator(".ProseMirror td[colspan='2']")).to_have_count(1)
    tool(editor, "Scinder la cellule").click()
    expect(editor.locator(".ProseMirror td[colspan='2']")).to_have_count(0)
    tool(editor, "Colonne d’en-tête").click()
    expect(editor.locator(".ProseMirror th")).to_have_count(5)
    for place, word in ((3, "Débit"), (4, "Bruit")):
        editor.locator(".ProseMirror th").nth(place).click()
        editor.keyboard.type(word)

    # By the mouse on the border, or by a button.
    box = editor.locator(".ProseMirror th").first.bounding_box()
    editor.mouse.move(box["x"] + box["width"] - 1, box["y"] + 5)
    expect(editor.locator(".column-resize-handle").first).to_be_visible()
    editor.mouse.down()
    editor.mouse.move(box["x"] + box["width"] + 60, box["y"] + 5, steps=4)
    editor.mouse.up()
    expect(state_of(editor)).to_have_text("Enregistré")
    drawn = table_of(specification)["content"][0]["content"][0]["attrs"]["colwidth"][0]
    assert abs(drawn - box["width"] - 60) < 15
    editor.locator(".ProseMirror th").first.click()
    tool(editor, "Élargir la colonne").click()
    expect(state_of(editor)).to_have_text("Enregistré")
    assert table_of(specification)["content"][1]["content"][0]["attrs"]["colwidth"][0] > drawn
    axe(editor)


def test_words_typed_at_once_stand_where_the_caret_was_put(open_text, specification):
    """Keys that come before the browser has drawn a new table, or said that the caret moved."""
    editor = open_text("editor")
    write_at_the_end(editor, "")
    for number in range(12):
        editor.keyboard.press("Control+a")
        editor.keyboard.press("Delete")
        tool(editor, "Insérer un tableau").click()
        editor.keyboard.type(f"Critère {number}")
        expect(editor.locator(".ProseMirror th").first).to_have_text(f"Critère {number}")
    cells = editor.locator(".ProseMirror table").first.locator("td")
    for number in range(3):
        cells.nth(0).click()
        editor.keyboard.press("Shift+ArrowRight")
        tool(editor, "Gras").click()
        cells.nth(3 + number).click()
        editor.keyboard.type("ici")
        expect(cells).to_have_text(["", "", "", *["ici"] * (number + 1), *[""] * (2 - number)])


def test_keys_at_once_work_on_the_words_where_the_caret_went(open_text, specification):
    editor = open_text("editor")
    line = text_of(editor).get_by_text("Premier paragraphe.")
    for _ in range(8):
        line.dblclick(position={"x": 5, "y": 10})
        editor.keyboard.press("End")
        editor.keyboard.press("Backspace")
        editor.keyboard.type(".")
        expect(text_of(editor).locator("p").first).to_have_text("Premier paragraphe.")


def test_what_a_tool_writes_faster_than_any_hand_is_saved_all_the_same(open_text, specification):
    editor = open_text("editor")
    write_at_the_end(editor, "")
    text_of(editor).evaluate(
        "(text) => { for (let key = 0; key < 3000; key++) text.editor.commands.insertContent('x'); }"
    )
    expect(state_of(editor)).not_to_have_text("Enregistré")
    expect(state_of(editor)).to_have_text("Enregistré")
    assert coediting.as_text(specification.document).endswith("x" * 3000)
    editor.keyboard.type(" et la suite")
    expect(state_of(editor)).to_have_text("Enregistré")
    assert coediting.as_text(specification.document).endswith("x et la suite")


def test_references_and_contents_are_found_by_words_and_lead_there(open_text, specification):
    editor = open_text("editor")
    write_at_the_end(editor, "")
    for title in ("Accès", "Énergie"):
        editor.keyboard.press("Enter")
        editor.get_by_label("Style du paragraphe").select_option("Titre 2")
        editor.keyboard.type(title)
        editor.keyboard.press("Enter")
        editor.keyboard.insert_text("Ce qu’il faut. " * 150)
    tool(editor, "Renvoi à un titre ou à une exigence").click()
    dialog = editor.get_by_role("dialog", name="Référence")
    dialog.get_by_label("Rechercher").fill("energie")
    expect(editor.get_by_label("Titre ou exigence").locator("option")).to_have_text(["1.2 Énergie"])
    axe(editor)
    editor.keyboard.press("Enter")
    reference = editor.locator(".ProseMirror .reference")
    expect(reference).to_have_text("1.2")
    reference.click()
    expect(editor.locator(".ProseMirror h2", has_text="Énergie")).to_be_in_viewport()
    editor.keyboard.type("Lumière et ")
    expect(editor.locator(".ProseMirror h2").nth(1)).to_have_text("Lumière et Énergie")
    tool(editor, "Sommaire en tête du texte").click()
    editor.get_by_role("button", name="1.1 Accès").click()
    expect(editor.locator(".ProseMirror h2", has_text="Accès")).to_be_in_viewport()


def test_who_wrote_a_passage_is_told_with_the_day(open_text, specification):
    julien, aicha = open_text("editor"), open_text("editor2")
    write_at_the_end(julien, " Et de Julien.")
    expect(text_of(aicha)).to_contain_text("Et de Julien.")
    write_at_the_end(aicha, " Puis d’Aïcha.")
    expect(state_of(aicha)).to_have_text("Enregistré")
    expect(text_of(julien)).to_contain_text("Puis d’Aïcha.")
    tool(julien, "Qui a écrit ce passage ?").click()
    lines = julien.locator("#authors-list li")
    expect(lines).to_have_count(3)
    expect(lines.nth(0)).to_contain_text("Aïcha Benali – 14 caractères")
    expect(lines.nth(1)).to_contain_text("Julien Marchais – 14 caractères")
    expect(lines.nth(2)).to_contain_text("Texte mis en place d’un seul tenant")
    axe(julien)
    julien.keyboard.press("Escape")
    expect(text_of(julien)).to_be_focused()


def test_the_keys_are_listed_and_nothing_traps_the_keyboard(open_text, specification):
    editor = open_text("editor")
    text_of(editor).click()
    editor.keyboard.press("Control+/")
    keys = editor.get_by_role("dialog", name="Raccourcis clavier")
    expect(keys.get_by_role("row", name="Gras Ctrl+B")).to_be_visible()
    axe(editor)
    editor.keyboard.press("Escape")
    expect(text_of(editor)).to_be_focused()
    editor.keyboard.press("Alt+F10")
    expect(editor.locator("#toolbar [data-command=undo]")).to_be_focused()
    editor.keyboard.press("End")
    expect(editor.locator("#toolbar [data-command=requirement]")).to_be_focused()
    editor.keyboard.press("Escape")
    expect(text_of(editor)).to_be_focused()
    editor.keyboard.press("Shift+Tab")
    expect(text_of(editor)).not_to_be_focused()


def test_a_task_is_ticked_by_keyboard(open_text, specification):
    editor = open_text("editor")
    write_at_the_end(editor, "")
    editor.keyboard.press("Enter")
    editor.keyboard.press("Control+Shift+9")
    editor.keyboard.type("Relire")
    editor.keyboard.press("Control+Shift+Enter")
    expect(editor.get_by_role("checkbox", name="Fait : Relire")).to_be_checked()


@pytest.mark.looks
def test_on_a_telephone_the_tools_are_one_line_of_large_targets(open_text, specification):
    editor = open_text("editor", width=360, height=740)
    text_of(editor).click()
    no_sideways_scroll(editor)
    box = editor.locator("#toolbar").bounding_box()
    assert box["height"] < 70
    sizes = editor.locator("#toolbar > .tool-group:not([hidden]) > .tool").evaluate_all(
        "(tools) => tools.map((tool) => [tool.offsetWidth, tool.offsetHeight])"
    )
    assert all(width >= 44 and height >= 44 for width, height in sizes)
    axe(editor)

    # What stands above them leaves the screen to the text, and nothing is lost.
    head = editor.locator(".editor-head").bounding_box()
    assert box["y"] - head["y"] - editor.locator(".editor-title h1").bounding_box()["height"] <= 155
    for shown in (editor.locator("#standing .status"), editor.locator("#presence li"), state_of(editor)):
        expect(shown).to_be_visible()
    versions = editor.get_by_role("link", name="Versions")
    expect(versions).to_be_hidden()
    editor.locator("summary", has_text="Plus").click()
    expect(versions).to_be_visible()
    expect(editor.get_by_role("search", name="Chercher dans ce texte")).to_be_visible()
    no_sideways_scroll(editor)
    axe(editor)


def test_french_signs_are_written_as_they_are_printed(open_text, specification):
    editor = open_text("editor")
    write_at_the_end(editor, "")
    editor.keyboard.press("Enter")
    editor.keyboard.type("""L'usager demande : "ouvert" ; oui !""")
    signs = "L’usager demande\xa0: «\xa0ouvert\xa0»\u202f; oui\u202f!"
    expect(state_of(editor)).to_have_text("Enregistré")
    assert coediting.as_text(specification.document).endswith(signs)
    editor.keyboard.press("Backspace")
    editor.keyboard.type("?")
    expect(state_of(editor)).to_have_text("Enregistré")
    assert coediting.as_text(specification.document).endswith("oui !?"), "the first Backspace gives back what was typed"
