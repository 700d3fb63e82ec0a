"""Comments and suggestions on a specification, in real browsers."""

import pytest
from playwright.sync_api import expect

from portal import coediting
from portal.coediting import as_text
from portal.notices.models import Notice
from tests.coediting.crowd import Crowd, all_synced
from tests.servers.browser import axe, no_sideways_scroll

from .test_coediting import account, open_text, specification, state_of, text_of, write_at_the_end

__all__ = ["open_text", "specification"]

MODE = "Ce que deviennent vos modifications"


def select(page, words):
    """Selects words of a paragraph, as Shift and the arrows would."""
    page.evaluate(
        """(words) => {
            const {editor} = document.querySelector(".ProseMirror");
            let from;
            editor.state.doc.descendants((node, at) => {
                const found = node.isTextblock ? node.textContent.indexOf(words) : -1;
                if (found >= 0) from = at + 1 + found;
            });
            editor.chain().focus().setTextSelection({from, to: from + words.length}).run();
        }""",
        words,
    )
    page.wait_for_function(
        """(words) => document.activeElement.matches(".ProseMirror") && getSelection().toString() === words""",
        arg=words,
    )


def comment(page, words, said):
    select(page, words)
    page.get_by_role("button", name="Commenter les mots sélectionnés").click()
    page.get_by_label("Votre commentaire").fill(said)
    page.get_by_role("button", name="Commenter", exact=True).click()
    expect(page.locator("#comments .comment").filter(has_text=said)).to_be_visible()


def comments(page):
    return page.locator("#comments [data-open] > .comment")


def suggestions(page):
    return page.locator(".suggestion-line")


def show_panel(page):
    page.get_by_role("button", name="Commentaires", exact=False).first.click()
    expect(page.locator("#talk")).to_be_visible()


def saved(*pages):
    for page in pages:
        expect(state_of(page)).to_have_text("Enregistré")


def test_a_comment_is_answered_resolved_and_reopened(open_text, specification):
    editor, commenter = open_text("editor", width=1280), open_text("commenter", width=1280)
    comment(commenter, "paragraphe", f"Est-ce clair, @{account('editor')} ?")
    show_panel(editor)
    expect(comments(editor)).to_contain_text(["Est-ce clair"])
    expect(text_of(editor).locator(".comment-anchor")).to_have_text("paragraphe")
    axe(commenter)
    saved(commenter)
    assert Notice.objects.filter(kind="thread_mention", person=account("editor")).exists()

    # An answer arrives while the other one is writing theirs, which stays.
    mine = comments(commenter).get_by_placeholder("Répondre…")
    mine.fill("J’ajoute que")
    comments(editor).get_by_placeholder("Répondre…").fill("Je précise.")
    comments(editor).get_by_role("button", name="Répondre").click()
    expect(comments(commenter)).to_contain_text(["Je précise."])
    expect(mine).to_have_value("J’ajoute que")

    # The words around change, and those inside: the comment stays on them.
    select(editor, "graphe")
    editor.keyboard.press("ArrowLeft")
    editor.keyboard.type("XX")
    select(editor, "Premier")
    expect(text_of(commenter)).to_contain_text("paraXXgraphe")
    expect(text_of(commenter).locator(".comment-anchor.selection")).to_have_count(0)  # the other's marks it in two
    expect(text_of(commenter).locator(".comment-anchor")).to_have_text("paraXXgraphe")

    comments(editor).get_by_role("button", name="Résoudre").click()
    expect(comments(commenter)).to_have_count(0)
    expect(text_of(commenter).locator(".comment-anchor")).to_have_count(0)
    commenter.get_by_text("1 commentaire résolu").click()
    commenter.get_by_role("button", name="Rouvrir").click()
    expect(comments(editor)).to_have_count(1)

    # The words go: what was said about them stays readable.
    select(editor, "Premier paraXXgraphe.")
    editor.keyboard.press("Delete")
    expect(comments(commenter)).to_contain_text(["Le texte commenté a été supprimé."])
    expect(comments(commenter)).to_contain_text(["paragraphe"])
    saved(editor)


def test_a_comment_on_words_that_went_meanwhile_is_kept_with_them_and_said(open_text, specification):
    editor, commenter = open_text("editor", width=1280), open_text("commenter", width=1280)
    select(commenter, "paragraphe")
    commenter.get_by_role("button", name="Commenter les mots sélectionnés").click()
    commenter.get_by_label("Votre commentaire").fill("Quel paragraphe ?")
    select(editor, "Premier paragraphe.")
    editor.keyboard.press("Delete")
    expect(text_of(commenter)).not_to_contain_text("Premier")
    commenter.get_by_role("button", name="Commenter", exact=True).click()
    expect(commenter.locator("#talk-error")).to_contain_text("ont été supprimés entre-temps")
    for page in (commenter, editor):
        if page is editor:
            show_panel(page)
        said = comments(page)
        expect(said).to_have_count(1)
        expect(said).to_contain_text("Quel paragraphe ?")
        expect(said.locator(".talk-quote")).to_have_text("paragraphe")
        expect(said).to_contain_text("Le texte commenté a été supprimé.")
    axe(commenter)


@pytest.mark.parametrize("reloads", [False, True])
def test_a_comment_whose_answer_is_lost_on_the_way_is_sent_again_and_said_once(open_text, browse, reloads):
    commenter = open_text("commenter", width=1280)
    browse.expected.append("ERR_FAILED")
    commenter.route("**/commentaires/nouveau/", lambda route: (route.fetch(), route.abort()), times=1)
    select(commenter, "paragraphe")
    commenter.get_by_role("button", name="Commenter les mots sélectionnés").click()
    commenter.get_by_label("Votre commentaire").fill("Quel paragraphe ?")
    commenter.get_by_role("button", name="Commenter", exact=True).click()
    expect(commenter.locator("#talk-error")).to_contain_text("Le serveur ne répond pas")
    if reloads:
        commenter.reload()
        expect(comments(commenter)).to_have_count(1)  # it had arrived, and has no place yet
        expect(commenter.get_by_label("Votre commentaire")).to_have_value("Quel paragraphe ?")
    commenter.get_by_role("button", name="Commenter", exact=True).click()
    expect(text_of(commenter).locator(".comment-anchor")).to_have_text("paragraphe")
    expect(comments(commenter)).to_have_count(1)
    expect(comments(commenter).locator(".comment-posts > li")).to_have_count(1)
    saved(commenter)

    # An answer to it likewise.
    commenter.route("**/reponse/", lambda route: (route.fetch(), route.abort()), times=1)
    answer = comments(commenter).get_by_placeholder("Répondre…")
    answer.fill("Le premier.")
    comments(commenter).get_by_role("button", name="Répondre").click()
    expect(commenter.locator("#talk-error")).to_contain_text("Le serveur ne répond pas")
    if reloads:
        commenter.reload()
    expect(answer).to_have_value("Le premier.")
    comments(commenter).get_by_role("button", name="Répondre").click()
    expect(answer).to_have_value("")
    expect(comments(commenter).locator(".comment-posts > li")).to_have_count(2)


def test_a_commenter_s_suggestions_are_accepted_and_refused_by_an_editor(open_text, specification):
    editor, commenter = open_text("editor", width=1280), open_text("commenter", width=1280)
    write_at_the_end(commenter, " Un ajout.")
    expect(text_of(editor).locator("ins")).to_have_text(" Un ajout.")
    select(commenter, "Premier")
    commenter.keyboard.press("Delete")
    expect(text_of(editor).locator("del")).to_have_text("Premier")
    select(commenter, "paragraphe")
    commenter.keyboard.press("Control+B")
    show_panel(editor)
    expect(suggestions(editor)).to_have_count(3)
    expect(suggestions(editor)).to_contain_text(["Premier", "gras", "Un ajout."])
    expect(suggestions(editor).first).to_contain_text(str(account("commenter")))
    expect(commenter.get_by_role("button", name="Accepter")).to_have_count(0)
    axe(editor)

    # Another kind of paragraph is no suggestion: said in words, and nothing happens.
    commenter.keyboard.press("Control+Alt+2")
    expect(commenter.locator("#refusal")).to_contain_text("On ne peut suggérer que des mots")
    expect(text_of(commenter).locator("p")).to_have_count(1)
    saved(commenter)

    suggestions(editor).filter(has_text="Un ajout").get_by_role("button", name="Accepter").click()
    expect(text_of(commenter).locator("ins")).to_have_count(0)
    expect(text_of(commenter)).to_contain_text("Un ajout.")
    suggestions(editor).filter(has_text="gras").get_by_role("button", name="Refuser").click()
    expect(text_of(commenter).locator("strong")).to_have_count(0)
    axe(editor)
    editor.get_by_role("button", name="Tout accepter").click()
    expect(suggestions(commenter)).to_have_count(0)
    expect(text_of(commenter).locator("p")).to_have_text(" paragraphe. Un ajout.")
    saved(editor, commenter)
    assert as_text(specification.document).split("\n")[-1] == "paragraphe. Un ajout."

    editor.get_by_role("button", name="Annuler", exact=False).first.click()
    expect(text_of(commenter).locator("del")).to_have_text("Premier")


def test_an_editor_suggests_and_goes_back_to_writing(open_text, specification):
    editor = open_text("editor", width=1280)
    editor.get_by_label(MODE).select_option("Suggérer")
    write_at_the_end(editor, " Proposé")
    expect(text_of(editor).locator("ins")).to_have_text(" Proposé")
    editor.keyboard.press("Backspace")
    expect(text_of(editor).locator("ins")).to_have_text(" Propos")
    for _ in range(9):
        editor.keyboard.press("Backspace")
    expect(text_of(editor).locator("ins")).to_have_count(0)
    expect(text_of(editor).locator("del")).to_have_text("e.")
    expect(editor.get_by_role("button", name="Liste à puces")).to_be_disabled()
    editor.get_by_label(MODE).select_option("Modifier")
    write_at_the_end(editor, " Écrit")
    expect(text_of(editor).locator("ins")).to_have_count(0)
    saved(editor)
    assert "Écrit" in as_text(specification.document)


def test_who_suggests_is_told_so_and_has_the_tools_of_a_reader(open_text):
    editor, commenter = open_text("editor", width=1280), open_text("commenter", width=360)
    told = "Vous suggérez : ce que vous écrivez est proposé aux rédacteurs."
    expect(commenter.get_by_text(told)).to_be_visible()
    for name in ("Rechercher et remplacer", "Qui a écrit ce passage ?", "Raccourcis clavier"):
        expect(commenter.get_by_role("button", name=name)).to_be_enabled()
    axe(commenter)
    expect(editor.get_by_text(told)).to_be_hidden()
    editor.get_by_label(MODE).select_option("Suggérer")
    expect(editor.get_by_text(told)).to_be_visible()


def test_a_comment_that_is_not_sent_keeps_its_place_also_over_a_reload(open_text, specification):
    page = open_text("commenter", width=1280)
    select(page, "Premier")
    begin = page.get_by_role("button", name="Commenter les mots sélectionnés")
    begin.click()
    field, quote = page.get_by_label("Votre commentaire"), page.locator("#talk-new-quote")
    field.fill("Premier de quoi ?")
    select(page, "paragraphe")
    begin.click()
    expect(quote).to_have_text("Premier")
    expect(field).to_have_value("Premier de quoi ?")
    expect(page.locator("#talk-error")).to_contain_text("Vous avez commencé ce commentaire")

    page.reload()
    expect(quote).to_have_text("Premier")
    expect(field).to_have_value("Premier de quoi ?")
    page.get_by_role("button", name="Commenter", exact=True).click()
    expect(text_of(page).locator(".comment-anchor")).to_have_text("Premier")
    comments(page).get_by_placeholder("Répondre…").fill("J’y reviens")
    saved(page)
    page.reload()
    expect(comments(page).get_by_placeholder("Répondre…")).to_have_value("J’y reviens")
    expect(field).to_be_hidden()
    select(page, "paragraphe")
    begin.click()
    expect(quote).to_have_text("paragraphe")


def test_all_suggestions_are_accepted_after_a_question_that_says_how_many(open_text):
    editor, commenter = open_text("editor", width=1280), open_text("commenter", width=1280)
    write_at_the_end(commenter, " Un ajout.")
    select(commenter, "Premier")
    commenter.keyboard.press("Delete")
    show_panel(editor)
    expect(suggestions(editor)).to_have_count(2)
    asked = []
    answers = iter([False, True])

    def answer(dialog):
        asked.append(dialog.message)
        dialog.accept() if next(answers) else dialog.dismiss()

    editor.on("dialog", answer)
    editor.get_by_role("button", name="Tout refuser").click()
    expect(suggestions(editor)).to_have_count(2)
    editor.get_by_role("button", name="Tout accepter").click()
    expect(suggestions(editor)).to_have_count(0)
    assert [words.replace("\xa0", " ").partition(" ?")[0] for words in asked] == [
        "Refuser 2 suggestions",
        "Accepter 2 suggestions",
    ]


def test_a_forged_change_of_a_commenter_is_refused(site, open_text, specification):
    editor = open_text("editor", width=1280)
    with Crowd(site.url, specification.document, {"stock": account("commenter")}) as crowd:
        crowd.wait(all_synced)
        crowd.do("write Écrit sans droit")
        crowd.wait(lambda reports: 4400 in reports["stock"]["codes"])
    write_at_the_end(editor, " Suite.")
    saved(editor)
    assert "Écrit sans droit" not in as_text(specification.document)
    assert "Suite." in as_text(specification.document)


def test_comments_on_a_telephone(open_text, specification):
    commenter = open_text("commenter", width=360, height=740)
    comment(commenter, "Premier", "Et le second ?")
    no_sideways_scroll(commenter)
    axe(commenter)
    commenter.get_by_role("button", name="Fermer le panneau").click()
    expect(commenter.locator("#talk")).to_be_hidden()
    commenter.get_by_role("button", name="Commentaires 1").click()
    expect(comments(commenter)).to_contain_text(["Et le second ?"])
    saved(commenter)


def test_a_reader_sees_what_is_said_and_says_nothing(open_text, specification):
    commenter, reader = open_text("commenter", width=1280), open_text("reader", width=1280)
    comment(commenter, "Premier", "À relire.")
    write_at_the_end(commenter, " Suggéré")
    expect(reader.locator("#talk-number")).to_have_text("2")
    reader.get_by_role("button", name="Commentaires 2").click()
    expect(comments(reader)).to_contain_text(["À relire."])
    expect(suggestions(reader)).to_contain_text(["Suggéré"])
    expect(reader.locator("#talk").get_by_role("button", name="Répondre")).to_have_count(0)
    expect(reader.locator("#talk").get_by_role("button", name="Retirer")).to_have_count(0)
    axe(reader)
    saved(commenter)
    html = coediting.as_html(specification.document)
    assert 'ins class="suggestion"' in html


@pytest.mark.looks
@pytest.mark.parametrize("width", [360, 1280])
def test_the_panel_s_looks(open_text, specification, width):
    page = open_text("editor", width=width, height=800)
    comment(page, "paragraphe", "Trop court à mon goût.")
    no_sideways_scroll(page)
