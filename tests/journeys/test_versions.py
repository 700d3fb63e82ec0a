"""Versions of a text in real browsers: kept, read, compared, restored while others have the text open."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from portal import coediting
from portal.coediting.models import Document, Update
from portal.demo.specifications import h, p, requirement, text
from tests.servers.browser import axe, looked_at, no_sideways_scroll
from workgroups.actions import create_specification, keep_automatic_versions
from workgroups.enums import VersionKinds
from workgroups.models import Specification, WorkingGroup

from .test_coediting import account, open_text, state_of, text_of, write_at_the_end

__all__ = ["open_text"]
BEFORE = "Avant la réunion"


@pytest.fixture
def specification(site, request):
    """A draft with three requirements."""
    prefix = "VE" + chr(65 + Specification.objects.count() % 26)
    return create_specification(
        WorkingGroup.objects.get(slug="specifications"),
        title=f"Essai {prefix} {request.node.name[:40]}",
        code_prefix=prefix,
        by=account("facilitator"),
        content=text(
            h(1, "Objet"),
            p("Le lieu ouvre à neuf heures."),
            requirement("mandatory", "Le lieu a une salle.", "Compter.", "On s’y réunit."),
            requirement("recommended", "Le lieu a un jardin.", "Regarder.", "On s’y repose."),
            requirement("optional", "Le café est offert.", "En demander.", "C’est l’usage."),
            p("Fin."),
        ),
    )


def versions(page, specification):
    page.goto(f"{specification.get_absolute_url()}versions/")


def keep(page, specification, name):
    versions(page, specification)
    page.get_by_label("Nom de la version").fill(name)
    page.get_by_role("button", name="Garder cette version").click()
    expect(page.get_by_role("link", name=name)).to_be_visible()


def rest(specification):
    """Twenty minutes later the text has rested, and is kept by itself."""
    when = timezone.now() - timedelta(minutes=20)
    Update.objects.filter(document=specification.document_id).update(committed_at=when)
    keep_automatic_versions()


def by_number(specification, number):
    return f"{specification.code_prefix}-{number:03}"


def test_a_text_is_kept_by_name_and_by_itself_read_and_compared(open_text, specification):
    julien = open_text("editor")
    expect(state_of(julien)).to_have_text("Enregistré")
    keep(julien, specification, BEFORE)

    julien.goto(specification.get_absolute_url())
    text_of(julien).get_by_text("Le lieu ouvre à neuf heures.").dblclick(position={"x": 5, "y": 10})
    julien.keyboard.press("End")
    for _ in "neuf heures.":
        julien.keyboard.press("Backspace")
    julien.keyboard.type("huit heures.")
    blocks = julien.locator(".ProseMirror .requirement")
    blocks.nth(1).get_by_label("Niveau").select_option("Obligatoire")
    blocks.nth(2).get_by_role("button", name="Retirer").click()
    text_of(julien).get_by_text("Fin.").click()
    julien.keyboard.press("Control+Shift+E")
    julien.keyboard.type("Le lieu a un abri à vélos.")
    expect(blocks.last.locator(".requirement-code")).to_have_text(by_number(specification, 4))
    expect(state_of(julien)).to_have_text("Enregistré")
    rest(specification)

    versions(julien, specification)
    kept = julien.locator("main li").filter(has=julien.locator("a.h5"))
    expect(kept).to_have_count(2)
    expect(kept.nth(0)).to_contain_text("Version automatique")
    expect(kept.nth(1)).to_contain_text("Julien Marchais · version nommée")
    looked_at(julien)
    julien.get_by_role("link", name=BEFORE).click()
    expect(julien.locator(".editor-text")).to_contain_text("Le lieu ouvre à neuf heures.")
    expect(julien.locator(".editor-text")).not_to_contain_text("abri à vélos")
    looked_at(julien)

    versions(julien, specification)
    julien.get_by_label("Version de départ").select_option(index=2)
    julien.get_by_label("Version d’arrivée").select_option(index=1)
    julien.get_by_role("button", name="Comparer").click()
    main = julien.locator("main")
    for said in (
        f"{by_number(specification, 4)} · Obligatoire · ajoutée",
        f"{by_number(specification, 3)} · Facultatif · supprimée",
        f"{by_number(specification, 2)} · Recommandé Obligatoire · modifiée",
    ):
        expect(main).to_contain_text(said)
    expect(main).not_to_contain_text(by_number(specification, 1) + " ·")
    line = main.locator("p", has_text="Le lieu ouvre à").last
    expect(line.locator("del")).to_contain_text("neuf")
    expect(line.locator("ins")).to_contain_text("huit")
    looked_at(julien)
    julien.emulate_media(color_scheme="dark")
    axe(julien)


def test_a_version_is_restored_while_others_write_and_what_they_had_not_saved_is_offered(
    browse, open_text, specification
):
    julien, aicha, reader = open_text("editor"), open_text("editor2"), open_text("reader")
    keep(julien, specification, BEFORE)
    write_at_the_end(aicha, " Écrit par Aïcha.")
    expect(state_of(aicha)).to_have_text("Enregistré")
    expect(text_of(reader)).to_contain_text("Écrit par Aïcha.")

    # What she types now does not reach the server any more before the text is another one.
    browse.expected += ["WebSocket", "ERR_INTERNET_DISCONNECTED", "Failed to fetch"]
    hold_back(aicha)
    aicha.keyboard.type(" Et pas encore envoyé.")
    julien.get_by_role("link", name=BEFORE).click()
    julien.get_by_role("button", name="Rétablir cette version").click()
    expect(julien.locator("main")).to_contain_text("La version est rétablie.")
    expect(text_of(julien)).not_to_contain_text("Écrit par Aïcha.")

    for page in (aicha, reader):
        expect(page.locator("#notice")).to_contain_text("Un autre texte a été mis en place")
        expect(page.locator("#notice")).to_be_in_viewport()
        expect(text_of(page)).not_to_contain_text("Aïcha")
        expect(text_of(page)).to_contain_text("Fin.")
    expect(aicha.locator("#kept")).to_contain_text("Et pas encore envoyé.")
    expect(aicha.locator("#kept")).to_contain_text("rétabli")
    expect(reader.locator("#kept")).to_be_hidden()
    looked_at(aicha)
    aicha.emulate_media(color_scheme="dark")
    axe(aicha)
    aicha.get_by_role("button", name="Fermer").click()
    expect(aicha.locator("#notice")).to_be_hidden()
    write_at_the_end(aicha, " On continue.")
    expect(text_of(julien)).to_contain_text("On continue.")

    # What was there before is a version, with all that had been acknowledged.
    before = specification.versions.get(kind=VersionKinds.BEFORE_RESTORE)
    assert "Écrit par Aïcha." in coediting.text(before.content)
    julien.goto(before.get_absolute_url())
    expect(julien.locator(".editor-text")).to_contain_text("Écrit par Aïcha.")


def hold_back(page):
    """The page's changes are not sent any more, though it hears everything: as on a line that is slow one way."""
    page.evaluate("() => { WebSocket.prototype.send = () => {}; }")


def test_of_two_browsers_that_restore_different_versions_the_second_is_told_and_may_look_first(
    browse, open_text, specification
):
    browse.expected += ["409"]
    julien, aicha = open_text("editor"), open_text("editor2")
    keep(julien, specification, "De Julien")
    write_at_the_end(aicha, " La suite.")
    expect(state_of(aicha)).to_have_text("Enregistré")
    keep(aicha, specification, "D’Aïcha")
    write_here = open_text("facilitator")
    write_at_the_end(write_here, " Et l’animatrice.")
    expect(state_of(write_here)).to_have_text("Enregistré")

    # Both look at their version, then both restore it.
    julien.get_by_role("link", name="De Julien").click()
    aicha.get_by_role("link", name="D’Aïcha").click()
    julien.get_by_role("button", name="Rétablir cette version").click()
    expect(text_of(julien)).not_to_contain_text("La suite.")
    aicha.get_by_role("button", name="Rétablir cette version").click()
    refusal = aicha.get_by_role("alert")
    expect(refusal).to_contain_text("Julien Marchais a mis un autre texte en place à")
    expect(text_of(write_here)).not_to_contain_text("La suite.")
    looked_at(aicha)
    aicha.get_by_role("link", name="Comparer avec le texte actuel").click()
    expect(aicha.locator("main del").first).to_contain_text("La suite.")

    # Having looked, she may do it all the same; each text that was replaced is a version.
    aicha.go_back()
    aicha.get_by_role("button", name="Rétablir cette version").click()
    for page in (aicha, julien, write_here):
        expect(text_of(page)).to_contain_text("Fin. La suite.")
    texts = [coediting.text(one.content) for one in specification.versions.filter(kind=VersionKinds.BEFORE_RESTORE)]
    assert [found.split("\n")[-1] for found in texts] == ["Fin.", "Fin. La suite. Et l’animatrice."]
    assert Document.objects.get(pk=specification.document_id).epoch == 2


@pytest.mark.looks
def test_versions_on_a_telephone(browse, specification):
    page = browse("editor", width=360, height=740)
    demonstrated = Specification.objects.get(code_prefix="TEL")
    versions(page, demonstrated)
    for name in ("Pour la prochaine réunion", "Premier jet, envoyé au groupe"):
        page.get_by_role("link", name=name).click()
        no_sideways_scroll(page)
        axe(page)
        page.go_back()
    page.get_by_label("Version de départ").select_option(index=7)
    page.get_by_role("button", name="Comparer").click()
    expect(page.get_by_text("lignes inchangées").first).to_be_visible()
    no_sideways_scroll(page)
    axe(page)
