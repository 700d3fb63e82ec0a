"""Nothing that was typed is lost: without network, with the tab closed, with the right gone, with the text restored."""

import re

import pytest
from playwright.sync_api import expect

from portal import coediting
from portal.demo.specifications import h, p, text
from tests.journeys.test_coediting import (  # noqa: F401 - fixtures
    account,
    specification,
    state_of,
    text_of,
    write_at_the_end,
)
from tests.servers.browser import login, looked_at
from workgroups.actions import end_group_role
from workgroups.models import GroupRole

NETWORK = ["ERR_INTERNET_DISCONNECTED", "WebSocket", "ERR_FAILED", "Failed to fetch"]
KEPT = "gardé sur cet appareil"


# The emulated tunnel of Chromium lets open sockets through; a real one does not.
CLOSE_SOCKETS = """
window.WebSocket = class extends WebSocket {
    constructor(...given) {
        super(...given);
        addEventListener("offline", () => this.close());
    }
};
"""


@pytest.fixture
def open_text(browse, specification):  # noqa: F811
    """`open_text("editor")` is that person's page with the text arrived, in a browser whose network can be cut."""

    def open_page(name):
        page = browse(name)
        page.add_init_script(CLOSE_SOCKETS)
        page.goto(specification.get_absolute_url())
        expect(text_of(page)).to_be_visible()
        return page

    return open_page


@pytest.fixture
def cut(browse):
    """`cut(page)` takes the network away, as a tunnel does."""
    browse.expected += NETWORK

    def cut_off(page):
        page.context.set_offline(True)
        expect(page.locator("#notice")).to_contain_text(KEPT, timeout=15_000)

    return cut_off


def stored(specification):  # noqa: F811
    """The committed text."""
    return coediting.as_text(specification.document)


def wait_in(page, condition):
    """Until a condition that is asked for (an expression with `await`) holds in the page."""
    page.evaluate(
        f"""async () => {{
            for (let turn = 0; turn < 300; turn++) {{
                if ({condition}) return;
                await new Promise((resolve) => setTimeout(resolve, 100));
            }}
            throw new Error({condition!r});
        }}"""
    )


def wait_for_worker(page):
    """Until the page is kept by its service worker."""
    wait_in(page, "(await navigator.serviceWorker.getRegistration())?.active?.state === 'activated'")
    wait_in(page, "await caches.match(location.pathname)")


def test_one_goes_on_without_network_and_it_is_merged_on_return(open_text, cut, specification):  # noqa: F811
    editor, editor2 = open_text("editor"), open_text("editor2")
    expect(state_of(editor)).to_have_text("Enregistré")
    cut(editor)
    write_at_the_end(editor, " Dans le train.")
    expect(state_of(editor)).to_have_text("Non enregistré – hors connexion")
    looked_at(editor)
    editor.set_viewport_size({"width": 360, "height": 480})
    text_of(editor).evaluate("(text) => text.scrollIntoView({block: 'end'})")
    expect(editor.locator(".editor-title h1")).not_to_be_in_viewport()
    expect(state_of(editor)).to_be_in_viewport(ratio=1)
    text_of(editor2).get_by_text("Objet").click()
    editor2.keyboard.press("End")
    editor2.keyboard.type(" au bureau")
    editor.context.set_offline(False)
    for page in (editor, editor2):
        expect(text_of(page)).to_contain_text("Dans le train.")
        expect(text_of(page)).to_contain_text("Objet au bureau")
        expect(state_of(page)).to_have_text("Enregistré")
    assert stored(specification).count("Dans le train.") == 1


def test_a_tab_closed_without_network_sends_what_was_typed_when_it_is_opened_again(
    open_text,
    cut,
    specification,  # noqa: F811
):
    editor = open_text("editor")
    expect(state_of(editor)).to_have_text("Enregistré")
    cut(editor)
    write_at_the_end(editor, " Avant de fermer")
    context = editor.context
    editor.close()
    context.set_offline(False)
    again = context.new_page()
    again.goto(specification.get_absolute_url())
    expect(text_of(again)).to_contain_text("Premier paragraphe. Avant de fermer")
    expect(state_of(again)).to_have_text("Enregistré")
    assert stored(specification).count("Avant de fermer") == 1


def test_the_page_opens_without_network_and_two_tabs_of_one_person_lose_nothing(
    open_text,
    cut,
    specification,  # noqa: F811
):
    editor = open_text("editor")
    expect(state_of(editor)).to_have_text("Enregistré")
    wait_for_worker(editor)
    cut(editor)
    write_at_the_end(editor, " Premier onglet.")
    context = editor.context
    other = context.new_page()
    other.goto(specification.get_absolute_url())
    expect(text_of(other)).to_contain_text("Premier onglet.")
    expect(state_of(other)).to_have_text("Non enregistré – hors connexion")
    write_at_the_end(other, " Second onglet.")
    editor.close()
    other.close()
    third = context.new_page()
    third.goto(specification.get_absolute_url())
    expect(text_of(third)).to_contain_text("Premier onglet. Second onglet.")
    context.set_offline(False)
    expect(state_of(third)).to_have_text("Enregistré")
    assert stored(specification).endswith("Premier paragraphe. Premier onglet. Second onglet.")


def test_a_right_that_ended_meanwhile_leaves_a_copy(browse, open_text, cut, specification):  # noqa: F811
    browse.expected += ["404"]
    editor2 = open_text("editor2")
    expect(state_of(editor2)).to_have_text("Enregistré")
    row = GroupRole.objects.current().get(anchor=specification.group, person=account("editor2"))
    try:
        cut(editor2)
        write_at_the_end(editor2, " Jamais reçu.")
        end_group_role(row, by=account("facilitator"))
        editor2.context.set_offline(False)
        expect(editor2.locator("#kept")).to_contain_text("Premier paragraphe. Jamais reçu.")
        expect(editor2.locator("#kept")).to_contain_text("Votre droit d’ouvrir le texte avait pris fin")
        expect(editor2.locator("#kept")).not_to_contain_text("Objet")
        looked_at(editor2)
        with editor2.expect_download() as download:
            editor2.get_by_role("button", name="Télécharger (.docx)").click()
        assert download.value.suggested_filename.endswith(".docx")
        with editor2.expect_download() as download:
            editor2.get_by_role("button", name="Télécharger (.html)").click()
        assert "Jamais reçu." in download.value.path().read_text()

        # It stays on the device, and every page leads to it.
        editor2.goto("/groupes/")
        editor2.get_by_role("link", name="Textes non enregistrés").click()
        expect(editor2.locator("#kept")).to_contain_text("Jamais reçu.")
        looked_at(editor2)
        editor2.on("dialog", lambda dialog: dialog.accept())
        editor2.get_by_role("button", name="Supprimer cette copie").click()
        expect(editor2.get_by_text("Rien n’attend sur cet appareil")).to_be_visible()
        assert "Jamais reçu." not in stored(specification)
    finally:
        GroupRole.objects.filter(pk=row.pk).update(until=None, ended_by=None)


@pytest.mark.parametrize("is_closed", [False, True], ids=["open", "closed"])
def test_a_text_restored_meanwhile_is_never_merged_and_what_was_typed_is_offered(
    open_text,
    cut,
    specification,  # noqa: F811
    is_closed,
):
    editor = open_text("editor")
    expect(state_of(editor)).to_have_text("Enregistré")
    cut(editor)
    write_at_the_end(editor, " Tapé hors connexion.")
    context = editor.context
    if is_closed:
        editor.close()
    new = text(h(1, "Objet"), p("Version rétablie."))
    coediting.replace_content(specification.document, new, by=account("facilitator"))
    context.set_offline(False)
    if is_closed:
        editor = context.new_page()
        editor.goto(specification.get_absolute_url())
    expect(text_of(editor)).to_have_text(re.compile("ObjetVersion rétablie.$"))
    expect(state_of(editor)).to_have_text("Enregistré")
    expect(editor.locator("#kept")).to_contain_text("Premier paragraphe. Tapé hors connexion.")
    assert stored(specification) == "Objet\nVersion rétablie."
    editor.reload()
    expect(editor.locator("#kept")).to_contain_text("Tapé hors connexion.")


def test_what_was_saved_is_never_offered(open_text, specification):  # noqa: F811
    editor = open_text("editor")
    write_at_the_end(editor, " Enregistré ici.")
    expect(state_of(editor)).to_have_text("Enregistré")
    coediting.replace_content(specification.document, text(p("Autre.")), by=account("facilitator"))
    expect(text_of(editor)).to_have_text("Autre.")
    expect(state_of(editor)).to_have_text("Enregistré")
    expect(editor.locator("#kept")).to_be_hidden()


def test_the_copy_goes_with_the_log_out(open_text):
    editor = open_text("editor")
    expect(state_of(editor)).to_have_text("Enregistré")
    wait_for_worker(editor)
    here = "async () => (await indexedDB.databases()).map(({name}) => name).filter((name) => name.startsWith('texts-'))"
    assert len(editor.evaluate(here)) == 1
    editor.locator("summary", has_text="Julien").click()
    editor.get_by_role("button", name="Se déconnecter").click()
    editor.wait_for_url(lambda url: "/groupes/" not in url)
    assert editor.evaluate(here) == []
    assert editor.evaluate("async () => (await caches.keys()).filter((name) => name.startsWith('text '))") == []


def test_another_account_of_the_browser_meets_nothing_of_the_first(open_text, cut, specification):  # noqa: F811
    editor = open_text("editor")
    expect(state_of(editor)).to_have_text("Enregistré")
    wait_for_worker(editor)
    cut(editor)
    write_at_the_end(editor, " Seulement à moi.")
    context = editor.context
    editor.close()
    context.set_offline(False)
    context.clear_cookies()  # the session ended without a log-out
    other = context.new_page()
    login(other, "editor2")
    other.goto(specification.get_absolute_url())
    expect(state_of(other)).to_have_text("Enregistré")
    expect(text_of(other)).not_to_contain_text("Seulement à moi.")
    wait_in(other, "(await caches.keys()).filter((name) => name.startsWith('text ')).length <= 1")
    other.goto("/textes/gardes/")
    expect(other.get_by_text("Rien n’attend sur cet appareil")).to_be_visible()
    expect(other.locator("#unsent")).to_be_hidden()

    # What the first one typed waits for them.
    context.clear_cookies()
    login(other, "editor")
    other.goto("/textes/gardes/")
    other.locator("#unsent").get_by_role("link").click()
    expect(text_of(other)).to_contain_text("Seulement à moi.")
    expect(state_of(other)).to_have_text("Enregistré")


def test_a_browser_that_keeps_nothing_says_so(browse, specification, cut):  # noqa: F811
    page = browse("editor")
    page.add_init_script("indexedDB.open = () => { throw new DOMException('forbidden', 'SecurityError'); }")
    page.goto(specification.get_absolute_url())
    expect(page.locator("#device-state")).to_contain_text("ne garde pas de copie")
    write_at_the_end(page, " En mémoire.")
    expect(state_of(page)).to_have_text("Enregistré")
    page.context.set_offline(True)
    page.keyboard.type(" Hors connexion.")
    expect(page.locator("#notice")).to_contain_text("seulement dans cette page", timeout=15_000)
    with page.expect_event("dialog") as asked:
        page.close(run_before_unload=True)
    assert asked.value.type == "beforeunload"
    asked.value.dismiss()
    page.context.set_offline(False)
    expect(state_of(page)).to_have_text("Enregistré")
    assert stored(specification).endswith("En mémoire. Hors connexion.")
