"""Journey: a draft is renamed, put aside while somebody writes in it, and taken up again."""

import pytest
from playwright.sync_api import expect

from portal import roles
from portal.demo.specifications import h, p, text
from tests.servers.browser import looked_at
from workgroups.actions import create_specification, put_aside, take_up
from workgroups.enums import GroupRoles
from workgroups.models import GroupRole, WorkingGroup

from .test_coediting import account, state_of, text_of, write_at_the_end
from .test_offline import CLOSE_SOCKETS, NETWORK


@pytest.fixture
def specification(site):
    """A draft of a group of each test alone, without a requirement."""
    number = WorkingGroup.objects.count()
    group = WorkingGroup.objects.create(slug=f"rangement-{number}", name="Groupe du rangement", aim="Ranger.")
    for name in ("facilitator", "editor"):
        roles.grant(GroupRole, anchor=group, person=account(name), role=GroupRoles(name), by=None)
    return create_specification(
        group,
        title="Ranger les vélos",
        code_prefix=f"RG{chr(ord('A') + number)}",
        by=account("facilitator"),
        content=text(h(1, "Objet"), p("Premier paragraphe.")),
    )


def test_a_draft_renamed_put_aside_in_an_open_page_and_taken_up_again(browse, specification):
    browse.expected += ["422", *NETWORK]  # a form that is refused; a network that is cut
    ana = browse("editor")
    ana.add_init_script(CLOSE_SOCKETS)
    ana.goto(specification.get_absolute_url())
    expect(text_of(ana)).to_be_visible()
    write_at_the_end(ana, " Des vélos.")
    expect(state_of(ana)).to_have_text("Enregistré")

    elise = browse("facilitator")
    elise.goto(specification.get_absolute_url())
    elise.get_by_role("link", name="Réglages").click()
    looked_at(elise)
    elise.get_by_label("Titre").fill("")
    elise.get_by_label("Code de ses exigences").fill("TIC")
    elise.get_by_role("button", name="Enregistrer").click()
    expect(elise.get_by_text("Donnez un titre au texte.", exact=True)).to_be_visible()
    looked_at(elise)
    elise.get_by_label("Titre").fill("Ranger les vélos et les trottinettes")
    elise.get_by_label("Code de ses exigences").fill("RVT")
    elise.get_by_role("button", name="Enregistrer").click()
    expect(elise.locator(".editor-title h1")).to_have_text("Ranger les vélos et les trottinettes")
    ana.reload()
    expect(ana.locator(".editor-title h1")).to_have_text("Ranger les vélos et les trottinettes")
    expect(text_of(ana)).to_contain_text("Des vélos.")

    elise.get_by_role("link", name="Réglages").click()
    expect(elise.locator("main")).to_contain_text("(au lieu de « Ranger les vélos »)")
    elise.get_by_role("link", name="Mettre de côté").click()
    looked_at(elise)
    elise.get_by_role("button", name="Mettre de côté").click()
    expect(elise.get_by_role("region", name="Mis de côté")).to_contain_text("Ranger les vélos et les trottinettes")
    looked_at(elise)
    expect(ana.locator("#notice")).to_contain_text("Mis de côté : le texte peut être lu")
    expect(ana.locator("#standing")).to_contain_text("Mis de côté")
    expect(text_of(ana)).to_have_attribute("contenteditable", "false")
    looked_at(ana)
    ana.context.set_offline(True)
    expect(ana.locator("#notice")).to_contain_text("Le serveur ne répond pas", timeout=15_000)
    ana.context.set_offline(False)
    expect(ana.locator("#notice")).to_contain_text("Mis de côté : le texte peut être lu")

    elise.get_by_role("link", name="Ranger les vélos et les trottinettes").click()
    elise.get_by_role("link", name="Réglages").click()
    looked_at(elise)
    elise.get_by_role("button", name="Reprendre ce texte").click()
    expect(elise.get_by_text("Le texte est de nouveau un brouillon")).to_be_visible()
    expect(ana.locator("#notice")).to_be_hidden()
    expect(ana.locator("#standing")).to_contain_text("Brouillon")
    write_at_the_end(ana, " Et des trottinettes.")
    expect(state_of(ana)).to_have_text("Enregistré")
    expect(text_of(elise)).to_contain_text("Et des trottinettes.")


def test_a_page_opened_while_the_text_was_put_aside_promises_only_what_still_holds(browse, specification):
    put_aside(specification, by=account("facilitator"))
    ana = browse("editor")
    ana.goto(specification.get_absolute_url())
    expect(state_of(ana)).to_have_text("Lecture seule")
    take_up(specification, by=account("facilitator"))
    expect(ana.locator("#notice")).to_contain_text("Vous pouvez maintenant écrire dans ce texte")
    expect(ana.locator("#standing")).to_contain_text("Brouillon")
    put_aside(specification, by=account("facilitator"))
    expect(ana.locator("#standing")).to_contain_text("Mis de côté")
    expect(ana.locator("#notice")).to_be_hidden()
