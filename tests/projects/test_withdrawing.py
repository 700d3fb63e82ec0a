"""Withdrawing a submission until somebody has begun to review it."""

import uuid

import pytest
from django.urls import reverse

from portal.notices import Notice
from projects.actions import (
    Asked,
    accept_submission,
    add_draft_file,
    begin_review,
    return_submission,
    save_draft,
    submit_milestone,
    withdraw_submission,
)
from projects.enums import MilestoneStatus
from projects.models import Deliverable
from projects.refusals import MilestoneRefusal, NewerDraft
from tests.factories.people import PersonFactory
from tests.factories.projects import MilestoneFactory, accompanier_of, in_role, lead_of, milestone_at, pdf_upload

pytestmark = pytest.mark.django_db


@pytest.fixture
def milestone():
    return MilestoneFactory()


@pytest.fixture
def lead(milestone):
    return lead_of(milestone.project)


@pytest.fixture
def accompanier(milestone):
    return accompanier_of(milestone.project)


@pytest.fixture
def submission(milestone, lead, accompanier):
    draft = add_draft_file(milestone, owner=lead, upload=pdf_upload("étude.pdf"))
    return submit_milestone(milestone, by=lead, text="Voici.", pieces=[draft])


def post(client, name, submission, **options):
    milestone = submission.milestone
    arguments = [milestone.project.slug, milestone.public_id, submission.number]
    return client.post(reverse(f"projects:{name}", args=arguments), **options)


def status_of(milestone):
    milestone.refresh_from_db()
    return milestone.status


def test_withdrawn_it_stands_where_it_stood_and_the_form_is_filled_again(
    client, milestone, lead, accompanier, submission
):
    client.force_login(lead)
    assert "vous pouvez encore le retirer" in client.get(milestone.get_absolute_url()).content.decode()
    post(client, "submission-withdraw", submission)
    assert status_of(milestone) == MilestoneStatus.PENDING
    form = client.get(milestone.get_absolute_url()).context["submission_form"]
    assert form["text"].value() == "Voici."
    assert [(piece.name, piece.is_chosen) for piece in form.pieces_before()] == [("étude.pdf", True)]
    last = milestone.transitions.last()
    assert (last.from_status, last.to_status, last.by) == ("submitted", "pending", lead)


def test_its_notice_leaves_the_bell_and_the_accompanier_is_told(milestone, lead, accompanier, submission):
    withdraw_submission(submission, by=lead)
    bell = Notice.objects.filter(person=accompanier).unread()
    assert [notice.kind for notice in bell] == ["submission_withdrawn"]
    assert Notice.objects.get(kind="submission_to_review").next_attempt_at is None


def test_a_correction_withdrawn_is_asked_for_again_since_the_same_moment(milestone, lead, accompanier, submission):
    return_submission(milestone, by=accompanier, number=1, items=[Asked("other", "Reprenez.")])
    milestone.refresh_from_db()
    since = milestone.status_since
    second = submit_milestone(milestone, by=lead, text="Reprise.")
    withdraw_submission(second, by=lead)
    assert status_of(milestone) == MilestoneStatus.RETURNED
    assert milestone.status_since == since
    third = submit_milestone(milestone, by=lead, text="Mieux reprise.")
    accept_submission(milestone, by=accompanier, number=third.number)
    assert status_of(milestone) == MilestoneStatus.ACCEPTED


def test_the_withdrawn_version_is_never_counted(milestone, lead, accompanier, submission):
    return_submission(milestone, by=accompanier, number=1, items=[Asked("other", "Reprenez.")])
    for title in ("Mauvaise", "Bonne"):
        draft = add_draft_file(milestone, owner=lead, upload=pdf_upload("étude.pdf", title=title))
        last = submit_milestone(milestone, by=lead, text=title, pieces=[draft])
        if title == "Mauvaise":
            withdraw_submission(last, by=lead)
    assert last.deliverables.get().version == 2


def test_opening_it_ends_that(client, milestone, lead, accompanier, submission):
    client.force_login(accompanier)
    assert "data-begin-review" in client.get(milestone.get_absolute_url()).content.decode()
    submission.refresh_from_db()
    assert submission.first_read_at is None  # a GET changes nothing
    assert post(client, "review-begin", submission, headers={"accept": "text/plain"}).status_code == 204
    client.force_login(lead)
    answer = post(client, "submission-withdraw", submission)
    assert answer.status_code == 409
    assert f"{accompanier} a commencé l’examen le" in answer.content.decode()
    assert status_of(milestone) == MilestoneStatus.SUBMITTED


def test_the_button_begins_the_review_without_a_script(client, milestone, accompanier, submission):
    client.force_login(accompanier)
    answer = post(client, "review-begin", submission)
    assert answer["Location"].endswith("#decision")
    submission.refresh_from_db()
    assert submission.first_read_by == accompanier


def test_a_second_reader_changes_nothing_and_a_decision_counts_as_reading(milestone, accompanier, submission):
    begin_review(submission, by=accompanier)
    begin_review(submission, by=accompanier_of(milestone.project))
    submission.refresh_from_db()
    assert submission.first_read_by == accompanier
    other = milestone_at(MilestoneStatus.ACCEPTED).submissions.get()
    assert other.first_read_at is not None


def test_who_reads_a_withdrawn_one_is_told(client, lead, accompanier, submission):
    withdraw_submission(submission, by=lead)
    with pytest.raises(MilestoneRefusal):
        begin_review(submission, by=accompanier)
    client.force_login(accompanier)
    assert post(client, "review-begin", submission, headers={"accept": "text/plain"}).status_code == 409


def test_a_withdrawn_submission_is_kept_for_those_who_hand_in_alone(client, milestone, lead, accompanier, submission):
    withdraw_submission(submission, by=lead)
    piece = Deliverable.objects.get()
    client.force_login(accompanier)
    assert "Voici." not in client.get(milestone.get_absolute_url()).content.decode()
    for address, expected in ((piece.get_absolute_url(), 404), (submission.get_absolute_url(), 403)):
        assert client.get(address).status_code == expected
    client.force_login(lead)
    assert f"Retiré par {lead} le" in client.get(milestone.get_absolute_url()).content.decode()
    assert client.get(piece.get_absolute_url()).status_code == 200


def test_who_handed_it_in_for_a_lead_does_not_begin_the_review_by_looking(client, milestone, lead, accompanier):
    submission = submit_milestone(milestone, by=accompanier, text="Reçu par courriel.", on_behalf_of=lead)
    client.force_login(accompanier)
    shown = client.get(milestone.get_absolute_url()).content.decode()
    assert "data-begin-review" not in shown
    assert "Commencer l’examen" in shown
    withdraw_submission(submission, by=accompanier)
    assert status_of(milestone) == MilestoneStatus.PENDING


def test_nobody_else_withdraws_or_begins(client, milestone, submission):
    for person, expected in [(in_role(milestone.project, "observer"), 403), (PersonFactory(), 404)]:
        client.force_login(person)
        assert post(client, "submission-withdraw", submission).status_code == expected
        assert post(client, "review-begin", submission).status_code == expected
    client.force_login(lead_of(milestone.project))
    assert post(client, "review-begin", submission).status_code == 403
    assert status_of(milestone) == MilestoneStatus.SUBMITTED


def test_what_is_said_of_a_withdrawn_piece_stays_with_those_who_hand_in(
    client, milestone, lead, accompanier, submission
):
    piece = submission.deliverables.get()
    address = reverse("projects:deliverable-thread", args=[milestone.project.slug, piece.public_id])
    project_thread = reverse("projects:project-thread", args=[milestone.project.slug])
    client.force_login(lead)
    client.post(address, {"text": "Relisez la page 3.", "public_id": uuid.uuid4()})
    withdraw_submission(submission, by=lead)
    assert client.get(address).status_code == 200
    assert piece.name in client.get(project_thread).content.decode()
    client.force_login(accompanier)
    assert client.get(address).status_code == 404
    assert piece.name not in client.get(project_thread).content.decode()


def test_a_form_left_open_by_another_lead_does_not_save_over_what_came_back(milestone, lead, accompanier):
    other = lead_of(milestone.project)
    save_draft(milestone, owner=other, values={"text": ["Mes notes"]}, version=0)
    submission = submit_milestone(milestone, by=lead, text="Voici.")
    withdraw_submission(submission, by=other)
    with pytest.raises(NewerDraft):
        save_draft(milestone, owner=other, values={"text": ["Mes notes, suite"]}, version=1)


def test_who_hands_in_for_a_lead_is_offered_nothing_of_what_was_withdrawn(
    client, milestone, lead, accompanier, submission
):
    withdraw_submission(submission, by=lead)
    client.force_login(accompanier)
    assert "étude.pdf" not in client.get(milestone.get_absolute_url()).content.decode()
    piece = submission.deliverables.get()
    for_lead = submit_milestone(
        milestone, by=accompanier, on_behalf_of=lead, text="Reçu par courriel.", carried=[piece]
    )
    assert not for_lead.deliverables.exists()


def test_the_form_of_a_withdrawn_submission_sent_again_makes_another(milestone, lead, submission):
    withdraw_submission(submission, by=lead)
    again = submit_milestone(milestone, by=lead, text="Mieux.", public_id=submission.public_id)
    assert (again.number, again.text) == (2, "Mieux.")
