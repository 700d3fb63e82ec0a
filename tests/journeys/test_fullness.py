"""A text that is nearly full says so, in time."""

from playwright.sync_api import expect

from portal.coediting.limits import MAX_STATE
from portal.coediting.models import Document

from .test_coediting import open_text, specification, state_of, write_at_the_end

__all__ = ["open_text", "specification"]


def test_the_room_that_is_left_is_told_before_the_text_is_full(open_text, specification):
    editor = open_text("editor")
    expect(editor.locator("#size-state")).to_be_hidden()
    Document.objects.filter(pk=specification.document_id).update(state_bytes=int(MAX_STATE * 0.84))
    editor = open_text("editor")
    expect(editor.locator("#size-state")).to_contain_text("84")
    write_at_the_end(editor, " On écrit encore.")
    expect(state_of(editor)).to_have_text("Enregistré")
