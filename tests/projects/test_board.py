"""projects/board.py and its screens: the list, its filters, the workbook."""

import io
from datetime import timedelta

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone

from portal import roles
from portal.roles import AssociationRole, AssociationRoles
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
    ProjectFactory(name="Épinay", stage=Stages.WORKS, surroundings="rural")
    waiting = ProjectFactory(name="Melun", territory="Val de Seine")
    milestone_at(MilestoneStatus.SUBMITTED, waiting)
    late = ProjectFactory(name="Valfleury")
    MilestoneFactory(project=late, due_on=timezone.localdate() - timedelta(days=1))
    assert names(client) == ["Épinay", "Melun", "Valfleury"]
    assert names(client, q="epinay") == ["Épinay"]
    assert names(client, q="seine VAL") == ["Melun"]
    assert names(client, stage="works") == ["Épinay"]
    assert names(client, surroundings="rural") == ["Épinay"]
    assert names(client, state="to_review") == ["Melun"]
    assert names(client, state="late") == names(client, state="with_lead") == ["Valfleury"]
    assert names(client, state="nonsense") == ["Épinay", "Melun", "Valfleury"]
    assert "Aucun projet ne répond à ces filtres." in client.get(BOARD, {"q": "zzz"}).content.decode()


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
    with django_assert_max_num_queries(12):
        client.get(reverse("projects:project-board-export"))
