"""How a project ends: the acts, what stops waiting, and what a reopening gives back."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone, translation

from portal.notices import Notice
from portal.roles import AssociationRoles
from projects.actions import (
    close_project,
    reopen_project,
    return_closing,
    save_closing,
    share_lessons,
    submit_closing,
    submit_milestone,
)
from projects.board.filters import chosen
from projects.closing import live_closing, missing
from projects.enums import ClosingStates, MilestoneStatus, Outcomes, ProjectRoles, Stages
from projects.models import BenchmarkPlace, Closing, Milestone, Project
from projects.refusals import ClosingRefusal, MilestoneRefusal, StaleClosing
from projects.tasks import remind_due
from projects.waiting import waiting_for
from tests.factories.closing import closed, drafted, handed_in
from tests.factories.office import person_of
from tests.factories.projects import MilestoneFactory, ProjectFactory, accompanier_of, in_role, lead_of, milestone_at

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def project():
    return ProjectFactory(stage=Stages.WORKS, territory="Melun")


@pytest.fixture
def lead(project):
    return lead_of(project)


@pytest.fixture
def accompanier(project):
    return accompanier_of(project)


def told(kind):
    return sorted(Notice.objects.filter(kind=kind).values_list("address", flat=True))


def test_a_lead_hands_in_the_accompanier_returns_then_closes(project, lead, accompanier):
    closing = handed_in(project, by=lead)
    assert told("closing_to_decide") == [accompanier.email]
    assert [item.url for item in waiting_for(accompanier)] == [closing.get_absolute_url()]
    return_closing(closing, by=accompanier, version=closing.version, reason="Et le coût ?")
    assert waiting_for(accompanier) == []
    assert told("closing_returned") == [lead.email]
    closing = live_closing(project)
    assert (closing.state, closing.return_reason, closing.done) == (
        ClosingStates.DRAFT,
        "Et le coût ?",
        "Trente postes.",
    )
    closing = submit_closing(closing, by=lead, version=closing.version)
    close_project(closing, by=accompanier, version=closing.version)
    project.refresh_from_db()
    assert (project.outcome, project.closed_on) == (Outcomes.ABANDONED, timezone.localdate())
    assert project.stage == Stages.WORKS
    assert told("project_closed") == [lead.email]


def test_an_opened_project_is_at_its_last_stage_with_what_the_network_needs(project, accompanier):
    closing = closed(project, by=accompanier, outcome=Outcomes.OPENED)
    assert project.stage == Stages.OPENED
    place = Closing.objects.get(pk=closing.pk).place
    assert (place.name, place.town, place.opened_on) == ("La Halle", "Melun", timezone.localdate())
    assert (closing.seats, closing.surface) == (30, 420)
    project.stage = Stages.STUDY
    with pytest.raises(ValidationError, match="reopen the project"):
        project.clean()


def test_nothing_more_is_asked_once_it_is_closed_and_all_again_once_reopened(project, lead, accompanier):
    due = timezone.localdate() + timedelta(days=3)
    milestone = MilestoneFactory(project=project, due_on=due)
    late = MilestoneFactory(project=project, due_on=timezone.localdate() - timedelta(days=3))
    accepted = milestone_at(MilestoneStatus.ACCEPTED, project, lead, accompanier)
    assert remind_due(timezone.localdate()) == 2  # three days before, three days after
    closed(project, by=accompanier)
    for one in (milestone, late, accepted):
        one.refresh_from_db()
    assert (late.is_with_lead, late.is_late, list(Milestone.objects.late())) == (False, False, [])
    assert waiting_for(lead) == waiting_for(accompanier) == []
    assert remind_due(timezone.localdate() + timedelta(days=0)) == 0
    for asked in ({"late": "on"}, {"waits_for": "leads"}, {"waits_for": "accompanier"}):
        assert list(chosen(accompanier, asked)[1]) == [], asked
    assert list(chosen(accompanier, {"waits_for": "nobody"})[1]) == [project]
    with pytest.raises(MilestoneRefusal):
        submit_milestone(milestone, by=lead, text="Trop tard.")
    reopen_project(project, by=accompanier, reason="Un repreneur est venu.")
    project.refresh_from_db()
    assert (project.outcome, project.closed_on, project.stage) == ("", None, Stages.WORKS)
    assert told("project_reopened") == [lead.email]
    late.refresh_from_db()
    assert late.is_late
    submit_milestone(Milestone.objects.get(pk=milestone.pk), by=lead, text="Voici.")


def test_a_reopened_project_keeps_its_first_end_and_begins_the_next_with_its_answers(project, accompanier):
    first = closed(project, by=accompanier, outcome=Outcomes.OPENED)
    reopen_project(project, by=accompanier, reason="Trop vite.")
    first.refresh_from_db()
    assert (first.state, first.reopen_reason, first.reopened_by) == (ClosingStates.REOPENED, "Trop vite.", accompanier)
    second = save_closing(project, by=accompanier, version=0, values={"lessons": "Attendre."})
    assert (second.pk == first.pk, second.done, second.lessons) == (False, "Trente postes.", "Attendre.")
    assert second.place.town == "Melun"
    close_project(second, by=accompanier, version=second.version)
    project.refresh_from_db()
    assert project.is_closed


def test_what_is_missing_is_named_before_a_project_is_closed(project, accompanier):
    closing = drafted(project, by=accompanier, lessons="", outcome=Outcomes.HANDED_OVER)
    assert [label for _step, label in missing(closing)] == ["what was learnt", "handed over to"]
    for act in (submit_closing, close_project):
        with pytest.raises(ClosingRefusal, match="Still missing: what was learnt, handed over to"):
            act(closing, by=accompanier, version=closing.version)
    opened = save_closing(project, by=accompanier, version=closing.version, values={"outcome": Outcomes.OPENED})
    assert [label for _step, label in missing(opened)] == ["street address", "town", "opened on", "what was learnt"]


def test_a_submission_that_waits_is_decided_first(project, lead, accompanier):
    milestone_at(MilestoneStatus.SUBMITTED, project, lead, accompanier)
    with pytest.raises(ClosingRefusal, match="Diagnostic des besoins"):
        closed(project, by=accompanier)


def test_who_saves_on_an_older_version_is_told_and_nothing_is_overwritten(project, lead, accompanier):
    first = drafted(project, by=lead)
    save_closing(project, by=accompanier, version=first.version, values={"done": "Dix postes."})
    with pytest.raises(StaleClosing) as refused:
        save_closing(project, by=lead, version=first.version, values={"done": "Cent postes."})
    assert refused.value.stored.done == "Dix postes."
    with pytest.raises(StaleClosing):
        close_project(first, by=accompanier, version=first.version)


@pytest.mark.parametrize("role", [ProjectRoles.CONTRIBUTOR, ProjectRoles.DIRECTOR, ProjectRoles.OBSERVER])
def test_other_roles_write_no_balance_sheet(project, role):
    with pytest.raises(ClosingRefusal):
        save_closing(project, by=in_role(project, role), version=0, values={"done": "Rien."})
    assert not Closing.objects.exists()


def test_a_lead_neither_closes_nor_reopens_nor_writes_once_it_is_handed_in(project, lead, accompanier):
    closing = handed_in(project, by=lead)
    with pytest.raises(ClosingRefusal):
        close_project(closing, by=lead, version=closing.version)
    with pytest.raises(ClosingRefusal):
        save_closing(project, by=lead, version=closing.version, values={"done": "Autre."})
    close_project(closing, by=accompanier, version=closing.version)
    with pytest.raises(ClosingRefusal):
        reopen_project(project, by=lead, reason="Je veux.")
    with pytest.raises(ClosingRefusal):
        close_project(closing, by=accompanier, version=closing.version)


def test_lessons_go_to_the_library_once_as_a_sheet_nobody_outside_sees(project, accompanier):
    with pytest.raises(ClosingRefusal):
        share_lessons(project, by=accompanier)
    closed(project, by=accompanier, outcome=Outcomes.OPENED)
    sheet = share_lessons(project, by=accompanier)
    assert share_lessons(project, by=accompanier) == sheet
    assert (sheet.name, sheet.town, sheet.seats, sheet.surface, sheet.lessons, sheet.is_published) == (
        "La Halle",
        "Melun",
        30,
        420,
        "Ouvrir tôt.",
        False,
    )
    assert sheet.funding == ""  # who paid stays here unless it is sent along
    assert [source.title for source in sheet.sources.all()] == [f"Balance sheet of the project “{project}”"]
    assert list(BenchmarkPlace.objects.visible_to(accompanier)) == []
    assert list(BenchmarkPlace.objects.visible_to(person_of(AssociationRoles.STAFF))) == [sheet]


def test_the_database_holds_to_one_end_and_to_a_whole_one(project, lead):
    drafted(project, by=lead)
    with pytest.raises(IntegrityError), transaction.atomic():
        Closing.objects.create(project=project, prepared_by=lead)
    with pytest.raises(IntegrityError), transaction.atomic():
        Project.objects.filter(pk=project.pk).update(outcome=Outcomes.OPENED)
