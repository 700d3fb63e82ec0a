"""Finding and replacing in a long text, by keyboard."""

from playwright.sync_api import expect

from tests.servers.browser import axe, no_sideways_scroll

from .test_coediting import open_text, specification, state_of, text_of, write_at_the_end

__all__ = ["open_text", "specification"]


def count(page):
    return page.locator("#find-count")


def test_words_are_found_and_replaced_in_one_step_that_one_undo_takes_back(open_text, specification):
    editor = open_text("editor")
    write_at_the_end(editor, " Le télécentre ouvre à 8 h.")
    editor.keyboard.press("Enter")
    editor.keyboard.type("Un Télécentre, ")
    editor.keyboard.press("Control+B")
    editor.keyboard.type("télé")
    editor.keyboard.press("Control+B")
    editor.keyboard.type("centre et l’accueil.")
    editor.keyboard.press("Control+Home")

    editor.keyboard.press("Control+F")
    expect(editor.get_by_role("textbox", name="Rechercher")).to_be_focused()
    editor.keyboard.type("télécentre")
    expect(count(editor)).to_have_text("1 sur 3")
    expect(editor.locator(".found")).to_have_count(4)  # the one in two styles is shown in two pieces
    editor.keyboard.press("Enter")
    expect(count(editor)).to_have_text("2 sur 3")
    editor.keyboard.press("Shift+Enter")
    editor.keyboard.press("Shift+Enter")
    expect(count(editor)).to_have_text("3 sur 3")
    editor.get_by_label("Respecter la casse").check()
    expect(count(editor)).to_have_text("2 sur 2")
    editor.get_by_label("Respecter la casse").uncheck()
    expect(count(editor)).to_have_text("3 sur 3")
    axe(editor)

    editor.get_by_role("textbox", name="Remplacer par").fill("tiers-lieu")
    editor.keyboard.press("Enter")
    expect(count(editor)).to_have_text("1 sur 2")
    expect(text_of(editor)).to_contain_text("Un Télécentre, tiers-lieu et l’accueil.")
    editor.get_by_role("button", name="Tout remplacer").click()
    expect(count(editor)).to_have_text("2 remplacements")
    expect(text_of(editor)).to_contain_text("Le tiers-lieu ouvre")
    expect(text_of(editor)).not_to_contain_text("élécentre")
    editor.keyboard.press("Escape")
    expect(text_of(editor)).to_be_focused()
    editor.keyboard.press("Control+Z")
    expect(text_of(editor)).to_contain_text("Le télécentre ouvre")
    expect(state_of(editor)).to_have_text("Enregistré")


def test_a_straight_apostrophe_finds_a_curved_one_and_others_may_write_meanwhile(open_text, specification):
    editor, other = open_text("editor"), open_text("editor2")
    write_at_the_end(editor, " L’accueil est ouvert.")
    expect(text_of(other)).to_contain_text("ouvert.")
    editor.keyboard.press("Control+H")
    editor.keyboard.type("l'accueil")
    expect(count(editor)).to_have_text("1 sur 1")
    write_at_the_end(other, " Et l’accueil encore.")
    expect(count(editor)).to_have_text("1 sur 2")
    editor.set_viewport_size({"width": 360, "height": 740})
    no_sideways_scroll(editor)
    editor.keyboard.press("Escape")
    expect(editor.locator(".found")).to_have_count(0)
