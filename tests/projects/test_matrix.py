"""projects/permissions.py as one table: every named question, for every role, in every state of milestone and project.

A new question without a line here fails: the table is what a reader trusts.
"""

import inspect
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from portal.roles import AssociationRoles
from projects import permissions
from projects.actions import (
    add_draft_file,
    begin_brief,
    begin_minutes,
    begin_model,
    begin_review,
    give_opinion,
    plan_meeting,
    revoke_opinion,
    share_opinion,
    submit_milestone,
    withdraw_submission,
)
from projects.enums import ClosingStates, MilestoneStatus, ProjectRoles, VisaStates
from projects.models import (
    BenchmarkPlace,
    Closing,
    Decision,
    Deliverable,
    Milestone,
    OpinionRequest,
    Project,
    Submission,
    Visa,
)
from tests.factories.closing import closed, drafted, handed_in
from tests.factories.courses import model_document
from tests.factories.library import ReferenceFactory
from tests.factories.office import person_of
from tests.factories.projects import (
    MilestoneFactory,
    ProjectFactory,
    accompanier_of,
    lead_of,
    milestone_at,
    opinion_asked,
    pdf_upload,
)
from tests.factories.visas import director_of, waiting_visa

from .test_permissions import EVERYBODY, somebody

pytestmark = pytest.mark.django_db

LEAD, CONTRIBUTOR = ProjectRoles.LEAD, ProjectRoles.CONTRIBUTOR
ACCOMPANIER, STAFF = ProjectRoles.ACCOMPANIER, AssociationRoles.STAFF
ADMIN = AssociationRoles.ADMINISTRATOR
DIRECTOR, OBSERVER = ProjectRoles.DIRECTOR, ProjectRoles.OBSERVER

NOBODY = set()
ALL = set(EVERYBODY)
FOLLOW = {LEAD, CONTRIBUTOR, ACCOMPANIER, DIRECTOR, OBSERVER, STAFF, ADMIN}
READ = FOLLOW - {OBSERVER}
HAND_IN = {LEAD, CONTRIBUTOR}
DECIDE = {ACCOMPANIER, STAFF}
MANAGE = {*DECIDE, ADMIN}
PREPARE_END = {LEAD, *DECIDE}
SEE_VISA = {*HAND_IN, DIRECTOR}
OFFICE = {STAFF, ADMIN}

# Whatever the state.
ALWAYS = {
    "can_follow": FOLLOW,
    "can_read_submissions": READ,
    "may_submit_here": {*HAND_IN, *DECIDE},
    "may_review_here": DECIDE,
    "may_close_here": DECIDE,
    "may_prepare_closing_here": PREPARE_END,
    "can_remove_contact": {*HAND_IN, *DECIDE},
    "can_read_funding": READ,
    "can_read_discussion": {*HAND_IN, *DECIDE, ADMIN},
    "can_moderate_discussion": DECIDE,
    "can_manage": MANAGE,
    "can_audit_access": MANAGE,
    "can_use_board": DECIDE,
    "can_create": OFFICE,
    "can_change_sheet": OFFICE,
    "can_decide_applications": OFFICE,
    "can_keep_templates": OFFICE,
    "can_keep_model_documents": OFFICE,
    "can_keep_library": OFFICE,
    "can_read_preparations": SEE_VISA,
}
WITH_LEAD = {
    "can_submit_own": HAND_IN,
    "can_submit_for": DECIDE,
    "can_submit": {*HAND_IN, *DECIDE},
    "can_give_links": {*HAND_IN, *DECIDE},
    "can_remind": DECIDE,
}
ASK = {"can_ask_opinion": DECIDE}
# By the milestone's status, in a project that is open; what is not named is nobody's.
OF_MILESTONE = {
    MilestoneStatus.PENDING: WITH_LEAD,
    MilestoneStatus.RETURNED: WITH_LEAD | ASK,
    MilestoneStatus.REOPENED: WITH_LEAD | ASK,
    MilestoneStatus.SUBMITTED: {"can_review": DECIDE} | ASK,
    MilestoneStatus.ACCEPTED: {"can_reopen": DECIDE} | ASK,
}
ASKED_OF_MILESTONE = {name for row in OF_MILESTONE.values() for name in row}
WRITE_STUDY = {*HAND_IN, *DECIDE}
OPEN = {
    "can_prepare_closing": PREPARE_END,
    "can_close": DECIDE,
    "can_name_replacement": {LEAD},
    "can_write_study": WRITE_STUDY,
    "can_write_funding": WRITE_STUDY,
    "can_discuss": WRITE_STUDY,
    "can_change_stage": DECIDE,
    "can_give_roles": MANAGE,
    "can_lay_course": MANAGE,
}
ENDED = {"can_reopen_project": DECIDE, "can_share_lessons": DECIDE}
# By the state of the balance sheet.
OF_CLOSING = {
    ClosingStates.DRAFT: {"can_read_closing": PREPARE_END, "can_write_closing": PREPARE_END},
    ClosingStates.SUBMITTED: {"can_read_closing": PREPARE_END, "can_write_closing": DECIDE},
    ClosingStates.CLOSED: {"can_read_closing": READ, "can_write_closing": NOBODY},
}
OF_VISA = {
    VisaStates.PENDING: {"can_read_visa": SEE_VISA, "can_give_visa": {DIRECTOR}, "can_withdraw_visa": HAND_IN},
    VisaStates.REFUSED: {"can_read_visa": SEE_VISA, "can_give_visa": NOBODY, "can_withdraw_visa": NOBODY},
}
# A submission and a piece of it: whoever withdrew it takes it out of sight of those who do not hand in.
SENDER = "the accompanier who sent it"
OF_SUBMISSION = {
    "waits": {"can_read_submission": READ, "can_withdraw": HAND_IN},
    "is read": {"can_read_submission": READ, "can_withdraw": NOBODY},
    "withdrawn": {"can_read_submission": HAND_IN, "can_withdraw": NOBODY},
    "withdrawn, sent for a lead": {"can_read_submission": {*HAND_IN, SENDER}, "can_withdraw": NOBODY},
}
# A request for an opinion; the expert it is asked from is told apart.
EXPERT = "the expert"
OF_OPINION = {
    "asked": {"can_view_opinion": {EXPERT, *DECIDE}, "can_give_opinion": {EXPERT}, "can_read_piece": {EXPERT, *READ}},
    "given": {"can_view_opinion": {EXPERT, *DECIDE}, "can_give_opinion": NOBODY, "can_read_piece": READ},
    "shared": {"can_view_opinion": {EXPERT, *READ}, "can_give_opinion": NOBODY, "can_read_piece": READ},
    "revoked": {"can_view_opinion": DECIDE, "can_give_opinion": NOBODY, "can_read_piece": READ},
}
OF_TEXTS = {
    "minutes_access": {"write": WRITE_STUDY, "read": FOLLOW - WRITE_STUDY},
    "brief_access": {"write": WRITE_STUDY, "read": FOLLOW - WRITE_STUDY},
    "brief_model_access": {"write": OFFICE, "read": NOBODY},
}
# Asked about everybody: the sheet by its publicity, a reference by its publication, the visa by who is director, a
# decision by who is in charge, a model document by the milestone it hangs on.
ASKED_ELSEWHERE = {
    "can_view",
    "can_view_reference",
    "needs_visa",
    "own_lead_role",
    "can_settle",
    "can_open_model_document",
    "may_but_for_the_end",
}


@dataclass
class Case:
    """A project in one state, and everybody towards it."""

    project: Project
    people: dict

    def who(self, name, *about):
        """Those for whom the question is answered yes."""
        question = getattr(permissions, name)
        return {who for who, person in self.people.items() if question(person, *about)}


def case(project):
    project.refresh_from_db()
    return Case(project, {who: somebody(who, project) for who in EVERYBODY})


def asked(names, case, *about):
    return {name: case.who(name, *about) for name in names}


def about(name, milestone):
    """What a question of ALWAYS is asked on."""
    parameters = list(inspect.signature(getattr(permissions, name)).parameters)[1:]
    return [{"project": milestone.project, "milestone": milestone}[parameter] for parameter in parameters]


def test_every_question_has_its_line():
    questions = {
        name
        for name, function in vars(permissions).items()
        if inspect.isfunction(function) and function.__module__ == permissions.__name__ and not name.startswith("_")
    }
    by_state = [OF_MILESTONE, OF_CLOSING, OF_VISA, OF_SUBMISSION, OF_OPINION]
    tables = [ALWAYS, OPEN, ENDED, OF_TEXTS, *(row for table in by_state for row in table.values())]
    assert questions == {name for table in tables for name in table} | ASKED_ELSEWHERE


@pytest.mark.parametrize("status", MilestoneStatus.values)
@pytest.mark.parametrize("has_ended", [False, True], ids=["open", "closed"])
def test_of_every_status_in_an_open_and_in_a_closed_project(status, has_ended):
    milestone = milestone_at(status)
    if has_ended and status == MilestoneStatus.SUBMITTED:
        # No project closes while a submission waits; this row is what would be if it did.
        Project.objects.filter(pk=milestone.project_id).update(outcome="abandoned", closed_on="2026-01-01")
    elif has_ended:
        closed(milestone.project)
    found = case(milestone.project)
    milestone = Milestone.objects.select_related("project").get(pk=milestone.pk)
    assert {name: found.who(name, *about(name, milestone)) for name in ALWAYS} == ALWAYS
    here = {} if has_ended else OF_MILESTONE[status]
    assert asked(ASKED_OF_MILESTONE, found, milestone) == dict.fromkeys(ASKED_OF_MILESTONE, NOBODY) | here
    expected = dict.fromkeys({*OPEN, *ENDED}, NOBODY) | (ENDED if has_ended else OPEN)
    assert asked(expected, found, found.project) == expected
    for name in OPEN:
        may = getattr(permissions, name)
        told = {who for who, one in found.people.items() if permissions.may_but_for_the_end(may, one, found.project)}
        assert told == (OPEN[name] if has_ended else NOBODY), name
    for who, person in found.people.items():
        follows = Milestone.objects.visible_to(person).filter(pk=milestone.pk).exists()
        assert follows == (who in FOLLOW), who


@pytest.mark.parametrize("is_public", [True, False])
@pytest.mark.parametrize("has_ended", [False, True], ids=["open", "closed"])
def test_the_sheet_and_its_sets_agree(is_public, has_ended):
    project = ProjectFactory(is_public=is_public)
    if has_ended:
        closed(project)
    found = case(project)
    sets = {"can_view": Project.objects.visible_to, "can_follow": Project.objects.followed_by}
    for name, visible in sets.items():
        listed = {who for who, person in found.people.items() if visible(person).filter(pk=project.pk).exists()}
        assert listed == found.who(name, project)
    assert found.who("can_view", project) == (ALL if is_public else FOLLOW)


@pytest.mark.parametrize("state", OF_CLOSING)
def test_of_every_state_of_the_balance_sheet(state):
    project = ProjectFactory()
    {ClosingStates.DRAFT: drafted, ClosingStates.SUBMITTED: handed_in, ClosingStates.CLOSED: closed}[state](project)
    found = case(project)
    closing = Closing.objects.select_related("project").get()
    assert asked(OF_CLOSING[state], found, closing) == OF_CLOSING[state]


@pytest.mark.parametrize("state", OF_VISA)
def test_of_a_visa_and_of_who_needs_one(state):
    milestone = MilestoneFactory()
    lead = lead_of(milestone.project)
    assert not permissions.needs_visa(lead, milestone)
    director_of(milestone.project)
    waiting_visa(milestone, lead)
    if state != VisaStates.PENDING:
        Visa.objects.update(state=state)
        Milestone.objects.update(visa_since=None)
    found = case(milestone.project)
    visa = Visa.objects.select_related("milestone__project").get()
    assert asked(OF_VISA[state], found, visa) == OF_VISA[state]
    assert found.who("can_submit_own", visa.milestone) == (NOBODY if state == VisaStates.PENDING else HAND_IN)
    assert found.who("can_submit_for", visa.milestone) == DECIDE
    assert found.who("needs_visa", visa.milestone) == ALL - {DIRECTOR}


@pytest.mark.parametrize("is_published", [True, False])
def test_of_a_reference(is_published):
    place = ReferenceFactory(is_published=is_published)
    found = case(ProjectFactory())
    listed = {
        who
        for who, person in found.people.items()
        if BenchmarkPlace.objects.visible_to(person).filter(pk=place.pk).exists()
    }
    assert listed == found.who("can_view_reference", place) == (ALL if is_published else OFFICE)


def test_a_lead_role_of_ones_own(db):
    project = ProjectFactory()
    found = case(project)
    real = {who: person for who, person in found.people.items() if who != "visitor"}
    assert {who for who, person in real.items() if permissions.own_lead_role(person, project)} == {LEAD}


def meeting_of(project, by):
    begins = timezone.now() + timedelta(days=7)
    return plan_meeting(project, by=by, starts_at=begins, ends_at=begins + timedelta(hours=2), agenda="Budget")


@pytest.mark.parametrize("state", OF_SUBMISSION)
def test_of_a_submission(state):
    milestone = MilestoneFactory()
    lead = lead_of(milestone.project)
    sender = accompanier_of(milestone.project) if state.endswith("for a lead") else lead
    pieces = [add_draft_file(milestone, owner=sender, upload=pdf_upload())]
    submission = submit_milestone(
        milestone, by=sender, on_behalf_of=None if sender == lead else lead, text="Voici.", pieces=pieces
    )
    if state == "is read":
        begin_review(submission, by=accompanier_of(milestone.project))
    elif state.startswith("withdrawn"):
        withdraw_submission(submission, by=lead)
    found = case(milestone.project)
    if sender != lead:
        found.people[SENDER] = sender
    submission = Submission.objects.select_related("milestone__project").get()
    assert asked(OF_SUBMISSION[state], found, submission) == OF_SUBMISSION[state]
    piece = the_piece_everybody_finds_and_reads(found)
    assert found.who("can_read_piece", piece) == OF_SUBMISSION[state]["can_read_submission"]


def the_piece_everybody_finds_and_reads(found, **which):
    """A piece, once it is sure that the set of those who find it is the set of those who may read it."""
    piece = Deliverable.objects.select_related("submission__milestone__project").filter(**which).get()
    finding = {who for who, one in found.people.items() if Deliverable.objects.visible_to(one).filter(pk=piece.pk)}
    assert finding == found.who("can_read_piece", piece)
    return piece


@pytest.mark.parametrize("status", [status for status in MilestoneStatus if status != MilestoneStatus.PENDING])
@pytest.mark.parametrize("has_ended", [False, True], ids=["open", "closed"])
@pytest.mark.parametrize("is_withdrawn", [False, True])
def test_who_finds_a_piece_reads_it_in_every_state(status, has_ended, is_withdrawn):
    milestone = milestone_at(status)
    request = opinion_asked(milestone=with_pieces(milestone), by=accompanier_of(milestone.project))
    if is_withdrawn:
        Submission.objects.update(withdrawn_at=timezone.now())
    if has_ended:
        Project.objects.filter(pk=milestone.project_id).update(outcome="abandoned", closed_on="2026-01-01")
    found = case(milestone.project)
    found.people[EXPERT] = request.expert
    assert len(found.people) > len(FOLLOW)
    for name in ("un.pdf", "deux.pdf"):
        piece = the_piece_everybody_finds_and_reads(found, name=name)
        shared = {EXPERT} if name == "un.pdf" and not has_ended else set()
        assert found.who("can_read_piece", piece) == (HAND_IN if is_withdrawn else READ) | shared


def with_pieces(milestone):
    """The same milestone, its last submission with two files."""
    submission = milestone.submissions.last()
    for name in ("un.pdf", "deux.pdf"):
        Deliverable.objects.create(
            submission=submission, name=name, size=3, sha256="0" * 64, content_type="application/pdf", file="x"
        )
    return milestone


def test_finding_pieces_asks_as_much_of_three_as_of_one():
    milestone = milestone_at(MilestoneStatus.SUBMITTED)
    person = lead_of(milestone.project)
    counts = []
    for _more in range(2):
        with_pieces(milestone)
        fresh = type(person).objects.get(pk=person.pk)
        with CaptureQueriesContext(connection) as queries:
            found = list(Deliverable.objects.visible_to(fresh))
        counts.append((len(found), len(queries)))
    assert counts == [(2, counts[0][1]), (4, counts[0][1])]


@pytest.mark.parametrize("state", OF_OPINION)
def test_of_a_request_for_an_opinion_and_of_what_it_shares(state):
    decider = person_of(STAFF)
    request = opinion_asked(by=decider)
    expert = request.expert
    if state in ("given", "shared"):
        give_opinion(request, by=expert, verdict="favourable", text="Oui.")
    if state == "shared":
        share_opinion(request, by=decider)
    if state == "revoked":
        revoke_opinion(request, by=decider)
    found = case(request.submission.milestone.project)
    found.people[EXPERT] = expert
    request = OpinionRequest.objects.select_related("submission__milestone__project").get()
    shared, other = Deliverable.objects.select_related("submission__milestone__project").order_by("pk")
    about = {"can_view_opinion": request, "can_give_opinion": request, "can_read_piece": shared}
    assert {name: found.who(name, thing) for name, thing in about.items()} == OF_OPINION[state]
    assert found.who("can_read_piece", other) == READ
    visible = {who for who, one in found.people.items() if OpinionRequest.objects.visible_to(one).exists()}
    assert visible == OF_OPINION[state]["can_view_opinion"]


def test_of_texts_written_together():
    project = ProjectFactory()
    writer = person_of(STAFF)
    documents = {
        "minutes_access": begin_minutes(meeting_of(project, writer), by=writer).minutes,
        "brief_access": begin_brief(project, by=writer).document,
        "brief_model_access": begin_model(by=writer).document,
    }
    found = case(project)
    for name, document in documents.items():
        got = {"write": set(), "read": set()}
        for who, person in found.people.items():
            if access := getattr(permissions, name)(person, document):
                got[access].add(who)
        assert got == OF_TEXTS[name], name


def test_of_a_decision_and_who_is_in_charge():
    project = ProjectFactory()
    found = case(project)
    meeting = meeting_of(project, found.people[STAFF])
    for charged, expected in {OBSERVER: {*WRITE_STUDY, OBSERVER}, "outsider": WRITE_STUDY}.items():
        decision = Decision.objects.create(meeting=meeting, text="Visiter.", person=found.people[charged])
        assert found.who("can_settle", decision) == expected


def test_of_a_model_document():
    milestone = MilestoneFactory()
    document = model_document()
    milestone.model_documents.add(document)
    assert case(milestone.project).who("can_open_model_document", document) == FOLLOW
