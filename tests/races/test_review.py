"""Two people decide on the same submission at once: one is heard, the other is told."""

import threading

import pytest
from django.db import connection

from portal.notices import Notice
from projects.actions import (
    Asked,
    accept_submission,
    begin_review,
    return_submission,
    submit_milestone,
    withdraw_submission,
)
from projects.enums import CorrectionReasons, MilestoneStatus
from projects.models import CorrectionRequest
from projects.refusals import MilestoneRefusal
from tests.factories.projects import MilestoneFactory, accompanier_of, lead_of, milestone_at

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts):
    """Runs every act in a thread and a connection of its own, all let go together; what each answered."""
    gate, answers = threading.Barrier(len(acts), timeout=60), [None] * len(acts)

    def run(place, act):
        connection.ensure_connection()
        gate.wait()
        try:
            act()
            answers[place] = "done"
        except MilestoneRefusal as refusal:
            answers[place] = str(refusal)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return answers


def test_two_decisions_on_one_submission_have_one_winner():
    milestone = milestone_at(MilestoneStatus.SUBMITTED)
    one, other = accompanier_of(milestone.project), accompanier_of(milestone.project)

    def accept():
        accept_submission(milestone, by=one, number=1)

    def send_back():
        return_submission(milestone, by=other, number=1, items=[Asked(CorrectionReasons.OTHER, "Non.")])

    answers = at_once(accept, send_back)
    milestone.refresh_from_db()
    accepted = milestone.status == MilestoneStatus.ACCEPTED
    assert answers.count("done") == 1
    assert answers.index("done") == (0 if accepted else 1)
    winner = one if accepted else other
    assert str(winner) in answers[1 if accepted else 0]
    assert milestone.transitions.exclude(to_status=MilestoneStatus.SUBMITTED).count() == 1
    assert CorrectionRequest.objects.exists() == (not accepted)
    assert Notice.objects.filter(kind__in=["milestone_accepted", "milestone_returned"]).count() == 1


def test_two_leads_who_submit_at_once_make_one_submission():
    milestone = MilestoneFactory()
    one, other = lead_of(milestone.project), lead_of(milestone.project)
    answers = at_once(
        lambda: submit_milestone(milestone, by=one, text="Une."),
        lambda: submit_milestone(milestone, by=other, text="Autre."),
    )
    assert answers.count("done") == 1
    assert milestone.submissions.count() == 1
    assert milestone.transitions.count() == 1


def test_a_decision_and_a_new_submission_never_cross():
    milestone = milestone_at(MilestoneStatus.RETURNED)
    lead, accompanier = lead_of(milestone.project), accompanier_of(milestone.project)
    answers = at_once(
        lambda: submit_milestone(milestone, by=lead, text="Corrigée."),
        lambda: accept_submission(milestone, by=accompanier, number=1),
    )
    milestone.refresh_from_db()
    assert answers[0] == "done"
    assert answers[1] != "done"
    assert milestone.status == MilestoneStatus.SUBMITTED


def test_withdrawal_and_the_start_of_the_review_have_one_winner():
    submission = milestone_at(MilestoneStatus.SUBMITTED).submissions.get()
    milestone = submission.milestone
    lead, accompanier = submission.submitted_by, accompanier_of(milestone.project)
    answers = at_once(
        lambda: withdraw_submission(submission, by=lead),
        lambda: begin_review(submission, by=accompanier),
    )
    submission.refresh_from_db()
    milestone.refresh_from_db()
    withdrawn = submission.withdrawn_at is not None
    assert answers.count("done") == 1
    assert (answers[0] == "done", submission.first_read_at is None) == (withdrawn, withdrawn)
    assert milestone.status == (MilestoneStatus.PENDING if withdrawn else MilestoneStatus.SUBMITTED)
