"""Answers to what is asked: kept when the form is refused, named when left open, shown to who reviews."""

import uuid

import pytest
from django.urls import reverse

from projects.actions import submit_milestone
from projects.models import Submission
from tests.factories.courses import piece, question
from tests.factories.office import text
from tests.factories.projects import MilestoneFactory, accompanier_of, lead_of, pdf_upload

pytestmark = pytest.mark.django_db


@pytest.fixture
def milestone():
    return MilestoneFactory()


@pytest.fixture
def lead(milestone, client):
    lead = lead_of(milestone.project)
    client.force_login(lead)
    return lead


def send(client, milestone, **sent):
    page = reverse("projects:milestone-submit", args=[milestone.project.slug, milestone.public_id])
    return client.post(page, {"public_id": uuid.uuid4(), "text": "Voici."} | sent)


def answers_of(submission):
    return [(row.title, row.answer, row.remark, row.is_gap) for row in submission.checklist_answers.all()]


def test_answers_are_kept_with_the_submission_in_the_words_of_then(client, milestone, lead):
    plan, met = piece(milestone, "Plan"), question(milestone, "Élus rencontrés")
    send(
        client,
        milestone,
        uploads=[pdf_upload("plan.pdf")],
        **{f"answer-{plan.public_id}": "yes", f"answer-{met.public_id}": "no", f"remark-{met.public_id}": "En mai."},
    )
    submission = Submission.objects.get()
    plan.title = "Autre chose"
    plan.save()
    met.delete()
    assert answers_of(submission) == [("Plan", "yes", "", False), ("Élus rencontrés", "no", "En mai.", False)]
    receipt = text(client.get(submission.get_absolute_url()))
    assert "Jointe" in receipt and "En mai." in receipt


def test_gaps_are_named_once_and_then_go_through(client, milestone, lead):
    plan, met = piece(milestone, "Plan"), question(milestone, "Élus rencontrés")
    piece(milestone, "Photos", is_required=False)
    sent = {f"answer-{plan.public_id}": "no", f"remark-{met.public_id}": "Bientôt."}
    refused = send(client, milestone, **sent)
    shown = text(refused)
    assert refused.status_code == 422
    assert refused.context["answers_form"].gaps == ["Plan", "Élus rencontrés"]
    assert "Rien n’est encore envoyé" in shown and "Voici." in shown and 'value="Bientôt."' in shown
    assert not Submission.objects.exists()

    send(client, milestone, known_gaps=refused.context["answers_form"].gaps_mark, **sent)
    assert answers_of(Submission.objects.get()) == [
        ("Plan", "no", "", True),
        ("Photos", "", "", False),
        ("Élus rencontrés", "", "Bientôt.", True),
    ]


def test_a_new_gap_is_named_again(client, milestone, lead):
    first = send(client, milestone) if piece(milestone, "Plan") else None
    piece(milestone, "Budget")
    again = send(client, milestone, known_gaps=first.context["answers_form"].gaps_mark)
    assert again.context["answers_form"].gaps == ["Plan", "Budget"]


def test_a_piece_said_to_be_joined_without_a_file_is_named(client, milestone, lead):
    plan = piece(milestone, "Plan")
    refused = send(client, milestone, **{f"answer-{plan.public_id}": "yes"})
    assert "il n’y a aucun fichier" in text(refused)


def test_answers_stay_when_another_part_is_refused(client, milestone, lead):
    met = question(milestone)
    refused = send(client, milestone, public_id="broken", **{f"answer-{met.public_id}": "not_applicable"})
    assert refused.status_code == 422
    assert refused.context["answers_form"][f"answer-{met.public_id}"].value() == "not_applicable"


def test_lines_of_elsewhere_and_answers_nobody_offers_are_refused(client, milestone, lead):
    met, foreign = question(milestone), piece(MilestoneFactory())
    assert send(client, milestone, **{f"answer-{met.public_id}": "perhaps"}).status_code == 422
    send(client, milestone, **{f"answer-{met.public_id}": "yes", f"answer-{foreign.public_id}": "yes"})
    assert [row.asked for row in Submission.objects.get().checklist_answers.all()] == [met.public_id]


def test_the_reviewer_sees_what_is_left_open(client, milestone, lead):
    question(milestone, "Élus rencontrés")
    submit_milestone(milestone, by=lead, text="Voici.")
    client.force_login(accompanier_of(milestone.project))
    shown = text(client.get(milestone.get_absolute_url()))
    assert "Élus rencontrés" in shown and "Sans réponse" in shown
