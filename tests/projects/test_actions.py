"""projects/actions.py: every way out of what is done with a milestone."""

import re
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from portal.notices import Notice
from projects.actions import (
    Asked,
    accept_submission,
    adapt_milestone,
    add_draft_file,
    reopen_milestone,
    return_submission,
    send_reminder,
    submit_milestone,
)
from projects.enums import CorrectionReasons, MilestoneStatus, ProjectRoles
from projects.models import DraftFile, Submission
from projects.refusals import MilestoneRefusal
from tests.factories.people import PersonFactory
from tests.factories.projects import (
    MilestoneFactory,
    accompanier_of,
    in_role,
    lead_of,
    milestone_at,
    pdf_upload,
)

pytestmark = pytest.mark.django_db
LOCKABLE = r'FROM "projects_(project|milestone)" WHERE'


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def milestone():
    return MilestoneFactory()


@pytest.fixture
def lead(milestone):
    return lead_of(milestone.project)


@pytest.fixture
def accompanier(milestone):
    return accompanier_of(milestone.project)


def told(kind):
    """The addresses that a kind of mail goes to."""
    return sorted(Notice.objects.filter(kind=kind).values_list("address", flat=True))


def log_of(milestone):
    rows = milestone.transitions.order_by("pk")
    return [(row.from_status, row.to_status, row.by, row.for_person, row.reason) for row in rows]


def test_submitting_keeps_text_and_pieces_logs_and_tells(milestone, lead, accompanier):
    piece = add_draft_file(milestone, owner=lead, upload=pdf_upload("étude.pdf"))
    forgotten = add_draft_file(milestone, owner=lead, upload=pdf_upload("ancien.pdf"))
    submission = submit_milestone(milestone, by=lead, text=" Voici. ", pieces=[piece])
    milestone.refresh_from_db()
    assert (submission.number, submission.text, submission.submitted_for) == (1, "Voici.", lead)
    assert [(kept.name, kept.sha256) for kept in submission.deliverables.all()] == [("étude.pdf", piece.sha256)]
    with submission.deliverables.get().file.open() as kept:
        assert kept.read(5) == b"%PDF-"
    assert not DraftFile.objects.filter(pk__in=[piece.pk, forgotten.pk]).exists()
    assert milestone.status == MilestoneStatus.SUBMITTED
    assert log_of(milestone) == [("pending", "submitted", lead, None, "")]
    assert told("submission_receipt") == [lead.email]
    assert told("submission_to_review") == [accompanier.email]


def test_staff_submits_for_a_lead_and_the_history_says_both(milestone, lead, accompanier):
    submission = submit_milestone(milestone, by=accompanier, text="Reçu par courriel.", on_behalf_of=lead)
    assert (submission.submitted_by, submission.on_behalf_of) == (accompanier, lead)
    assert log_of(milestone) == [("pending", "submitted", accompanier, lead, "")]
    assert told("submission_receipt") == sorted([lead.email, accompanier.email])


def test_the_same_form_twice_makes_one_submission(milestone, lead):
    identity = uuid.uuid4()
    first = submit_milestone(milestone, by=lead, text="Voici.", public_id=identity)
    again = submit_milestone(milestone, by=lead, text="Voici.", public_id=identity)
    assert again == first
    assert Submission.objects.count() == 1


def test_somebody_elses_identifier_is_not_taken_over(milestone, lead):
    other = milestone_at(MilestoneStatus.SUBMITTED).submissions.get()
    submission = submit_milestone(milestone, by=lead, text="Voici.", public_id=other.public_id)
    assert submission.public_id != other.public_id
    assert submission.milestone == milestone


@pytest.mark.parametrize("state", [MilestoneStatus.SUBMITTED, MilestoneStatus.ACCEPTED])
def test_nothing_is_submitted_where_nothing_is_waited_for(state):
    milestone = milestone_at(state)
    with pytest.raises(MilestoneRefusal, match="has acted: this milestone is"):
        submit_milestone(milestone, by=lead_of(milestone.project), text="Encore.")
    assert milestone.submissions.count() == 1


def test_an_empty_submission_is_refused(milestone, lead):
    with pytest.raises(MilestoneRefusal, match="nothing to submit yet"):
        submit_milestone(milestone, by=lead, text="  ")
    assert not milestone.submissions.exists()


@pytest.mark.parametrize("role", [ProjectRoles.OBSERVER, ProjectRoles.ACCOMPANIER])
def test_who_may_not_submit_in_their_own_name_is_refused(milestone, role):
    with pytest.raises(MilestoneRefusal, match="not yours to submit"):
        submit_milestone(milestone, by=in_role(milestone.project, role), text="Voici.")


def test_a_lead_may_not_submit_for_somebody_else(milestone, lead):
    with pytest.raises(MilestoneRefusal, match="not yours to submit"):
        submit_milestone(milestone, by=lead, text="Voici.", on_behalf_of=lead_of(milestone.project))


def test_staff_submits_only_for_a_lead_of_this_project(milestone, accompanier):
    with pytest.raises(MilestoneRefusal, match="is not a lead of this project"):
        submit_milestone(milestone, by=accompanier, text="Voici.", on_behalf_of=PersonFactory())


def test_files_of_somebody_else_or_of_another_milestone_are_left_out(milestone, lead):
    colleague = lead_of(milestone.project)
    theirs = add_draft_file(milestone, owner=colleague, upload=pdf_upload("a-moi.pdf"))
    other = MilestoneFactory(project=milestone.project)
    elsewhere = add_draft_file(other, owner=lead, upload=pdf_upload("ailleurs.pdf"))
    submission = submit_milestone(milestone, by=lead, text="Voici.", pieces=[theirs, elsewhere])
    assert not submission.deliverables.exists()
    assert DraftFile.objects.count() == 2


def test_accepting_logs_and_tells_the_leads(milestone, lead, accompanier):
    submit_milestone(milestone, by=lead, text="Voici.")
    accept_submission(milestone, by=accompanier, number=1, remark="Très clair.")
    milestone.refresh_from_db()
    assert milestone.status == MilestoneStatus.ACCEPTED
    assert log_of(milestone)[-1] == ("submitted", "accepted", accompanier, None, "Très clair.")
    assert told("milestone_accepted") == [lead.email]


def test_a_returned_submission_is_corrected_and_both_stay(milestone, lead, accompanier):
    submit_milestone(milestone, by=lead, text="Première.")
    request = return_submission(
        milestone, by=accompanier, number=1, items=[Asked(CorrectionReasons.INCOMPLETE, "Il manque le plan.")]
    )
    assert (request.submission.number, request.requested_by) == (1, accompanier)
    assert told("milestone_returned") == [lead.email]
    submit_milestone(milestone, by=lead, text="Seconde.")
    assert [one.text for one in milestone.submissions.all()] == ["Première.", "Seconde."]
    milestone.refresh_from_db()
    assert milestone.status == MilestoneStatus.SUBMITTED


def test_a_decision_on_an_older_submission_is_refused(milestone, lead, accompanier):
    submit_milestone(milestone, by=lead, text="Première.")
    return_submission(milestone, by=accompanier, number=1, items=[Asked(CorrectionReasons.OTHER, "Non.")])
    submit_milestone(milestone, by=lead, text="Seconde.")
    with pytest.raises(MilestoneRefusal, match="A newer submission has come in"):
        accept_submission(milestone, by=accompanier, number=1)


def test_who_decides_second_is_told_who_came_first(milestone, lead, accompanier):
    submit_milestone(milestone, by=lead, text="Voici.")
    accept_submission(milestone, by=accompanier, number=1)
    with pytest.raises(MilestoneRefusal, match=rf"Meanwhile {accompanier} has acted: this milestone is “Accepted”"):
        return_submission(
            milestone, by=accompanier_of(milestone.project), number=1, items=[Asked(CorrectionReasons.OTHER, "Non.")]
        )


def test_only_who_reviews_decides_and_reopens(milestone, lead, accompanier):
    submit_milestone(milestone, by=lead, text="Voici.")
    with pytest.raises(MilestoneRefusal, match="not yours to review"):
        accept_submission(milestone, by=lead, number=1)
    accept_submission(milestone, by=accompanier, number=1)
    with pytest.raises(MilestoneRefusal):
        reopen_milestone(milestone, by=lead, reason="Je veux.")


def test_reopening_takes_the_acceptance_back_with_a_reason(lead, milestone, accompanier):
    submit_milestone(milestone, by=lead, text="Voici.")
    accept_submission(milestone, by=accompanier, number=1)
    reopen_milestone(milestone, by=accompanier, reason="Le périmètre a changé.")
    milestone.refresh_from_db()
    assert milestone.status == MilestoneStatus.REOPENED
    assert log_of(milestone)[-1] == ("accepted", "reopened", accompanier, None, "Le périmètre a changé.")
    assert told("milestone_reopened") == [lead.email]
    submit_milestone(milestone, by=lead, text="À nouveau.")
    accept_submission(milestone, by=accompanier, number=2)
    assert told("milestone_accepted") == [lead.email] * 2


def test_what_waits_for_a_submission_cannot_be_reopened(milestone, accompanier):
    with pytest.raises(MilestoneRefusal, match="Nothing has been submitted"):
        reopen_milestone(milestone, by=accompanier, reason="Pourquoi pas.")


def test_a_reminder_goes_to_the_leads_once_a_day(milestone, lead, accompanier):
    in_role(milestone.project, ProjectRoles.CONTRIBUTOR)
    assert send_reminder(milestone, by=accompanier) == [lead]
    with pytest.raises(MilestoneRefusal, match="already been sent today"):
        send_reminder(milestone)
    assert told("milestone_reminder") == [lead.email]


def test_there_must_be_somebody_to_remind(milestone, accompanier):
    with pytest.raises(MilestoneRefusal, match="no lead to remind"):
        send_reminder(milestone, by=accompanier)


def test_a_lead_reminds_nobody(milestone, lead):
    with pytest.raises(MilestoneRefusal):
        send_reminder(milestone, by=lead)


def test_the_project_is_locked_before_its_milestone():
    """Whoever closes a project or adapts its course takes them in this order too: nobody waits for each other."""
    milestone = MilestoneFactory()
    lead, accompanier = lead_of(milestone.project), accompanier_of(milestone.project)
    acts = [
        lambda: submit_milestone(milestone, by=lead, text="Voici."),
        lambda: accept_submission(milestone, by=accompanier, number=1),
        lambda: adapt_milestone(milestone, by=accompanier),
    ]
    for act in acts:
        with CaptureQueriesContext(connection) as counted:
            act()
        tables = [table for query in counted if (table := re.search(LOCKABLE, query["sql"]))]
        assert [found[1] for found in tables][:2] == ["project", "milestone"]
