"""projects/board/figures.py, report.py and their screen: a year beside the year before."""

import io
import zipfile
from datetime import datetime, timedelta

import openpyxl
import pytest
from django.utils import timezone, translation

from portal import roles
from portal.roles import AssociationRole, AssociationRoles
from projects.actions import (
    Asked,
    change_stage,
    return_submission,
    save_sheet,
    submit_milestone,
    withdraw_submission,
)
from projects.board.figures import figures_of
from projects.enums import MilestoneStatus, Outcomes, Stages
from projects.models import CorrectionRequest, Milestone, Project, StageChange, Submission, Transition
from projects.refusals import SheetRefusal
from tests.factories.people import PersonFactory
from tests.factories.projects import MilestoneFactory, ProjectFactory, accompanier_of, lead_of

pytestmark = pytest.mark.django_db
YEAR = timezone.localdate().year - 1


def moment(year, month=6, day=1):
    return timezone.make_aware(datetime(year, month, day, 12))


def project(year, **fields):
    return ProjectFactory(created_at=moment(year), **fields)


def figures(key, year=YEAR):
    with translation.override("en"):
        tables = {table.key: table for table in figures_of(Project.objects.all(), year)}
        return {figure.label: (figure.now, figure.before) for figure in tables[key].figures}


@pytest.fixture
def staff(client):
    person = PersonFactory()
    roles.grant(AssociationRole, person=person, role=AssociationRoles.STAFF, by=None)
    client.force_login(person)
    return person


def stage_change(one, to_stage, at, from_stage=Stages.OPPORTUNITY):
    StageChange.objects.create(project=one, from_stage=from_stage, to_stage=to_stage, at=at)


def test_projects_are_accompanied_from_their_first_day_to_the_year_they_open():
    project(YEAR - 3)
    project(YEAR)
    project(YEAR + 1)
    opened_before = project(YEAR - 3, stage=Stages.OPENED)
    stage_change(opened_before, Stages.OPENED, moment(YEAR - 1), Stages.WORKS)
    opened = project(YEAR - 3, stage=Stages.OPENED)
    stage_change(opened, Stages.OPENED, moment(YEAR), Stages.WORKS)
    project(YEAR - 3, outcome=Outcomes.ABANDONED, closed_on=moment(YEAR - 1).date())
    project(YEAR - 3, outcome=Outcomes.HANDED_OVER, closed_on=moment(YEAR).date())
    project(YEAR - 3, outcome=Outcomes.HANDED_OVER, closed_on=moment(YEAR - 2).date())
    assert figures("projects") == {
        "Projects accompanied during the year": (4, 5),
        "among them, new ones": (1, 0),
        "among them, opened during the year": (1, 1),
        "among them, handed over during the year": (1, 0),
        "among them, abandoned during the year": (0, 1),
    }


def test_the_stage_at_the_end_of_a_year_comes_from_the_history():
    one = project(YEAR - 1, stage=Stages.WORKS)
    stage_change(one, Stages.STUDY, moment(YEAR, 3))
    stage_change(one, Stages.WORKS, moment(YEAR + 1, 1), Stages.STUDY)
    project(YEAR - 1, stage=Stages.DECISION)  # without history: where it stands
    found = {label: numbers for label, numbers in figures("stages").items() if any(numbers)}
    assert found == {"Opportunity": (0, 1), "Study": (1, 0), "Decision": (1, 1)}


def test_projects_by_territory_and_kind():
    project(YEAR, territory="Brie", sector="public", surroundings="rural")
    project(YEAR - 1, territory="", sector="private")
    assert figures("territories") == {"Brie": (1, 0), "Not said": (1, 1)}
    assert figures("sectors") == {"Public": (1, 0), "Private": (1, 1)}
    assert figures("surroundings") == {"Urban": (0, 0), "Rural": (1, 0), "Not said": (1, 1)}


def submission_decided(milestone, number, submitted_at, days, status):
    lead = milestone.lead
    one = Submission.objects.create(milestone=milestone, number=number, submitted_at=submitted_at, submitted_by=lead)
    moves = [("pending", "submitted", submitted_at), ("submitted", status, submitted_at + timedelta(days=days))]
    for before, after, at in moves:
        Transition.objects.create(
            milestone=milestone, from_status=before, to_status=after, by=lead, submission=one, at=at
        )
    if status == MilestoneStatus.RETURNED:
        CorrectionRequest.objects.create(submission=one, due_on=at.date(), requested_by=lead, requested_at=at)


def test_milestones_are_counted_when_it_happened():
    milestone = MilestoneFactory(project=project(YEAR - 2), due_on=moment(YEAR, 4).date(), status="accepted")
    milestone.lead = lead_of(milestone.project)
    submission_decided(milestone, 1, moment(YEAR - 1, 3), 2, MilestoneStatus.RETURNED)
    submission_decided(milestone, 2, moment(YEAR, 3), 4, MilestoneStatus.RETURNED)
    submission_decided(milestone, 3, moment(YEAR, 5), 9, MilestoneStatus.ACCEPTED)
    MilestoneFactory(project=milestone.project, due_on=moment(YEAR, 8).date())
    too_late = MilestoneFactory(project=milestone.project, due_on=moment(YEAR, 9).date(), status="submitted")
    Submission.objects.create(
        milestone=too_late, number=1, submitted_at=moment(YEAR, 9, 20), submitted_by=milestone.lead
    )
    assert figures("milestones") == {
        "Submissions received": (2, 1),
        "Milestones accepted": (1, 0),
        "Correction requests": (1, 1),
        "Milestones reopened": (0, 0),
        "Days from submission to decision (median)": (6.5, 2.0),
        "Milestones not handed in by their date": (2, 0),
        "Reminders": (0, 0),
    }


def test_every_change_of_stage_is_kept(staff):
    one = save_sheet(Project(name="Neuf", slug="neuf"), by=staff)
    one.stage = Stages.STUDY
    save_sheet(one, by=staff)
    save_sheet(one, by=staff)
    accompanier = accompanier_of(one)
    change_stage(one, Stages.DECISION, by=accompanier)
    assert change_stage(one, Stages.DECISION, by=accompanier) is None
    with pytest.raises(SheetRefusal):
        change_stage(one, Stages.WORKS, by=lead_of(one))
    assert list(one.stage_changes.values_list("from_stage", "to_stage", "by")) == [
        ("", "opportunity", staff.pk),
        ("opportunity", "study", staff.pk),
        ("study", "decision", accompanier.pk),
    ]


def test_the_screen_the_document_and_the_workbook_say_the_same(client, staff):
    project(YEAR, name="Melun", territory="Val de Seine")
    address = f"/projets/tableau/annee/{YEAR}/"
    page = client.get(address)
    assert "Val de Seine" in page.content.decode()
    book = openpyxl.load_workbook(io.BytesIO(client.get(f"{address}export.xlsx").content))
    assert [cell.value for cell in book.worksheets[0][2]] == ["Projets accompagnés dans l’année", 1, 0]
    document = client.get(f"{address}document.docx", {"stage": "opportunity"})
    assert f"chiffres-projets-{YEAR}.docx" in document["Content-Disposition"]
    text = zipfile.ZipFile(io.BytesIO(document.content)).read("word/document.xml").decode()
    assert "Val de Seine" in text
    assert "une sélection des projets" in text
    now = timezone.localdate().year
    assert client.get("/projets/tableau/annee/").url == f"/projets/tableau/annee/{now}/"
    assert client.get(f"/projets/tableau/annee/{now + 1}/").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_figures_cost_the_same_for_one_and_for_three(client, staff, django_assert_max_num_queries, count):
    for number in range(count):
        milestone = MilestoneFactory(project=project(YEAR, territory=f"T{number}"))
        Milestone.objects.filter(pk=milestone.pk).update(due_on=moment(YEAR).date())
    client.get(f"/projets/tableau/annee/{YEAR}/")
    with django_assert_max_num_queries(24):
        client.get(f"/projets/tableau/annee/{YEAR}/")


def test_a_lead_has_no_figures(client):
    client.force_login(lead_of(ProjectFactory()))
    for ending in ("", f"{YEAR}/", f"{YEAR}/export.xlsx", f"{YEAR}/document.docx"):
        assert client.get(f"/projets/tableau/annee/{ending}").status_code == 403


def test_what_was_withdrawn_is_neither_received_nor_asked_again():
    milestone = MilestoneFactory(project=project(YEAR - 2))
    milestone.lead, accompanier = lead_of(milestone.project), accompanier_of(milestone.project)
    submit_milestone(milestone, by=milestone.lead, text="Voici.")
    return_submission(milestone, by=accompanier, number=1, items=[Asked("other", "Reprenez.")])
    withdraw_submission(submit_milestone(milestone, by=milestone.lead, text="Reprise."), by=milestone.lead)
    found = figures("milestones", timezone.localdate().year)
    assert (found["Submissions received"][0], found["Correction requests"][0]) == (1, 1)
