"""Journey two: a working group writes a specification together, in real browsers."""

import os
import signal
import zipfile
from itertools import zip_longest

import pytest
from playwright.sync_api import expect

from portal import coediting
from portal.demo.specifications import h, p, text
from portal.people.models import Person
from tests.coediting.crowd import Crowd, all_synced
from tests.servers.browser import axe, login, no_sideways_scroll
from workgroups.actions import create_specification, end_group_role
from workgroups.models import GroupRole, Specification, WorkingGroup

GROUP = "/groupes/specifications/"
# What the console says when the server goes, also while the page is being kept for later.
KILLED = ["WebSocket", "ERR_CONNECTION_REFUSED", "fetching the script", "ERR_EMPTY_RESPONSE", "ERR_CONNECTION_RESET"]


def account(name):
    return Person.objects.get(email=f"{name}@it77.example")


@pytest.fixture
def specification(site, request):
    """A draft of the first group, of this test alone."""
    number = Specification.objects.count()
    letters = chr(65 + number // 26) + chr(65 + number % 26)
    return create_specification(
        WorkingGroup.objects.get(slug="specifications"),
        title=f"Essai {letters} {request.node.name[:40]}",
        code_prefix=f"ZZ{letters}",
        by=account("facilitator"),
        content=text(h(1, "Objet"), p("Premier paragraphe.")),
    )


@pytest.fixture
def open_text(browse, specification):
    """`open_text("editor")` is that person's page with the text arrived."""

    def open_page(name, **options):
        page = browse(name, **options)
        page.goto(specification.get_absolute_url())
        expect(text_of(page)).to_be_visible()
        return page

    return open_page


def text_of(page):
    return page.locator(".ProseMirror")


def written(page):
    """The text as HTML, without anybody's caret."""
    return text_of(page).evaluate(
        """(text) => {
            const copy = text.cloneNode(true);
            const marks = ".caret, .ProseMirror-trailingBreak, .ProseMirror-separator";
            copy.querySelectorAll(marks).forEach((mark) => mark.remove());
            copy.querySelectorAll(".has-caret").forEach((block) => {
                block.classList.remove("has-caret");
                if (!block.classList.length) block.removeAttribute("class");
            });
            copy.querySelectorAll(".selection").forEach((mark) => mark.replaceWith(...mark.childNodes));
            return copy.innerHTML;
        }"""
    )


def state_of(page):
    return page.locator("#save-state")


def write_at_the_end(page, words):
    text_of(page).click()
    page.keyboard.press("Control+End")
    page.keyboard.type(words)


def paste(page, html):
    text_of(page).evaluate(
        """(text, html) => {
            const clipboard = new DataTransfer();
            clipboard.setData("text/html", html);
            const how = {clipboardData: clipboard, bubbles: true, cancelable: true};
            text.dispatchEvent(new ClipboardEvent("paste", how));
        }""",
        html,
    )


def test_two_people_write_at_once_and_the_text_goes_into_word(browse, site):
    julien, aicha = browse("editor"), browse("editor2")
    julien.goto(GROUP)
    julien.get_by_role("link", name="Commencer un texte").click()
    julien.get_by_label("Titre").fill("Accueil des nomades")
    julien.get_by_label("Code de ses exigences").fill("nom")
    julien.get_by_role("button", name="Commencer le texte").click()
    expect(text_of(julien)).to_be_visible()

    julien.get_by_label("Style du paragraphe").select_option("Titre 1")
    expect(text_of(julien)).to_be_focused()
    julien.keyboard.type("Arrivée")
    julien.keyboard.press("Enter")
    julien.keyboard.type("De Julien : ")
    aicha.goto(GROUP)
    aicha.get_by_role("link", name="Accueil des nomades").click()
    expect(text_of(aicha)).to_contain_text("De Julien :")
    expect(aicha.locator("#presence")).to_contain_text("Julien Marchais")
    expect(aicha.locator("#presence")).to_contain_text("Aïcha Benali (vous)")

    # Each sees the other's caret, with the name the server knows.
    text_of(aicha).click()
    aicha.keyboard.press("Control+End")
    expect(julien.locator(".caret-name")).to_have_text("Aïcha Benali")
    expect(aicha.locator(".caret-name")).to_have_text("Julien Marchais")

    # Both type, key by key, in the same paragraph.
    aicha.keyboard.press("Enter")
    aicha.keyboard.type("D’Aïcha : ")
    for mine, hers in zip_longest("un badge et un plan.", "une visite du lieu, le matin."):
        if mine:
            julien.keyboard.type(mine)
        aicha.keyboard.type(hers)
    for page in (julien, aicha):
        expect(text_of(page)).to_contain_text("De Julien : un badge et un plan.")
        expect(text_of(page)).to_contain_text("D’Aïcha : une visite du lieu, le matin.")
        expect(state_of(page)).to_have_text("Enregistré")

    # A list and a table, by the toolbar.
    aicha.keyboard.press("Enter")
    aicha.get_by_role("button", name="Liste à puces").click()
    aicha.keyboard.type("un café")
    aicha.keyboard.press("Enter")
    aicha.keyboard.press("Enter")
    aicha.get_by_role("button", name="Insérer un tableau").click()
    aicha.keyboard.type("Horaire")
    aicha.keyboard.press("Tab")
    aicha.keyboard.type("Service")
    aicha.keyboard.press("Tab")
    aicha.keyboard.type("Contact")
    expect(julien.locator(".ProseMirror th").nth(2)).to_contain_text("Contact")
    expect(julien.locator(".ProseMirror li")).to_have_text("un café")
    expect(state_of(aicha)).to_have_text("Enregistré")
    assert written(julien) == written(aicha)
    axe(aicha)

    with julien.expect_download() as download:
        julien.locator("summary", has_text="Télécharger").click()
        julien.get_by_role("link", name="Word (.docx)").click()
    body = zipfile.ZipFile(download.value.path()).read("word/document.xml").decode()
    for words in ("Accueil des nomades", "Arrivée", "une visite du lieu, le matin.", "un café", "Horaire"):
        assert words in body
    document = Specification.objects.get(title="Accueil des nomades").document
    assert "De Julien\xa0: un badge et un plan." in coediting.as_text(document)


def test_a_reader_sees_the_text_grow_and_cannot_write(open_text):
    editor, reader = open_text("editor"), open_text("reader")
    expect(state_of(reader)).to_have_text("Lecture seule")
    expect(reader.get_by_role("toolbar")).to_have_count(0)
    write_at_the_end(editor, " Suite.")
    expect(text_of(reader)).to_contain_text("Premier paragraphe. Suite.")
    write_at_the_end(reader, "Rien.")
    expect(text_of(reader)).not_to_contain_text("Rien.")
    axe(reader)


def fill_the_window(page):
    """Writes so much that the top of the page is far away."""
    write_at_the_end(page, "")
    paste(page, "".join(f"<p>Alinéa {number}</p>" for number in range(60)))
    write_at_the_end(page, " Fin.")
    expect(state_of(page)).to_have_text("Enregistré")
    expect(page.locator(".editor-title h1")).not_to_be_in_viewport()


def test_a_paragraph_is_as_high_with_somebody_s_caret_as_without(open_text):
    editor, other = open_text("editor"), open_text("editor2")
    paragraph = text_of(editor).locator("p").last
    height = paragraph.bounding_box()["height"]
    write_at_the_end(other, "")
    expect(text_of(editor).locator("p .caret")).to_have_count(1)
    assert paragraph.bounding_box()["height"] == height


def test_an_empty_text_says_how_it_is_begun(open_text):
    editor = open_text("editor")
    write_at_the_end(editor, "")
    editor.keyboard.press("Control+a")
    editor.keyboard.press("Delete")
    editor.get_by_label("Style du paragraphe").select_option("Texte")
    assert "le bouton « Exigence » pose une exigence" in hint_of(text_of(editor))
    axe(editor)
    editor.keyboard.type("Un mot.")
    expect(text_of(editor)).to_have_text("Un mot.")
    assert hint_of(text_of(editor)) == ""


def hint_of(place):
    """What is drawn in an empty place, in plain spaces."""
    drawn = place.evaluate("(place) => getComputedStyle(place, '::before').content")
    return "" if drawn == "none" else drawn.strip('"').replace("\xa0", " ")


def test_a_role_that_ends_closes_the_page(browse, open_text, specification):
    browse.expected += ["404"]
    editor, editor2 = open_text("editor"), open_text("editor2")
    row = GroupRole.objects.current().get(anchor=specification.group, person=account("editor2"))
    fill_the_window(editor2)
    try:
        end_group_role(row, by=account("facilitator"))
        expect(editor2.get_by_role("alert")).to_contain_text("votre rôle a pris fin")
        expect(state_of(editor2)).to_have_text("Déconnecté")
        expect(state_of(editor2)).to_be_in_viewport()
        expect(editor2.get_by_role("alert")).to_be_in_viewport(ratio=1)
        expect(text_of(editor2)).to_have_attribute("contenteditable", "false")
        expect(editor2.get_by_role("button", name="Copier le texte")).to_be_visible()
        write_at_the_end(editor, " Toujours là.")
        expect(state_of(editor)).to_have_text("Enregistré")
        assert editor2.goto(specification.get_absolute_url()).status == 404
    finally:
        GroupRole.objects.filter(pk=row.pk).update(until=None, ended_by=None)


def test_a_server_killed_while_two_type_loses_nothing(site, browse, open_text, specification):
    browse.expected += KILLED
    editor, editor2 = open_text("editor"), open_text("editor2")
    for page in (editor, editor2):
        page.evaluate("window.samePage = true")
    write_at_the_end(editor, " Avant")
    expect(text_of(editor2)).to_contain_text("Avant")
    editor.keyboard.type(" pendant")
    site.kill()
    editor.keyboard.type(" la panne")
    expect(state_of(editor)).to_have_text("Non enregistré – hors connexion")
    expect(editor.get_by_role("alert")).to_contain_text("ce que vous écrivez est gardé sur cet appareil")
    text_of(editor2).get_by_text("Objet").click()
    editor2.keyboard.press("End")
    editor2.keyboard.type(" ; moi aussi")
    site.start()
    editor.keyboard.type(" et après.")
    for page in (editor, editor2):
        expect(text_of(page)).to_contain_text("Avant pendant la panne et après.")
        expect(text_of(page)).to_contain_text("; moi aussi")
        expect(state_of(page)).to_have_text("Enregistré")
        expect(page.get_by_role("alert")).to_have_count(0)
        assert page.evaluate("window.samePage")
    stored = coediting.as_text(specification.document)
    assert stored.count("pendant la panne et après.") == stored.count("; moi aussi") == 1


def test_the_browser_warns_before_unsaved_text_is_left(site, browse, open_text):
    browse.expected += KILLED
    editor = open_text("editor")
    site.kill()
    write_at_the_end(editor, " Perdu ?")
    expect(state_of(editor)).to_have_text("Non enregistré – hors connexion")
    with editor.expect_event("dialog") as asked:
        editor.close(run_before_unload=True)
    assert asked.value.type == "beforeunload"
    asked.value.dismiss()
    site.start()
    expect(state_of(editor)).to_have_text("Enregistré")


def test_a_server_that_falls_silent_is_noticed_while_one_types(site, open_text):
    editor = open_text("editor")
    write_at_the_end(editor, " Avant")
    expect(state_of(editor)).to_have_text("Enregistré")
    os.killpg(site.process.pid, signal.SIGSTOP)  # the connection stays open, nobody answers
    try:
        editor.keyboard.type(" le silence")
        expect(state_of(editor)).to_have_text("Enregistrement…")
        expect(state_of(editor)).to_have_text("Non enregistré – hors connexion")
        editor.keyboard.type(" et après.")
    finally:
        os.killpg(site.process.pid, signal.SIGCONT)
    expect(state_of(editor)).to_have_text("Enregistré")
    expect(text_of(editor)).to_contain_text("Avant le silence et après.")


def test_somebody_logged_out_elsewhere_logs_in_again_and_goes_on(browse, open_text):
    browse.expected += ["404"]  # the page may be asked for once more, to be kept, as the session ends
    editor = open_text("editor")
    other = editor.context.new_page()
    other.goto(GROUP)
    other.locator("summary", has_text="Julien").click()
    other.get_by_role("button", name="Se déconnecter").click()
    expect(editor.get_by_role("alert")).to_contain_text("Reconnectez-vous")
    expect(editor.get_by_role("link", name="Se reconnecter")).to_be_visible()
    expect(text_of(editor)).to_have_attribute("contenteditable", "false")
    login(other, "editor")
    editor.evaluate("document.dispatchEvent(new Event('visibilitychange'))")  # headless pages are never hidden
    expect(text_of(editor)).to_have_attribute("contenteditable", "true")
    expect(editor.get_by_role("alert")).to_have_count(0)
    write_at_the_end(editor, " De retour.")
    expect(state_of(editor)).to_have_text("Enregistré")


def test_a_text_replaced_on_the_server_is_not_merged_with_the_copy_of_the_page(open_text, specification):
    editor = open_text("editor")
    write_at_the_end(editor, " Ancien.")
    expect(state_of(editor)).to_have_text("Enregistré")
    coediting.replace_content(specification.document, text(p("Version rétablie.")), by=account("facilitator"))
    expect(text_of(editor)).to_have_text("Version rétablie.")
    expect(state_of(editor)).to_have_text("Enregistré")
    write_at_the_end(editor, " Suite.")
    expect(state_of(editor)).to_have_text("Enregistré")
    assert coediting.as_text(specification.document) == "Version rétablie. Suite."


def test_a_stock_client_and_the_browser_converge(site, open_text, specification):
    editor = open_text("editor")
    with Crowd(site.url, specification.document, {"stock": account("editor2")}) as crowd:
        crowd.wait(all_synced)
        crowd.do("write Écrit par un client ordinaire.")
        expect(text_of(editor)).to_contain_text("Écrit par un client ordinaire.")
        expect(editor.locator("#presence")).to_contain_text("Aïcha Benali")
        text_of(editor).get_by_text("Premier paragraphe.").click()
        editor.keyboard.press("End")
        editor.keyboard.type(" Écrit au navigateur.")
        crowd.wait(
            lambda reports: (
                reports["stock"]["text"]
                == ["Objet", "Premier paragraphe. Écrit au navigateur.", "Écrit par un client ordinaire."]
            )
        )


def test_what_is_pasted_from_word_keeps_its_structure_and_nothing_else(open_text, specification):
    editor = open_text("editor")
    write_at_the_end(editor, "")
    editor.keyboard.press("Enter")
    paste(
        editor,
        """<html xmlns:o="urn:schemas-microsoft-com:office:office">
        <head><style>p.MsoNormal {color: red}</style></head><body>
        <h2 style="color: red" onclick="alert(1)">Depuis Word</h2>
        <p class="MsoNormal" style="margin: 0"><b><span style="font-family: Calibri">Gras</span></b><o:p></o:p></p>
        <b style="font-weight:normal">Maigre <span style="font-weight:700;font-style: italic">penché</span></b>
        <script>alert(1)</script><img src="x" onerror="alert(1)"><a href="javascript:alert(1)">piège</a>
        <table border="1" style="width: 300pt"><tr><td width="100"><p>A1</p></td><td><p>B1</p></td></tr></table>
        </body></html>""",
    )
    expect(state_of(editor)).to_have_text("Enregistré")
    expect(editor.locator(".ProseMirror h2")).to_have_text("Depuis Word")
    expect(editor.locator(".ProseMirror strong")).to_have_text(["Gras", "penché"])
    expect(editor.locator(".ProseMirror em")).to_have_text("penché")
    expect(editor.locator(".ProseMirror td > p")).to_have_text(["A1", "B1"])
    expect(editor.get_by_text("Les images venues d’ailleurs ne sont pas reprises")).to_be_visible()
    html = written(editor)
    assert not any(word in html for word in ("Mso", "red", "Calibri", "onclick", "<script", "<img", "javascript:"))
    assert "Depuis Word" in coediting.as_text(specification.document)


def test_what_the_server_would_refuse_of_a_pasted_page_is_left_out_before_it_is_sent(open_text, specification):
    """A paste must not end the connection: everything the page then holds would be unsaved."""
    editor = open_text("editor")
    write_at_the_end(editor, "")
    editor.keyboard.press("Enter")
    paste(
        editor,
        f"""<p><a href="https://a.example/" class="{"x " * 200}" title="{"t" * 300}">classe</a>
        <a href="//cdn.example/x">sans protocole</a> <a href="https://a.example/{"q" * 2500}">trop long</a></p>
        <ol start="-3" type="{"z" * 300}"><li>moins trois</li></ol>
        <table><tr><td colspan="16384" rowspan="5000">toutes les colonnes</td><td>B1</td></tr></table>""",
    )
    for words in ("classe sans protocole trop long", "moins trois", "toutes les colonnes"):
        expect(text_of(editor)).to_contain_text(words)
    expect(state_of(editor)).to_have_text("Enregistré")
    links = editor.locator(".ProseMirror a")
    expect(links).to_have_count(1)
    expect(links).to_have_attribute("href", "https://a.example/")
    assert "toutes les colonnes" in coediting.as_text(specification.document)


def test_a_link_is_made_by_keyboard_and_a_dangerous_address_refused(open_text, specification):
    editor = open_text("editor")
    write_at_the_end(editor, " Voir le site")
    for _ in range(2):
        editor.keyboard.press("Shift+Control+ArrowLeft")
    editor.keyboard.press("Control+k")
    address = editor.get_by_label("Adresse")
    address.fill("javascript:alert(1)")
    editor.keyboard.press("Enter")
    expect(editor.get_by_text("Écrivez une adresse telle que")).to_be_visible()
    address.fill("www.it77.example")
    editor.keyboard.press("Enter")
    link = editor.locator(".ProseMirror a")
    expect(link).to_have_attribute("href", "https://www.it77.example")
    expect(state_of(editor)).to_have_text("Enregistré")
    assert 'href="https://www.it77.example"' in coediting.as_html(specification.document)


def test_the_editor_on_a_telephone(open_text):
    editor = open_text("editor", width=360, height=740)
    no_sideways_scroll(editor)
    expect(editor.get_by_role("button", name="Commenter les mots sélectionnés")).to_be_in_viewport(ratio=1)
    write_at_the_end(editor, " Corrigé du train.")
    for _ in range(2):
        editor.keyboard.press("Shift+Control+ArrowLeft")
    bold = editor.get_by_role("button", name="Gras")
    bold.click()
    expect(bold).to_have_attribute("aria-pressed", "true")
    expect(editor.locator(".ProseMirror strong")).to_have_text("train.")
    expect(state_of(editor)).to_have_text("Enregistré")
    axe(editor)


def test_the_toolbar_by_keyboard(open_text):
    editor = open_text("editor")
    write_at_the_end(editor, "")
    editor.keyboard.press("Control+a")
    editor.keyboard.press("Shift+Tab")
    expect(editor.get_by_role("button", name="Annuler la dernière action")).to_be_focused()
    for _ in range(4):  # again, how one writes, the kind of paragraph
        editor.keyboard.press("ArrowRight")
    expect(editor.get_by_role("button", name="Gras")).to_be_focused()
    editor.keyboard.press("Enter")
    expect(editor.locator(".ProseMirror p strong")).to_have_text("Premier paragraphe.")


def test_without_javascript_the_text_is_there_to_read(browse, specification):
    reader = browse("editor", javascript=False)
    reader.goto(specification.get_absolute_url())
    expect(reader.locator("#text")).to_contain_text("Premier paragraphe.")
    expect(reader.get_by_text("demande JavaScript")).to_be_visible()
