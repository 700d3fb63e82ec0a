"""A text that is nearly full says so, in time; a full one takes no more and loses nothing."""

from playwright.sync_api import expect

from portal import coediting
from portal.coediting.limits import MAX_STATE
from portal.coediting.models import Document
from tests.servers.browser import axe, looked_at
from workgroups.actions import keep_version

from .test_coediting import account, open_text, specification, state_of, text_of, write_at_the_end

__all__ = ["open_text", "specification"]


def fill(specification, share):
    """The text weighs this share of what it may, as its writers are told."""
    Document.objects.filter(pk=specification.document_id).update(state_bytes=int(MAX_STATE * share))


def test_the_room_that_is_left_is_told_before_the_text_is_full(open_text, specification):
    editor = open_text("editor")
    expect(editor.locator("#size-state")).to_be_hidden()
    fill(specification, 0.84)
    editor = open_text("editor")
    expect(editor.locator("#size-state")).to_contain_text("84")
    write_at_the_end(editor, " On écrit encore.")
    expect(state_of(editor)).to_have_text("Enregistré")


def test_a_full_text_takes_no_more_offers_what_was_typed_and_is_read_compared_and_taken_away(open_text, specification):
    kept = keep_version(specification, name="Avant", by=account("facilitator"))
    editor, reader = open_text("editor"), open_text("reader")
    write_at_the_end(editor, " Juste à temps.")
    expect(state_of(editor)).to_have_text("Enregistré")
    expect(text_of(reader)).to_contain_text("Juste à temps.")

    fill(specification, 1)
    expect(editor.locator("#size-state")).to_contain_text("100")
    write_at_the_end(editor, "")
    editor.keyboard.insert_text(" Trop tard.")
    expect(editor.locator("#notice")).to_contain_text("Ce document est plein")
    expect(editor.locator("#notice")).to_be_in_viewport()
    expect(editor.locator("#kept")).to_contain_text("Trop tard.")
    expect(text_of(editor)).to_contain_text("Juste à temps.")
    expect(text_of(editor)).not_to_contain_text("Trop tard.")
    assert coediting.as_text(specification.document).endswith("Juste à temps.")
    looked_at(editor)
    editor.emulate_media(color_scheme="dark")
    axe(editor)

    # Others go on reading; comparing and every file are as before.
    expect(text_of(reader)).to_contain_text("Juste à temps.")
    reader.reload()
    expect(text_of(reader)).to_contain_text("Juste à temps.")
    reader.goto(kept.get_absolute_url())
    reader.get_by_role("link", name="Comparer avec le texte actuel").click()
    expect(reader.locator("main ins")).to_contain_text("Juste à temps.")
    reader.goto(specification.get_absolute_url())
    files = reader.locator(".drop-menu a[href*='telecharger.'], .drop-menu a[href$='.xlsx']")
    addresses = files.evaluate_all("(links) => links.map((link) => link.href)")
    assert len(addresses) == 6
    for address in addresses:
        answer = reader.context.request.get(address)
        assert answer.ok and answer.body(), address

    # An earlier version put back makes room again.
    editor.goto(kept.get_absolute_url())
    editor.get_by_role("button", name="Rétablir cette version").click()
    write_at_the_end(editor, " De nouveau.")
    expect(state_of(editor)).to_have_text("Enregistré")
    expect(editor.locator("#size-state")).to_be_hidden()
