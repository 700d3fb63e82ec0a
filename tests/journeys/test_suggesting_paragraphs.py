"""Paragraphs that a commenter suggests, in real browsers: accepted and refused by an editor."""

import pytest
from playwright.sync_api import expect

from portal import coediting
from portal.coediting import as_text
from portal.demo.specifications import h, items, p, table, text
from tests.servers.browser import axe, no_sideways_scroll
from workgroups.actions import create_specification
from workgroups.models import Specification, WorkingGroup

from .test_coediting import account, open_text, paste, state_of, text_of
from .test_commenting import saved, select, show_panel, suggestions

__all__ = ["open_text"]

TEXT = text(
    h(1, "Objet"),
    p("Premier paragraphe."),
    p("Deuxième paragraphe."),
    items("un poste", "une salle"),
    table(["Espace", "Minimum"], ["Bureau", "neuf mètres"]),
)
BEFORE = ["Objet", "Premier paragraphe.", "Deuxième paragraphe.", "un poste", "une salle"]


@pytest.fixture
def specification(site, request):
    """A draft of the first group with paragraphs, a list and a table."""
    number = Specification.objects.count()
    letters = chr(65 + number // 26) + chr(65 + number % 26)
    return create_specification(
        WorkingGroup.objects.get(slug="specifications"),
        title=f"Essai {letters} {request.node.name[:40]}",
        code_prefix=f"ZZ{letters}",
        by=account("facilitator"),
        content=TEXT,
    )


def after(page, words):
    _caret(page, words, "ArrowRight")


def before(page, words):
    _caret(page, words, "ArrowLeft")


def _caret(page, words, key):
    select(page, words)
    page.keyboard.press(key)
    page.wait_for_function("() => document.querySelector('.ProseMirror').editor.state.selection.empty")


def lines(specification):
    return as_text(specification.document).split("\n")[: len(BEFORE) + 3]


def test_new_paragraphs_are_suggested_and_taken_one_by_one(open_text, specification):
    editor, commenter = open_text("editor", width=1280), open_text("commenter", width=1280)
    after(commenter, "Premier paragraphe.")
    commenter.keyboard.press("Enter")
    commenter.keyboard.type("Un ajout.")
    after(commenter, "Objet")
    commenter.keyboard.press("Enter")
    commenter.keyboard.type("Sous le titre.")
    after(commenter, "un poste")
    commenter.keyboard.press("Enter")
    commenter.keyboard.type("une prise")
    show_panel(editor)
    expect(suggestions(editor)).to_contain_text(
        ["Nouveau paragraphe\u00a0: Sous", "paragraphe\u00a0: Un ajout.", "une prise"]
    )
    expect(text_of(editor).locator(".paragraph-sign")).to_have_count(3)
    expect(text_of(editor).locator("li")).to_have_count(2)
    axe(editor)
    axe(commenter)
    saved(commenter)
    assert "¶<br>" in coediting.as_html(specification.document)

    # The editor goes on in the same paragraph meanwhile.
    after(editor, "Premier")
    editor.keyboard.type(" vrai")
    suggestions(editor).filter(has_text="Un ajout").get_by_role("button", name="Accepter").click()
    expect(text_of(commenter).locator("> p")).to_have_text(
        ["Premier vrai paragraphe.", "Un ajout.", "Deuxième paragraphe."]
    )
    suggestions(editor).filter(has_text="Sous le titre").get_by_role("button", name="Refuser").click()
    expect(text_of(commenter).locator("h1")).to_have_text("Objet")
    editor.get_by_role("button", name="Tout accepter").click()
    expect(text_of(commenter).locator("li")).to_have_text(["un poste", "une prise", "une salle"])
    saved(editor)
    assert lines(specification)[:7] == [
        "Objet",
        "Premier vrai paragraphe.",
        "Un ajout.",
        "Deuxième paragraphe.",
        "un poste",
        "une prise",
        "une salle",
    ]

    # Undone in one step, it is a suggestion again.
    editor.get_by_role("button", name="Annuler", exact=False).first.click()
    expect(text_of(commenter).locator("li")).to_have_count(2)
    expect(suggestions(commenter)).to_contain_text(["une prise"])


def test_paragraphs_that_join_and_whole_ones_that_go(open_text, specification):
    editor, commenter = open_text("editor", width=1280), open_text("commenter", width=1280)
    editor.on("dialog", lambda question: question.accept())  # all at once: asked for more than one
    before(commenter, "Deuxième")
    commenter.keyboard.press("Backspace")
    before(commenter, "une salle")
    commenter.keyboard.press("Backspace")
    expect(text_of(editor).locator(".paragraph-sign.is-gone")).to_have_count(2)
    show_panel(editor)
    expect(suggestions(editor)).to_contain_text(["Réuni au paragraphe suivant"] * 2)
    expect(text_of(editor).locator("> p")).to_have_count(2)
    saved(commenter)
    suggestions(editor).last.get_by_role("button", name="Refuser").click()
    expect(suggestions(editor)).to_have_count(1)
    suggestions(editor).get_by_role("button", name="Accepter").click()
    expect(text_of(commenter).locator("> p")).to_have_text(["Premier paragraphe.Deuxième paragraphe."])
    expect(text_of(commenter).locator("li")).to_have_count(2)
    editor.get_by_role("button", name="Annuler", exact=False).first.click()
    expect(text_of(commenter).locator("> p")).to_have_count(2)
    editor.get_by_role("button", name="Tout refuser").click()
    expect(suggestions(commenter)).to_have_count(0)
    saved(editor)
    assert lines(specification)[:5] == BEFORE

    # From its beginning to that of the next: a paragraph goes as a whole.
    before(commenter, "Premier")
    for _ in range(len("Premier paragraphe.") + 1):
        commenter.keyboard.press("Shift+ArrowRight")
    reached = "document.querySelector('.ProseMirror').editor.state.selection.$to.parent.textContent"
    commenter.wait_for_function(f"() => {reached} === 'Deuxième paragraphe.'")
    commenter.keyboard.press("Delete")
    expect(text_of(editor).locator("del")).to_contain_text(["Premier paragraphe."])
    editor.get_by_role("button", name="Tout accepter").click()
    expect(text_of(commenter).locator("> p")).to_have_text(["Deuxième paragraphe."])
    saved(editor)
    assert lines(specification)[:4] == ["Objet", *BEFORE[2:]]


def test_ones_own_paragraphs_are_taken_back_and_pasted_ones_suggested(open_text, specification):
    commenter = open_text("commenter", width=360, height=740)
    after(commenter, "Premier paragraphe.")
    commenter.keyboard.press("Enter")
    expect(text_of(commenter).locator(".paragraph-sign")).to_have_count(1)
    commenter.keyboard.press("Backspace")
    expect(text_of(commenter).locator(".paragraph-sign")).to_have_count(0)
    paste(commenter, "<p>Collé un.</p><p>Collé deux.</p>")
    expect(text_of(commenter).locator("ins")).to_contain_text(["Collé un."])
    expect(text_of(commenter).locator("> p")).to_have_count(2)
    no_sideways_scroll(commenter)
    axe(commenter)
    saved(commenter)
    assert as_text(specification.document).count("Collé") == 2

    # What holds anything but paragraphs stays refused, in words.
    paste(commenter, "<table><tr><td>Tableau collé</td></tr></table>")
    expect(commenter.locator("#refusal")).to_contain_text("Pour une liste, un tableau")
    before(commenter, "Minimum")
    commenter.keyboard.press("Backspace")
    expect(text_of(commenter)).not_to_contain_text("Tableau collé")
    expect(state_of(commenter)).to_have_text("Enregistré")
