"""projects/board/ and its screens: the list, its filters, the workbook."""

import io
from datetime import timedelta

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone

from portal import roles
from portal.roles import AssociationRole, AssociationRoles
from projects.actions import send_reminder, submit_milestone
from projects.enums import MilestoneStatus, Stages
from tests.factories.people import PersonFactory
from tests.factories.projects import MilestoneFactory, ProjectFactory, accompanier_of, in_role, lead_of, milestone_at

pytestmark = pytest.mark.django_db
BOARD = "/projets/tableau/"


@pytest.fixture
def staff(client):
    person = PersonFactory()
    roles.grant(AssociationRole, person=person, role=AssociationRoles.STAFF, by=None)
    client.force_login(person)
    return person


def names(client, **filters):
    return [line.project.name for line in client.get(BOARD, filters).context["lines"]]


def test_filters_of_the_address_narrow_the_list(client, staff):
    ProjectFactory(name="Épinay", stage=Stages.WORKS, surroundings="rural", sector="private")
    waiting = ProjectFactory(name="Melun", territory="Val de Seine")
    accompanier = accompanier_of(waiting)
    milestone_at(MilestoneStatus.SUBMITTED, waiting, accompanier=accompanier)
    late = ProjectFactory(name="Valfleury")
    MilestoneFactory(project=late, due_on=timezone.localdate() - timedelta(days=1))
    assert names(client) == ["Épinay", "Melun", "Valfleury"]
    assert names(client, q="epinay") == ["Épinay"]
    assert names(client, q="seine VAL") == names(client, territory="Val de Seine") == ["Melun"]
    assert names(client, stage="works") == names(client, sector="private") == ["Épinay"]
    assert names(client, surroundings="rural") == names(client, waits_for="nobody") == ["Épinay"]
    assert names(client, waits_for="accompanier") == names(client, accompanied_by=accompanier.pk) == ["Melun"]
    assert names(client, late="on") == names(client, waits_for="leads") == ["Valfleury"]
    assert names(client, waits_for="nonsense", quiet="-3") == ["Épinay", "Melun", "Valfleury"]
    assert "Aucun projet ne répond à ces filtres." in client.get(BOARD, {"q": "zzz"}).content.decode()


def test_stalled_is_told_by_the_last_act_in_the_project(client, staff):
    stalled = ProjectFactory(name="Endormi", last_activity_at=timezone.now() - timedelta(days=41))
    moving = ProjectFactory(name="Vivant", last_activity_at=timezone.now() - timedelta(days=400))
    milestone = MilestoneFactory(project=moving)
    lead_of(stalled)
    send_reminder(MilestoneFactory(project=stalled), by=staff)
    assert names(client, quiet="40") == ["Endormi", "Vivant"]
    submit_milestone(milestone, by=lead_of(moving), text="Voici.")
    assert names(client, quiet="40") == ["Endormi"]
    assert names(client, quiet="42") == []
    assert names(client, sort="activity") == ["Endormi", "Vivant"]


def test_the_list_is_sorted_as_asked_and_says_how_many_stand_at_each_stage(client, staff):
    first = ProjectFactory(name="A", stage=Stages.WORKS)
    second = ProjectFactory(name="B", stage=Stages.STUDY)
    MilestoneFactory(project=first, due_on=timezone.localdate() + timedelta(days=9))
    MilestoneFactory(project=second, due_on=timezone.localdate() + timedelta(days=3))
    assert names(client, sort="stage") == names(client, sort="due") == ["B", "A"]
    stages = {stage: number for stage, number in client.get(BOARD).context["stages"] if number}
    assert stages == {Stages.WORKS: 1, Stages.STUDY: 1}


def test_an_accompanier_sees_their_projects_only_and_a_lead_no_list(client):
    mine, other = ProjectFactory(name="Le mien"), ProjectFactory()
    client.force_login(accompanier_of(mine))
    assert names(client) == ["Le mien"]
    client.force_login(lead_of(other))
    assert client.get(BOARD).status_code == 403
    assert client.get(reverse("projects:project-board-export")).status_code == 403


def test_the_workbook_has_what_the_list_shows_with_real_dates(client, staff):
    project = ProjectFactory(name="=Télécentre", territory="Brie", stage=Stages.STUDY)
    ProjectFactory(name="Ailleurs")
    lead = lead_of(project)
    due = timezone.localdate() + timedelta(days=10)
    MilestoneFactory(project=project, title="Note d’opportunité", due_on=due, order=1)
    answer = client.get(reverse("projects:project-board-export"), {"q": "brie"})
    assert "projets-" in answer["Content-Disposition"]
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    header, line = (list(row) for row in book["Projets"].iter_rows())
    values = {head.value: cell.value for head, cell in zip(header, line, strict=True)}
    assert values["Projet"] == "=Télécentre"
    assert line[0].data_type == "s"
    assert values["Porteurs"] == values["En attente de"] == str(lead)
    assert values["Échéance"].date() == due
    assert values["Jalons"] == 1
    assert [cell.value for cell in book["Jalons"][2]][:3] == ["=Télécentre", 1, "Note d’opportunité"]


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_and_the_workbook_cost_the_same_for_one_and_for_three(
    client, staff, django_assert_max_num_queries, count
):
    for _ in range(count):
        project = ProjectFactory()
        milestone_at(MilestoneStatus.SUBMITTED, project)
        in_role(project, "lead")
    client.get(BOARD)
    with django_assert_max_num_queries(20):
        client.get(BOARD)
    with django_assert_max_num_queries(16):
        client.get(reverse("projects:project-board-export"))
