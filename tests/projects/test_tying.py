"""Which expected piece a file is: said beside it, computed from it, shown to who reviews; never an obstacle."""

import uuid

import pytest
from django.urls import reverse

from projects.actions import add_draft_file, give_visa, refuse_visa, withdraw_submission
from projects.models import Submission, Visa
from tests.factories.courses import piece
from tests.factories.office import text
from tests.factories.projects import MilestoneFactory, accompanier_of, lead_of, pdf_upload
from tests.factories.visas import director_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def milestone():
    return MilestoneFactory()


@pytest.fixture
def plan(milestone):
    return piece(milestone, "Plan du lieu")


@pytest.fixture
def lead(milestone, client):
    lead = lead_of(milestone.project)
    client.force_login(lead)
    return lead


@pytest.fixture
def draft(milestone, lead):
    return add_draft_file(milestone, owner=lead, upload=pdf_upload("scan.pdf"))


def send(client, milestone, **sent):
    page = reverse("projects:milestone-submit", args=[milestone.project.slug, milestone.public_id])
    return client.post(page, {"public_id": uuid.uuid4(), "text": "Voici."} | sent)


def tied(submission):
    return [(one.name, one.stands_for and one.stands_for.title) for one in submission.deliverables.all()]


def answers(submission):
    return [(row.title, row.answer) for row in submission.checklist_answers.all()]


def test_a_named_file_is_its_piece_and_nothing_is_missing(client, milestone, lead, plan, draft):
    budget = piece(milestone, "Budget")
    chosen = {"pieces": [draft.public_id], f"is-{draft.public_id}": plan.public_id}
    shown = text(send(client, milestone, **chosen))
    gaps = shown.split("Rien n’est encore envoyé")[1].split("Complétez")[0]
    assert "Budget" in gaps and "Plan du lieu" not in gaps
    send(client, milestone, **chosen, **{f"answer-{budget.public_id}": "not_applicable"})
    submission = Submission.objects.get()
    assert tied(submission) == [("scan.pdf", "Plan du lieu")]
    assert answers(submission) == [("Plan du lieu", "yes"), ("Budget", "not_applicable")]
    client.force_login(accompanier_of(milestone.project))
    assert text(client.get(milestone.get_absolute_url())).count("Plan du lieu") > 1  # its line, and beside the file
    assert "Plan du lieu" in text(client.get(submission.get_absolute_url()))


def test_a_file_that_is_no_piece_is_taken_and_the_declaration_counts(client, milestone, lead, plan, draft):
    foreign = piece(MilestoneFactory())
    sent = {"pieces": [draft.public_id], f"is-{draft.public_id}": foreign.public_id}
    send(client, milestone, **sent, **{f"answer-{plan.public_id}": "yes"})
    submission = Submission.objects.get()
    assert (tied(submission), answers(submission)) == ([("scan.pdf", None)], [("Plan du lieu", "yes")])


def test_a_file_that_does_not_go_with_it_joins_nothing(client, milestone, lead, plan, draft):
    shown = send(client, milestone, **{f"is-{draft.public_id}": plan.public_id})
    assert shown.status_code == 422 and not Submission.objects.exists()
    assert f'value="{plan.public_id}" selected' in shown.text  # what was chosen is kept


def test_what_was_said_goes_on_to_the_next_submission(client, milestone, lead, plan, draft):
    send(client, milestone, pieces=[draft.public_id], **{f"is-{draft.public_id}": plan.public_id})
    withdraw_submission(Submission.objects.get(), by=lead)
    assert f'value="{plan.public_id}" selected' in client.get(milestone.get_absolute_url()).text
    send(client, milestone, carried=[Submission.objects.get().deliverables.get().public_id])
    assert tied(Submission.objects.last()) == [("scan.pdf", "Plan du lieu")]


def test_a_file_that_a_script_sends_comes_back_with_the_choice(client, milestone, lead, plan):
    page = reverse("projects:draft-file-add", args=[milestone.project.slug, milestone.public_id])
    line = client.post(page, {"uploads": pdf_upload("plan.pdf")})
    assert line.status_code == 201 and "Plan du lieu" in line.text


def test_it_waits_with_the_rest_for_the_visa(client, milestone, lead, plan, draft):
    director = director_of(milestone.project)
    sent = {"pieces": [draft.public_id], f"is-{draft.public_id}": plan.public_id}
    send(client, milestone, **sent)
    refuse_visa(Visa.objects.get(), by=director, word="Pas encore.")
    assert f'value="{plan.public_id}" selected' in client.get(milestone.get_absolute_url()).text
    send(client, milestone, **sent)
    visa = Visa.objects.pending().get()
    assert text(client.get(visa.get_absolute_url())).count("Plan du lieu") == 2
    submission = give_visa(visa, by=director)
    assert (tied(submission), answers(submission)) == ([("scan.pdf", "Plan du lieu")], [("Plan du lieu", "yes")])
