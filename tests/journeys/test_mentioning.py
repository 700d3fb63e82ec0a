"""Somebody is mentioned in a text: found by the first letters, by keyboard alone, and told."""

from playwright.sync_api import expect

from portal import coediting
from portal.notices.models import Notice
from tests.servers.browser import axe

from .test_coediting import account, open_text, specification, state_of, text_of, write_at_the_end

__all__ = ["open_text", "specification"]


def test_a_reader_of_the_text_is_mentioned_by_keyboard_and_told_once(browse, open_text, specification):
    editor = open_text("editor")
    write_at_the_end(editor, " À relire par @aï")
    option = editor.get_by_role("option", name="Aïcha Benali")
    expect(option).to_have_attribute("aria-selected", "true")
    axe(editor)
    editor.keyboard.press("Enter")
    expect(editor.locator(".ProseMirror .mention")).to_have_text("@Aïcha Benali")
    editor.keyboard.type("avant jeudi.")
    expect(text_of(editor)).to_contain_text("par @Aïcha Benali avant jeudi.")
    expect(state_of(editor)).to_have_text("Enregistré")
    told = Notice.objects.filter(kind="text_mention", person=account("editor2"))
    expect(editor.locator("#save-state")).to_have_text("Enregistré")
    assert told.count() == 1
    assert "mention" in str(coediting.as_json(specification.document))

    # Escape leaves the @ as it is; a name nobody has says so.
    editor.keyboard.type(" @ju")
    expect(editor.get_by_role("option", name="Julien Marchais")).to_be_visible()
    editor.keyboard.press("Escape")
    expect(editor.get_by_role("listbox")).to_have_count(0)
    editor.keyboard.type("ste un mot, et @zzz")
    expect(editor.get_by_text("Personne de ce nom ne lit ce texte.")).to_be_visible()
    editor.keyboard.type(" ")
    expect(editor.get_by_text("Personne de ce nom ne lit ce texte.")).to_be_hidden()
    expect(text_of(editor)).to_contain_text("@juste un mot, et @zzz")

    named = browse("editor2")
    named.goto("/espace/")
    expect(named.get_by_text("vous mentionne dans").first).to_be_visible()
