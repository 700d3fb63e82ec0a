"""Journey one: a lead hands in a milestone twice, the accompanier returns it, accepts it, reopens it."""

import hashlib
import io
import re

import openpyxl
import pytest

from portal.demo.pieces import pdf
from projects.models import Milestone
from tests.servers.browser import looked_at
from tests.servers.portal import text_of

LEAD = "lead@it77.example"


@pytest.fixture
def due(site):
    """The next milestone expected from the lead of Melun."""
    return next_milestone()


def next_milestone(project="melun"):
    return Milestone.objects.with_lead().select_related("project").filter(project__slug=project).first()


def drop_files(page, files):
    """Drops files of the computer on the zone, as a mouse does."""
    transfer = page.evaluate_handle(
        """files => { const transfer = new DataTransfer();
            for (const [name, bytes] of files) transfer.items.add(new File([new Uint8Array(bytes)], name));
            return transfer; }""",
        [[name, list(content)] for name, content in files.items()],
    )
    page.locator("[data-drop]").dispatch_event("drop", {"dataTransfer": transfer})


def submit_as_it_is(page):
    """Submits, and once more where what is left open of the checklist is named."""
    page.get_by_role("button", name="Déposer", exact=True).click()
    page.get_by_text("Rien n’est encore envoyé").wait_for()
    page.get_by_role("button", name="Déposer", exact=True).click()


def test_from_the_reminder_to_the_reopening(browse, site):
    browse.expected.append("422")  # a refused file
    site.reset()
    due = next_milestone()
    path = due.get_absolute_url()

    # The lead opens the reminder's link: after a code sent by mail, the very milestone.
    reminder = text_of(site.wait_for_mail(LEAD, "est attendu", seconds=120))
    link = re.search(rf"{site.url}\S+", reminder).group()
    lead = browse()
    lead.goto(link)
    sign_in_by_code(lead, site)
    assert lead.url == f"{site.url}{path}"

    # What is due is on "Mon espace" too, and leads here.
    lead.goto("/espace/")
    lead.get_by_role("link", name=f"{due.project.name} – {due.title}", exact=True).first.click()
    lead.wait_for_url(f"**{path}")
    looked_at(lead)

    # A text and two files, dropped together.
    synthesis = pdf("Synthèse", ["Deux pages"])
    drop_files(lead, {"diagnostic.pdf": pdf("Diagnostic", ["Entretiens"]), "synthèse.pdf": synthesis})
    lead.get_by_text("diagnostic.pdf").first.wait_for()
    lead.get_by_role("button", name="Retirer synthèse.pdf").wait_for()
    drop_files(lead, {"logo.svg": b"<svg xmlns='http://www.w3.org/2000/svg'/>"})
    lead.get_by_text("n’est pas d’un type accepté").wait_for()
    lead.get_by_label("Votre message").fill("Voici le diagnostic.")
    looked_at(lead)
    submit_as_it_is(lead)

    # The receipt: page and mail.
    lead.get_by_role("heading", name="Accusé de dépôt").wait_for()
    looked_at(lead)
    receipt = text_of(site.wait_for_mail(LEAD, "Accusé de dépôt"))
    submission = due.submissions.get()
    assert [piece.name for piece in submission.deliverables.all()] == ["diagnostic.pdf", "synthèse.pdf"]
    for piece in submission.deliverables.all():
        assert piece.sha256 in receipt
        assert piece.sha256 in lead.content()
    with lead.expect_download() as download:
        lead.get_by_role("link", name="synthèse.pdf").click()
    assert download.value.suggested_filename == "synthèse.pdf"
    assert download.value.path().read_bytes() == synthesis

    # The accompanier finds it in what waits, and returns it.
    staff = browse("staff")
    staff.goto("/espace/")
    staff.get_by_role("link", name=f"{due.project.name} – {due.title}", exact=True).click()
    looked_at(staff)
    staff.get_by_label("Il manque quelque chose").check()
    staff.get_by_label("Ce qui est à corriger").fill("Ajoutez la carte des déplacements.")
    staff.get_by_role("button", name="Renvoyer au porteur").click()
    staff.get_by_text("C’est renvoyé.").wait_for()

    # The lead reads why, answers, and hands in again: a new version, a new file, one taken over.
    correction = text_of(site.wait_for_mail(LEAD, "À corriger"))
    assert "Ajoutez la carte des déplacements." in correction
    lead.goto(re.search(rf"{site.url}\S+", correction).group())
    looked_at(lead)
    lead.get_by_label("Ce que vous avez fait").fill("La carte est jointe.")
    second = {"name": "diagnostic.pdf", "mimeType": "application/pdf", "buffer": pdf("Diagnostic", ["Version 2"])}
    lead.get_by_label("Remplacer par une nouvelle version – diagnostic.pdf").set_input_files(second)
    lead.get_by_text("nouvelle version de diagnostic.pdf").wait_for()
    assert not lead.get_by_label("diagnostic.pdf version 1").is_checked()
    lead.get_by_label("Votre message").fill("Avec la carte.")
    lead.get_by_label("Ajouter des fichiers").set_input_files(
        {"name": "carte.pdf", "mimeType": "application/pdf", "buffer": pdf("Carte", ["Déplacements"])}
    )
    lead.get_by_role("button", name="Retirer carte.pdf").wait_for()
    submit_as_it_is(lead)
    lead.get_by_role("link", name="Retour au jalon").click()
    for text in ("Voici le diagnostic.", "Avec la carte.", "synthèse.pdf", "carte.pdf"):
        lead.get_by_text(text, exact=True).first.wait_for()
    pieces = due.submissions.last().deliverables.all()
    assert [(piece.name, piece.version, piece.is_carried) for piece in pieces] == [
        ("diagnostic.pdf", 2, False),
        ("synthèse.pdf", 1, True),
        ("carte.pdf", 1, False),
    ]

    # The answer stands beside what was asked, the versions below. Accepted, then reopened with a reason.
    staff.goto(path)
    staff.get_by_text("La carte est jointe.").first.wait_for()
    staff.get_by_role("heading", name="Versions des fichiers").wait_for()
    staff.get_by_text("Aperçu – diagnostic.pdf").first.click()
    staff.get_by_role("link", name="Première page de diagnostic.pdf").click()
    staff.get_by_role("img", name="Page 1 de diagnostic.pdf").wait_for()
    looked_at(staff)
    staff.goto(path)
    staff.get_by_role("button", name="Accepter le dépôt").click()
    staff.get_by_text("C’est accepté.").wait_for()
    assert "Prochain jalon" in text_of(site.wait_for_mail(LEAD, "Accepté"))
    staff.get_by_text("Rouvrir ce jalon").click()
    staff.get_by_label("Pourquoi le rouvrir").fill("Une commune de plus a rejoint le projet.")
    looked_at(staff)
    staff.get_by_role("button", name="Rouvrir le jalon").click()
    staff.get_by_text("C’est rouvert.").wait_for()
    assert "Une commune de plus" in text_of(site.wait_for_mail(LEAD, "Rouvert"))

    # The list of projects, on screen and as a workbook.
    staff.goto("/projets/tableau/")
    looked_at(staff)
    with staff.expect_download() as download:
        staff.get_by_role("link", name="Exporter en tableur").click()
    book = openpyxl.load_workbook(io.BytesIO(download.value.path().read_bytes()))
    states = {row[0]: row[9] for row in book["Projets"].iter_rows(min_row=2, values_only=True)}
    assert states["Télécentre de Melun"] == "Rouvert, à reprendre"
    assert states["Télécentre de Valfleury (fictif)"] == "À corriger – en retard"


def sign_in_by_code(page, site, address=LEAD):
    """Asks for a code with the address alone, and enters it."""
    before = site.mails(address)
    page.locator("input[name=email]").fill(address)
    page.locator("input[name=email]").press("Enter")
    page.locator("input[name=code]").wait_for()
    mail = site.wait_for_mail(address, "code de connexion", seconds=120, but=before)
    code = re.search(r"^\s*([A-Z0-9]{4,}-?[A-Z0-9]*)\s*$", text_of(mail), re.M).group(1)
    page.locator("input[name=code]").fill(code)
    page.locator("input[name=code]").press("Enter")
    page.wait_for_url(lambda url: "/compte/" not in url)


def test_without_a_script_the_same_form_hands_in(browse, site, due):
    browse.expected.append("422")
    lead = browse("lead", javascript=False, width=360)
    lead.goto(due.get_absolute_url())
    lead.get_by_label("Votre message").fill("Voici.")
    good = {"name": "note.pdf", "mimeType": "application/pdf", "buffer": pdf("Note", ["Une page"])}
    bad = {"name": "plan.pdf", "mimeType": "application/pdf", "buffer": b"<html></html>"}
    lead.get_by_label("Ajouter des fichiers").set_input_files([good, bad])
    lead.get_by_role("button", name="Déposer", exact=True).click()
    assert lead.get_by_label("Votre message").input_value() == "Voici."
    assert lead.get_by_role("checkbox", name="note.pdf").is_checked()
    lead.get_by_text("n’est pas celui d’un fichier .pdf").first.wait_for()
    submit_as_it_is(lead)
    lead.get_by_role("heading", name="Accusé de dépôt").wait_for()
    came = due.submissions.last().deliverables.filter(is_carried=False)  # another journey may have been here before
    assert [piece.name for piece in came] == ["note.pdf"]


def test_staff_hands_in_what_came_by_mail_and_gives_a_role(browse, site):
    browse.expected.append("422")  # what is left open is named
    due, sender = next_milestone("pays-de-seine"), "projet.paysdeseine@it77.example"
    staff = browse("staff")
    staff.goto(due.get_absolute_url())
    staff.get_by_text("Déposer pour un porteur").click()
    staff.get_by_label("Déposé pour").select_option(label="Contact Pays de Seine (fictif)")
    staff.get_by_label("Votre message").fill("Reçu par courriel ce matin.")
    submit_as_it_is(staff)
    staff.get_by_text("par Camille Vasseur pour Contact Pays de Seine (fictif)").wait_for()
    assert "Reçu par courriel" in text_of(site.wait_for_mail(sender, "Accusé de dépôt"))

    staff.goto(due.project.get_absolute_url())
    looked_at(staff)
    staff.get_by_role("link", name="Donner ou retirer un rôle").click()
    staff.get_by_label("Adresse électronique").fill("adjointe@melun.example")
    staff.get_by_label("Rôle").select_option(label="Contributeur")
    staff.get_by_role("button", name="Donner le rôle").click()
    staff.get_by_text("a maintenant le rôle").wait_for()
    looked_at(staff)


def test_words_save_themselves_and_a_submission_is_withdrawn(browse, site):
    browse.expected += ["ERR_INTERNET_DISCONNECTED", "422"]  # what is left open is named first
    lead = browse("lead")
    due = next_milestone()
    lead.goto(due.get_absolute_url())
    message = lead.get_by_label("Votre message")
    message.press_sequentially("Un brouillon")
    lead.get_by_text("Brouillon enregistré à").wait_for()
    lead.context.set_offline(True)
    message.press_sequentially(", puis le train")
    lead.get_by_text("Pas de connexion").wait_for()
    lead.context.set_offline(False)
    lead.get_by_text("Brouillon enregistré à").wait_for()
    elsewhere = browse("lead", width=360)
    elsewhere.goto(due.get_absolute_url())
    assert elsewhere.get_by_label("Votre message").input_value() == "Un brouillon, puis le train"
    submit_as_it_is(elsewhere)
    elsewhere.get_by_role("link", name="Retour au jalon").click()
    looked_at(elsewhere)
    elsewhere.get_by_role("button", name="Retirer le dépôt").click()
    elsewhere.get_by_text("C’est retiré.").wait_for()
    assert elsewhere.get_by_label("Votre message").input_value() == "Un brouillon, puis le train"


def test_a_consultancy_hands_in_a_file_that_goes_on_after_a_cut(browse, site):
    browse.expected.append("ERR_CONNECTION_RESET")
    lead = browse("lead")
    due = next_milestone()
    lead.goto(due.get_absolute_url())
    lead.get_by_text("Faire transmettre des fichiers").click()
    lead.get_by_label("Bureau d’études").fill("Atelier des lieux")
    lead.get_by_role("button", name="Créer un lien de dépôt").click()
    address = lead.get_by_label("Adresse à transmettre").input_value()
    looked_at(lead)

    sender, parts = browse(), []

    def cut(route):
        if route.request.method == "PATCH":
            parts.append(route.request.headers["upload-offset"])
            if len(parts) == 2:
                return route.abort("connectionreset")
        return route.continue_()

    sender.route("**/envois/*/", cut)
    sender.goto(address)
    looked_at(sender)
    content = b"%PDF-1.4\n" + bytes(9 * 1024 * 1024)
    sender.get_by_label("Choisissez un fichier").set_input_files(
        {"name": "étude.pdf", "mimeType": "application/pdf", "buffer": content}
    )
    sender.get_by_text("La connexion est coupée").wait_for()
    sender.get_by_text(hashlib.sha256(content).hexdigest()).wait_for()
    part = 4 * 1024 * 1024
    assert parts == ["0", str(part), str(part), str(2 * part)]
    looked_at(sender)

    mail = text_of(site.wait_for_mail(LEAD, "Atelier des lieux"))
    lead.goto(re.search(rf"{site.url}\S+", mail).group())
    assert not lead.get_by_role("checkbox", name="étude.pdf").is_checked()
    looked_at(lead)


def test_a_visitor_reads_the_public_sheet(page, site, due):
    page.goto(due.project.get_absolute_url())
    page.get_by_text("Prochaine étape").wait_for()
    looked_at(page)
