"""projects/views.py: who opens what, and what the page says."""

import pytest
from django.urls import reverse

from projects.enums import MilestoneStatus, ProjectRoles
from tests.factories.people import PersonFactory
from tests.factories.projects import (
    MilestoneFactory,
    ProjectFactory,
    accompanier_of,
    in_role,
    lead_of,
    milestone_at,
    pdf_upload,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def submitted(client):
    """A milestone handed in by its lead with one piece, through the form."""
    milestone = MilestoneFactory()
    client.force_login(lead_of(milestone.project))
    address = reverse("projects:milestone-submit", args=[milestone.project.slug, milestone.public_id])
    form = client.get(milestone.get_absolute_url()).context["submission_form"]
    sent = {"public_id": form.initial["public_id"], "text": "Voici l’étude.", "uploads": pdf_upload("étude.pdf")}
    client.post(address, sent)
    client.logout()
    return milestone


def page(client, address):
    return client.get(address).content.decode()


def test_a_visitor_reads_the_public_sheet_and_nothing_else(client):
    project = ProjectFactory(is_public=True, territory="Brie", summary="Un lieu pour travailler près de chez soi.")
    MilestoneFactory(project=project, title="Note d’opportunité", instructions="Consignes internes", order=1)
    lead = lead_of(project)
    shown = page(client, project.get_absolute_url())
    assert "Un lieu pour travailler" in shown
    assert "Note d’opportunité" in shown
    assert "Consignes internes" not in shown
    assert lead.email not in shown
    assert "/jalons/" not in shown


def test_a_project_that_is_not_public_does_not_exist_for_others(client):
    project = ProjectFactory()
    assert client.get(project.get_absolute_url()).status_code == 404
    client.force_login(lead_of(ProjectFactory()))
    assert client.get(project.get_absolute_url()).status_code == 404


def test_the_course_says_who_is_waited_for_since_when(client):
    milestone = milestone_at(MilestoneStatus.SUBMITTED)
    accompanier = milestone.project.roles.get(role=ProjectRoles.ACCOMPANIER).person
    client.force_login(in_role(milestone.project, ProjectRoles.OBSERVER))
    shown = page(client, milestone.project.get_absolute_url())
    assert "En cours d’examen" in shown
    assert f"En attente de {accompanier} depuis le" in shown


def test_a_milestone_asks_who_you_are_and_then_opens(client):
    milestone = MilestoneFactory()
    address = milestone.get_absolute_url()
    answer = client.get(address)
    assert answer.status_code == 302
    assert answer["Location"] == f"/compte/login/?next={address}"


def test_a_milestone_of_another_project_is_not_found(client):
    mine, other = MilestoneFactory(), MilestoneFactory()
    client.force_login(lead_of(mine.project))
    assert client.get(other.get_absolute_url()).status_code == 404
    crossed = reverse("projects:milestone-detail", args=[mine.project.slug, other.public_id])
    assert client.get(crossed).status_code == 404


def test_the_history_shows_every_submission_and_its_answer(client):
    milestone = milestone_at(MilestoneStatus.RETURNED)
    client.force_login(milestone.submissions.get().submitted_by)
    shown = page(client, milestone.get_absolute_url())
    assert "Dépôt n°\xa01" in shown
    assert "Il manque quelque chose" in shown
    assert "Déposer à nouveau" in shown


def test_an_observer_sees_the_dates_and_not_what_was_submitted(client, submitted):
    client.force_login(in_role(submitted.project, ProjectRoles.OBSERVER))
    shown = page(client, submitted.get_absolute_url())
    assert "En cours d’examen" in shown
    assert "Voici l’étude." not in shown
    submission = submitted.submissions.get()
    piece = submission.deliverables.get()
    assert client.get(submission.get_absolute_url()).status_code == 403
    assert client.get(piece.get_absolute_url()).status_code == 404


def test_the_receipt_has_time_pieces_and_checksums(client, submitted):
    submission = submitted.submissions.get()
    client.force_login(submission.submitted_by)
    shown = page(client, submission.get_absolute_url())
    piece = submission.deliverables.get()
    assert {"étude.pdf", piece.sha256, str(submission.public_id)} <= set(shown.replace("<", ">").split(">"))


def test_a_piece_is_downloaded_by_who_may_read_it_and_by_nobody_else(client, submitted):
    piece = submitted.submissions.get().deliverables.get()
    assert client.get(piece.get_absolute_url()).status_code == 302
    client.force_login(PersonFactory())
    assert client.get(piece.get_absolute_url()).status_code == 404
    client.force_login(accompanier_of(submitted.project))
    answer = client.get(piece.get_absolute_url())
    assert b"".join(answer.streaming_content).startswith(b"%PDF-")
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''%C3%A9tude.pdf")


@pytest.mark.parametrize("count", [1, 3])
def test_the_pages_cost_the_same_for_one_and_for_three(client, django_assert_max_num_queries, count):
    project = ProjectFactory()
    lead = lead_of(project)
    accompanier = accompanier_of(project)
    for _ in range(count):
        milestone = milestone_at(MilestoneStatus.RETURNED, project=project, lead=lead, accompanier=accompanier)
    client.force_login(lead)
    client.get(project.get_absolute_url())
    with django_assert_max_num_queries(22):
        client.get(project.get_absolute_url())
    with django_assert_max_num_queries(44):
        client.get(milestone.get_absolute_url())
