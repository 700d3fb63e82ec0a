"""Journey: a group shows its text for comment, answers, votes, and the whole world reads what it adopted."""

import subprocess
from datetime import timedelta

import pypdfium2
import pytest
from django.utils import timezone
from playwright.sync_api import expect

from portal import roles
from portal.demo.specifications import h, p, requirement, text
from tests.servers.browser import looked_at
from tests.servers.machine import need
from workgroups.actions import create_specification
from workgroups.enums import GroupRoles
from workgroups.models import AdoptedVersion, GroupRole, WorkingGroup

from .test_coediting import account, state_of, text_of, write_at_the_end

PEOPLE = {
    "facilitator": GroupRoles.FACILITATOR,
    "editor": GroupRoles.EDITOR,
    "reader": GroupRoles.READER,
}
# Until the page as it is now on the server has the links to both files.
FILES_ARE_MADE = """async () => {
    for (;;) {
        const page = await (await fetch(location.href)).text();
        if (["pdf", "docx"].every(kind => page.includes(`document.${kind}"`))) return;
        await new Promise(resume => setTimeout(resume, 500));
    }
}"""


@pytest.fixture
def specification(site):
    """A draft of a group of three, of this test alone."""
    number = WorkingGroup.objects.count()
    letters = chr(65 + number // 26) + chr(65 + number % 26)
    group = WorkingGroup.objects.create(slug=f"silence-{number}", name="Groupe du silence", aim="Décider.")
    for name, role in PEOPLE.items():
        roles.grant(GroupRole, anchor=group, person=account(name), role=role, by=None)
    content = text(
        h(1, "Silence"),
        requirement("mandatory", "Neuf mètres carrés par bureau.", "Mesurer.", "On y respire."),
        p("Fin du texte."),
    )
    return create_specification(
        group, title="Bureaux fermés", code_prefix=f"YY{letters}", by=account("facilitator"), content=content
    )


def soon(days=7):
    return f"{timezone.localdate() + timedelta(days=days):%Y-%m-%d}"


def test_from_a_comment_to_the_public_page(browse, specification, tmp_path):
    elise, julien, reader = browse("facilitator"), browse("editor"), browse("reader")
    code = f"{specification.code_prefix}-001"

    # Julien writes; Élise opens the consultation under his hands: what was saved is in it, he can only read.
    julien.goto(specification.get_absolute_url())
    expect(text_of(julien)).to_contain_text("Fin du texte.")
    write_at_the_end(julien, " Dernier mot.")
    expect(state_of(julien)).to_have_text("Enregistré")
    elise.goto(specification.get_absolute_url())
    elise.get_by_role("link", name="Adoption").click()
    looked_at(elise)
    elise.get_by_role("link", name="Ouvrir une consultation").click()
    elise.get_by_label("Dernier jour").fill(soon())
    elise.get_by_label("Ce que vous demandez").fill("Est-ce assez grand ?")
    looked_at(elise)
    elise.get_by_role("button", name="Ouvrir la consultation").click()
    expect(elise.get_by_text("Dernier mot.")).to_be_visible()
    expect(state_of(julien)).to_have_text("Lecture seule")
    expect(text_of(julien)).to_have_attribute("contenteditable", "false")

    # The reader comments on the requirement.
    reader.goto(elise.url)
    looked_at(reader)
    reader.get_by_role("link", name=f"Commenter {code}").click()
    reader.get_by_label("Votre commentaire").fill("Douze mètres seraient mieux.")
    reader.get_by_role("button", name="Envoyer le commentaire").click()
    expect(reader.get_by_text("Douze mètres seraient mieux.")).to_be_visible()

    # Julien answers, Élise closes, and puts the text to the vote.
    julien.goto(elise.url)
    julien.get_by_role("link", name="Commentaires et réponses").click()
    julien.get_by_role("link", name="Répondre").click()
    looked_at(julien)
    julien.get_by_label("Non retenu").check()
    julien.get_by_label("Motif, ou ce qui a été changé").fill("Neuf suffisent pour une personne.")
    julien.get_by_role("button", name="Enregistrer la réponse").click()
    expect(julien.get_by_text("Neuf suffisent")).to_be_visible()
    looked_at(julien)
    elise.get_by_role("link", name="Clore la consultation maintenant").click()
    expect(elise.locator("main")).to_contain_text("ne peut pas être rouverte")
    elise.get_by_role("button", name="Clore la consultation maintenant").click()
    elise.get_by_role("navigation", name="Vous êtes ici").get_by_role("link", name="Adoption").click()
    elise.get_by_role("link", name="Mettre le texte au vote").click()
    elise.get_by_label("Dernier jour").fill(soon())
    looked_at(elise)
    elise.get_by_role("button", name="Ouvrir le vote").click()
    for page in (elise, julien):
        page.goto(elise.url)
        page.get_by_label("Pour", exact=True).check()
        page.get_by_role("button", name="Voter").click()
        expect(page.get_by_text("Votre vote est enregistré").first).to_be_visible()
    looked_at(julien)
    elise.goto(elise.url)
    elise.get_by_role("button", name="Tout le monde a voté").click()
    expect(elise.get_by_role("heading", name="Bureaux fermés")).to_be_visible()

    # A visitor reads, and takes the files away.
    visitor = browse()
    visitor.goto("/groupes/referentiels/")
    looked_at(visitor)
    version = AdoptedVersion.objects.get(specification=specification)
    visitor.goto(f"{version.get_absolute_url()}#{code}")
    expect(visitor.locator(f"#{code}")).to_be_in_viewport()
    visitor.evaluate(FILES_ARE_MADE)  # in the background, by a worker
    visitor.reload()
    for name in ("PDF (", "DOCX ("):
        expect(visitor.get_by_role("link", name=name)).to_be_visible()
    looked_at(visitor)
    expect(visitor.locator("#citation")).to_contain_text("v1.0")
    pdf = visitor.request.get(version.get_absolute_url() + "document.pdf").body()
    pages = pypdfium2.PdfDocument(pdf)
    read = " ".join(pages[number].get_textpage().get_text_bounded() for number in range(len(pages)))
    for said in (code, "Neuf mètres carrés par bureau.", "Dernier mot.", version.checksum[:16]):
        assert said in " ".join(read.split())
    docx = tmp_path / "adopte.docx"
    docx.write_bytes(visitor.request.get(version.get_absolute_url() + "document.docx").body())
    read = by_libreoffice(docx, tmp_path)
    for said in ("Bureaux fermés – v1.0", code, "Neuf mètres carrés par bureau.", "Dernier mot."):
        assert said in read

    # Élise begins the next draft: Julien writes again, in the text as it was adopted.
    elise.goto(version.get_absolute_url().replace("v1.0/", "adoption/"))
    elise.get_by_role("button", name="Commencer la version suivante").click()
    julien.goto(specification.get_absolute_url())
    write_at_the_end(julien, " Et après.")
    expect(state_of(julien)).to_have_text("Enregistré")


def by_libreoffice(docx, folder):
    """What LibreOffice reads in a file."""
    profile = f"-env:UserInstallation=file://{folder}/profile"
    how = ["--headless", "--convert-to", "txt:Text (encoded):UTF8", "--outdir", folder, docx]
    subprocess.run([need("soffice"), profile, *how], check=True, capture_output=True, timeout=100)
    return docx.with_suffix(".txt").read_text("utf-8-sig")
