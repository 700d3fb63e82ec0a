"""projects/views_review.py: what the accompanier sends, and what comes back."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from projects.actions import accept_submission
from projects.enums import MilestoneStatus, ProjectRoles
from projects.working_days import on_or_after
from tests.factories.people import PersonFactory
from tests.factories.projects import MilestoneFactory, accompanier_of, in_role, lead_of, milestone_at

pytestmark = pytest.mark.django_db
SOON = on_or_after(timezone.localdate() + timedelta(days=7))


def post(client, name, milestone, **sent):
    return client.post(reverse(f"projects:{name}", args=[milestone.project.slug, milestone.public_id]), sent)


@pytest.fixture
def waiting():
    return milestone_at(MilestoneStatus.SUBMITTED)


@pytest.fixture
def accompanier(waiting, client):
    person = accompanier_of(waiting.project)
    client.force_login(person)
    return person


def status_of(milestone):
    milestone.refresh_from_db()
    return milestone.status


def test_the_accompanier_accepts(client, waiting, accompanier):
    answer = post(client, "milestone-accept", waiting, number=1, remark="")
    assert answer["Location"] == waiting.get_absolute_url()
    assert status_of(waiting) == MilestoneStatus.ACCEPTED


def test_the_accompanier_returns_with_a_reason_and_a_text(client, waiting, accompanier):
    post(
        client,
        "milestone-return",
        waiting,
        number=1,
        reason="outdated",
        text="Les chiffres ont trois ans.",
        due_on=SOON,
    )
    request = waiting.submissions.get().correction_requests.get()
    assert [(item.piece, item.reason, item.text) for item in request.items.all()] == [
        (None, "outdated", "Les chiffres ont trois ans.")
    ]
    assert status_of(waiting) == MilestoneStatus.RETURNED


def test_a_return_without_text_keeps_the_reason_and_says_what_is_missing(client, waiting, accompanier):
    answer = post(client, "milestone-return", waiting, number=1, reason="other", text="", due_on=SOON)
    assert answer.status_code == 422
    assert answer.context["correction_form"]["reason"].value() == "other"
    assert status_of(waiting) == MilestoneStatus.SUBMITTED


def test_who_decides_second_is_told_and_keeps_what_was_typed(client, waiting, accompanier):
    accept_submission(waiting, by=accompanier_of(waiting.project), number=1)
    answer = post(
        client, "milestone-return", waiting, number=1, reason="other", text="Il manque une page.", due_on=SOON
    )
    shown = answer.content.decode()
    assert answer.status_code == 409
    assert "Votre décision n’a pas été enregistrée." in shown
    assert "a changé ce jalon" in shown
    assert "Il manque une page." in shown
    assert status_of(waiting) == MilestoneStatus.ACCEPTED


def test_an_accepted_milestone_is_reopened_with_a_reason(client, waiting, accompanier):
    accept_submission(waiting, by=accompanier, number=1)
    assert post(client, "milestone-reopen", waiting, reason="").status_code == 422
    post(client, "milestone-reopen", waiting, reason="Le périmètre a changé.")
    assert status_of(waiting) == MilestoneStatus.REOPENED


def test_a_reminder_is_sent_once(client, accompanier, waiting):
    milestone = MilestoneFactory(project=waiting.project)
    for _ in range(2):
        answer = post(client, "milestone-remind", milestone)
    assert milestone.reminders.count() == 1
    assert "La relance a déjà été envoyée aujourd’hui." in client.get(answer["Location"]).content.decode()


@pytest.mark.parametrize("name", ["milestone-accept", "milestone-return", "milestone-reopen", "milestone-remind"])
def test_nobody_else_decides(client, waiting, name):
    sent = {"number": 1, "reason": "other", "text": "Non.", "due_on": SOON, "remark": ""}
    client.force_login(lead_of(waiting.project))
    assert post(client, name, waiting, **sent).status_code == 403
    client.force_login(in_role(waiting.project, ProjectRoles.OBSERVER))
    assert post(client, name, waiting, **sent).status_code == 403
    client.force_login(PersonFactory())
    assert post(client, name, waiting, **sent).status_code == 404
    assert status_of(waiting) == MilestoneStatus.SUBMITTED
    assert client.get(reverse(f"projects:{name}", args=[waiting.project.slug, waiting.public_id])).status_code == 405
