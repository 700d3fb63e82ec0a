"""Images in a text written together: by the toolbar, by dropping, by pasting; refused in words."""

import base64
import io

from PIL import Image as Picture
from playwright.sync_api import expect

from portal import coediting
from tests.servers.browser import axe, no_sideways_scroll

from .test_coediting import open_text, paste, specification, state_of, text_of
from .test_offline import NETWORK

__all__ = ["open_text", "specification"]


def picture(kind="PNG", size=(320, 200)):
    written = io.BytesIO()
    Picture.new("RGB", size, "#1d5c52").save(written, kind)
    return written.getvalue()


def pictures(page):
    return page.locator(".ProseMirror .image img")


def dialog(page):
    return page.get_by_role("dialog", name="Image")


def images_of(specification):
    return [node["attrs"] for node in coediting.as_json(specification.document)["content"] if node["type"] == "image"]


def test_an_image_comes_by_the_toolbar_with_its_words_and_its_width(open_text, specification):
    editor, reader = open_text("editor"), open_text("reader")
    text_of(editor).click()
    with editor.expect_file_chooser() as chooser:
        editor.get_by_role("button", name="Image", exact=True).click()
    chooser.value.set_files([{"name": "plan.png", "mimeType": "image/png", "buffer": picture()}])
    expect(dialog(editor)).to_be_visible()
    axe(editor)
    editor.get_by_label("Ce que montre l’image").fill("Plan du lieu")
    editor.get_by_label("50 %").check()
    dialog(editor).get_by_role("button", name="Enregistrer").click()
    expect(pictures(reader)).to_have_attribute("alt", "Plan du lieu")
    expect(pictures(reader)).to_have_class("width-50")
    assert pictures(reader).evaluate("image => image.decode().then(() => image.naturalWidth)") == 320
    expect(state_of(editor)).to_have_text("Enregistré")
    (image,) = images_of(specification)
    assert (image["alt"], image["width"]) == ("Plan du lieu", 50)
    assert image["src"].startswith(f"/textes/{specification.document_id}/images/")
    editor.get_by_role("button", name="Modifier l’image: Plan du lieu").click()
    dialog(editor).get_by_role("button", name="Retirer l’image").click()
    expect(pictures(reader)).to_have_count(0)


def drop(page, content, name, kind):
    text_of(page).evaluate(
        """(text, [content, name, type]) => {
            const data = new DataTransfer();
            const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
            data.items.add(new File([bytes], name, {type}));
            const {left, top} = text.lastElementChild.getBoundingClientRect();
            text.dispatchEvent(new DragEvent("drop", {
                dataTransfer: data, clientX: left + 5, clientY: top + 5, bubbles: true, cancelable: true,
            }));
        }""",
        [base64.b64encode(content).decode(), name, kind],
    )


def test_what_is_dropped_is_sent_smaller_and_what_is_no_image_is_refused(open_text, specification):
    editor = open_text("editor")
    drop(editor, picture("JPEG", (4000, 1000)), "photo.jpg", "image/jpeg")
    dialog(editor).get_by_role("button", name="Annuler").click()
    expect(pictures(editor)).to_have_count(1)
    assert pictures(editor).evaluate("image => image.decode().then(() => image.naturalWidth)") == 2400
    expect(editor.get_by_text("sans description")).to_be_visible()

    drop(editor, b"ceci est un texte", "faux.png", "image/png")
    expect(editor.get_by_text("Cette image est illisible")).to_be_visible()
    editor.get_by_role("button", name="Renoncer").click()
    expect(editor.get_by_text("Cette image est illisible")).to_have_count(0)
    editor.set_viewport_size({"width": 360, "height": 740})
    no_sideways_scroll(editor)
    axe(editor)


def test_images_of_other_sites_are_never_loaded_and_without_network_one_is_told(open_text, browse, specification):
    editor = open_text("editor")
    asked = []
    editor.on("request", lambda request: asked.append(request.url))
    text_of(editor).click()
    paste(editor, '<p>Vu ailleurs <img src="https://elsewhere.example/x.png" alt="x"></p>')
    expect(editor.get_by_text("Les images venues d’ailleurs ne sont pas reprises")).to_be_visible()
    expect(text_of(editor)).to_contain_text("Vu ailleurs")
    assert not [url for url in asked if "elsewhere.example" in url]
    editor.get_by_role("button", name="Renoncer").click()

    browse.expected += NETWORK  # the page is kept on the device about that moment
    editor.context.set_offline(True)
    drop(editor, picture(), "plan.png", "image/png")
    expect(editor.get_by_text("en étant connecté")).to_be_visible()
    editor.context.set_offline(False)
    editor.get_by_role("button", name="Réessayer").click()
    dialog(editor).get_by_role("button", name="Annuler").click()
    expect(pictures(editor)).to_have_count(1)
    expect(state_of(editor)).to_have_text("Enregistré")
