"""projects/views_submit.py: handing in, and what a refused form keeps."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from projects.actions import add_draft_file, submit_milestone
from projects.enums import MilestoneStatus, ProjectRoles
from projects.models import DraftFile, Submission
from tests.factories.people import PersonFactory
from tests.factories.projects import MilestoneFactory, accompanier_of, in_role, lead_of, milestone_at, pdf_upload

pytestmark = pytest.mark.django_db


@pytest.fixture
def milestone():
    return MilestoneFactory()


@pytest.fixture
def lead(milestone, client):
    lead = lead_of(milestone.project)
    client.force_login(lead)
    return lead


def address(name, milestone, *more):
    return reverse(f"projects:{name}", args=[milestone.project.slug, milestone.public_id, *more])


def send(client, milestone, **sent):
    return client.post(address("milestone-submit", milestone), {"public_id": uuid.uuid4(), "text": ""} | sent)


def test_a_text_and_several_files_are_submitted_without_a_script(client, milestone, lead):
    answer = send(client, milestone, text="Voici.", uploads=[pdf_upload("a.pdf"), pdf_upload("b.pdf", title="B")])
    submission = Submission.objects.get()
    assert [piece.name for piece in submission.deliverables.all()] == ["a.pdf", "b.pdf"]
    assert answer["Location"] == submission.get_absolute_url()
    assert "Votre dépôt est bien arrivé." in client.get(answer["Location"]).content.decode()


def test_one_refused_file_keeps_the_others_and_the_text(client, milestone, lead):
    bad = SimpleUploadedFile("plan.pdf", b"<svg/>")
    answer = send(client, milestone, text="Un long texte.", uploads=[pdf_upload("bon.pdf"), bad])
    shown = answer.content.decode()
    kept = DraftFile.objects.get()
    assert answer.status_code == 422
    assert "Le contenu de «\xa0plan.pdf\xa0» n’est pas celui d’un fichier .pdf" in shown
    assert "Un long texte." in shown
    assert f'value="{kept.public_id}" id="piece-{kept.public_id}" checked' in shown
    send(client, milestone, text="Un long texte.", pieces=[kept.public_id])
    assert [piece.name for piece in Submission.objects.get().deliverables.all()] == ["bon.pdf"]


def test_an_unticked_file_is_not_submitted(client, milestone, lead):
    add_draft_file(milestone, owner=lead, upload=pdf_upload("non.pdf"))
    send(client, milestone, text="Sans pièce.")
    assert not Submission.objects.get().deliverables.exists()
    assert not DraftFile.objects.exists()


def test_an_empty_form_says_what_is_missing(client, milestone, lead):
    answer = send(client, milestone)
    assert "il n’y a encore rien à déposer" in answer.content.decode().replace("\xa0", " ")
    assert not Submission.objects.exists()


def test_a_milestone_that_was_submitted_meanwhile_keeps_the_typed_text(client, milestone, lead):
    colleague = lead_of(milestone.project)
    submit_milestone(milestone, by=colleague, text="Premier.")
    shown = send(client, milestone, text="Second, tapé longuement.").content.decode()
    assert f"Une action de {colleague} a changé ce jalon" in shown
    assert "Second, tapé longuement." in shown
    assert Submission.objects.get().text == "Premier."


def test_staff_submits_for_the_lead_who_sent_it_by_mail(client, milestone):
    lead = lead_of(milestone.project)
    staff = accompanier_of(milestone.project)
    client.force_login(staff)
    send(client, milestone, text="Reçu par courriel.", on_behalf_of=lead.pk)
    submission = Submission.objects.get()
    assert (submission.submitted_by, submission.on_behalf_of) == (staff, lead)
    shown = client.get(milestone.get_absolute_url()).content.decode()
    assert f"par {staff} pour {lead}" in shown


def test_staff_must_say_for_whom_and_only_for_a_lead(client, milestone):
    client.force_login(accompanier_of(milestone.project))
    assert send(client, milestone, text="Pour qui ?").status_code == 422
    assert send(client, milestone, text="Pour qui ?", on_behalf_of=PersonFactory().pk).status_code == 422
    assert not Submission.objects.exists()


def test_a_lead_cannot_slip_in_somebody_to_submit_for(client, milestone, lead):
    send(client, milestone, text="Voici.", on_behalf_of=lead_of(milestone.project).pk)
    assert Submission.objects.get().on_behalf_of is None


def test_somebody_elses_draft_file_is_refused(client, milestone, lead):
    theirs = add_draft_file(milestone, owner=lead_of(milestone.project), upload=pdf_upload())
    answer = send(client, milestone, text="Voici.", pieces=[theirs.public_id])
    assert answer.status_code == 422
    assert not Submission.objects.exists()
    assert client.post(address("draft-file-remove", milestone, theirs.public_id)).status_code == 404
    assert DraftFile.objects.filter(pk=theirs.pk).exists()


@pytest.mark.parametrize("broken", ["", "not-an-identifier"])
def test_a_form_without_its_identifier_is_refused_and_not_broken(client, milestone, lead, broken):
    assert send(client, milestone, text="Voici.", public_id=broken).status_code == 422


@pytest.mark.parametrize("role", [ProjectRoles.OBSERVER])
def test_who_only_reads_is_refused(client, milestone, role):
    client.force_login(in_role(milestone.project, role))
    assert send(client, milestone, text="Voici.").status_code == 403
    assert client.post(address("draft-file-add", milestone), {"uploads": pdf_upload()}).status_code == 403
    assert not DraftFile.objects.exists()


def test_an_outsider_finds_nothing_to_submit_to(client, milestone):
    client.force_login(PersonFactory())
    assert send(client, milestone, text="Voici.").status_code == 404


def test_a_file_sent_alone_answers_its_line_of_the_form(client, milestone, lead):
    answer = client.post(address("draft-file-add", milestone), {"uploads": pdf_upload("étude.pdf")})
    draft = DraftFile.objects.get()
    assert answer.status_code == 201
    assert "étude.pdf" in answer.content.decode()
    assert client.post(address("draft-file-remove", milestone, draft.public_id)).status_code == 204
    assert not DraftFile.objects.exists()


def test_the_same_file_sent_twice_is_kept_once(client, milestone, lead):
    for _ in range(2):
        client.post(address("draft-file-add", milestone), {"uploads": pdf_upload()})
    assert DraftFile.objects.count() == 1


def test_a_refused_file_sent_alone_says_why(client, milestone, lead):
    answer = client.post(address("draft-file-add", milestone), {"uploads": SimpleUploadedFile("logo.svg", b"<svg/>")})
    assert answer.status_code == 422
    assert answer.content.decode().startswith("«\xa0logo.svg\xa0» n’est pas d’un type accepté.")
    assert client.post(address("draft-file-add", milestone)).content.decode() == "Aucun fichier n’a été reçu."


def test_nothing_is_kept_where_nothing_is_waited_for(client):
    milestone = milestone_at(MilestoneStatus.ACCEPTED)
    client.force_login(lead_of(milestone.project))
    answer = client.post(address("draft-file-add", milestone), {"uploads": pdf_upload()})
    assert answer.status_code == 422
    assert not DraftFile.objects.exists()
