"""Journey: a consultation is planned, opens by itself, lasts longer, and visitors find it while it lasts."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.formats import date_format
from playwright.sync_api import expect

from portal import roles
from portal.demo.specifications import h, p, requirement, text
from tests.servers.browser import looked_at
from workgroups.actions import create_specification
from workgroups.enums import GroupRoles
from workgroups.models import Consultation, Erratum, GroupRole, WorkingGroup
from workgroups.tasks import open_what_is_due

from .test_coediting import account

NO_CLIPBOARD = "navigator.clipboard.writeText = () => Promise.reject(new DOMException('denied', 'NotAllowedError'))"

# Until the page as it is now on the server has the links to the PDF of the version and to that of its erratum.
FILES_ARE_MADE = """async () => {
    for (;;) {
        const page = await (await fetch(location.href)).text();
        if (["document.pdf", "erratum-1.pdf"].every(name => page.includes(`${name}"`))) return;
        await new Promise(resume => setTimeout(resume, 500));
    }
}"""


@pytest.fixture
def specification(site):
    """A draft of a group of this test alone."""
    number = WorkingGroup.objects.count()
    letters = chr(65 + number // 26) + chr(65 + number % 26)
    group = WorkingGroup.objects.create(slug=f"horaires-{number}", name="Groupe des horaires", aim="Décider.")
    roles.grant(GroupRole, anchor=group, person=account("facilitator"), role=GroupRoles.FACILITATOR, by=None)
    content = text(
        h(1, "Horaires"),
        requirement("mandatory", "Le lieu ouvre à sept heures.", "Venir à sept heures.", "On part tôt."),
        p("Fin du texte."),
    )
    return create_specification(
        group, title=f"Ouvrir tôt {number}", code_prefix=f"WW{letters}", by=account("facilitator"), content=content
    )


def day(days):
    return timezone.localdate() + timedelta(days=days)


def test_a_consultation_from_its_plan_to_more_time(browse, specification):
    browse.expected.append("422")  # a form that is refused
    elise = browse("facilitator")
    elise.goto(f"{specification.get_absolute_url()}adoption/")
    elise.get_by_role("link", name="Ouvrir une consultation").click()
    elise.get_by_label("Premier jour").fill(f"{day(7):%Y-%m-%d}")
    elise.get_by_label("Dernier jour").fill(f"{day(3):%Y-%m-%d}")
    elise.get_by_label("Tout le monde").check()
    elise.get_by_role("button", name="Ouvrir la consultation").click()
    expect(elise.get_by_text("Le dernier jour vient après le premier.", exact=True)).to_be_visible()
    looked_at(elise)
    elise.get_by_label("Dernier jour").fill(f"{day(14):%Y-%m-%d}")
    elise.get_by_role("button", name="Ouvrir la consultation").click()
    expect(elise.get_by_text(f"programmée du {date_format(day(7))} au {date_format(day(14))} inclus")).to_be_visible()
    looked_at(elise)

    elise.get_by_role("link", name="Modifier ou annuler").click()
    looked_at(elise)
    elise.get_by_label("Premier jour").fill(f"{day(5):%Y-%m-%d}")
    elise.get_by_role("button", name="Enregistrer").click()
    expect(elise.get_by_text(f"programmée du {date_format(day(5))}")).to_be_visible()

    # Its day comes: the clock opens it, and visitors find it.
    open_what_is_due(day(5))
    consultation = Consultation.objects.get(specification=specification)
    elise.goto(consultation.get_absolute_url())
    looked_at(elise)
    elise.get_by_role("link", name="Prolonger la consultation").click()
    looked_at(elise)
    elise.get_by_label("Nouveau dernier jour").fill(f"{day(30):%Y-%m-%d}")
    elise.get_by_role("button", name="Prolonger la consultation").click()
    elise.get_by_text("Historique de la consultation").click()
    expect(elise.get_by_text(f"(au lieu du {date_format(day(14))})").first).to_be_visible()
    looked_at(elise)

    visitor = browse()
    for address in ("/groupes/", "/groupes/consultations/", "/groupes/referentiels/"):
        visitor.goto(address)
        expect(visitor.get_by_role("link", name=specification.title)).to_be_visible()
        looked_at(visitor)
    visitor.goto(f"/recherche/?q={specification.title}")
    visitor.get_by_role("link", name=specification.title).click()
    expect(visitor.get_by_text("Les commentaires sont").or_(visitor.get_by_text("jusqu’au")).first).to_be_visible()

    elise.get_by_role("link", name="Clore la consultation maintenant").click()
    expect(elise.locator("main")).to_contain_text("ne peut pas être rouverte")
    elise.get_by_role("button", name="Clore la consultation maintenant").click()
    visitor.reload()
    expect(visitor.get_by_text("elle ne prend plus de commentaires")).to_be_visible()
    looked_at(visitor)
    visitor.get_by_role("link", name="Commentaires et réponses").click()
    expect(visitor.get_by_text("Aucun commentaire")).to_be_visible()


def test_the_citation_is_copied_also_where_the_clipboard_is_forbidden(browse):
    erratum = Erratum.objects.select_related("version__specification__group").order_by("pk")[0]  # the demonstration's
    version = erratum.version
    for is_forbidden in (False, True):
        visitor = browse()
        if is_forbidden:
            visitor.add_init_script(NO_CLIPBOARD)
        else:
            visitor.context.grant_permissions(["clipboard-read", "clipboard-write"])
        visitor.goto(version.get_absolute_url())
        visitor.evaluate("document.addEventListener('copy', () => { window.copied = String(getSelection()) })")
        visitor.get_by_role("button", name="Copier la citation").click()
        expect(visitor.get_by_text("Copié", exact=True)).to_be_visible()
        copied = visitor.evaluate("window.copied" if is_forbidden else "navigator.clipboard.readText()")
        assert copied == visitor.locator("#citation").text_content().strip()
        assert version.number in copied
    visitor.evaluate(FILES_ARE_MADE)  # in the background, by a worker
    visitor.reload()
    expect(visitor.get_by_text("À lire avec 1 erratum")).to_be_visible()
    link = visitor.get_by_role("link", name=f"erratum {erratum.number}", exact=True)
    assert visitor.request.get(link.get_attribute("href")).body().startswith(b"%PDF")
    looked_at(visitor)
