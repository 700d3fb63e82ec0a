"""projects/board/places.py and its screen; the place of a project on its sheet; the outline of the territory."""

import json
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from portal import roles
from portal.roles import AssociationRole, AssociationRoles
from projects.board.places import map_of
from projects.enums import Stages
from projects.models import Project, ProjectSettings
from tests.factories.people import PersonFactory
from tests.factories.projects import MilestoneFactory, ProjectFactory, accompanier_of, lead_of

pytestmark = pytest.mark.django_db
MAP = "/projets/tableau/carte/"
MELUN, SENART, BRIE = ("48.5393", "2.6608"), ("48.6317", "2.5486"), ("48.7833", "3.3050")
SQUARE = {"type": "Polygon", "coordinates": [[[2, 48], [4, 48], [4, 49.5], [2, 49.5], [2, 48]]]}


@pytest.fixture
def staff(client):
    person = PersonFactory()
    roles.grant(AssociationRole, person=person, role=AssociationRoles.STAFF, by=None)
    client.force_login(person)
    return person


def placed(name, place, **fields):
    return ProjectFactory(name=name, latitude=place[0], longitude=place[1], **fields)


def groups(found):
    return [[project.name for project in point.projects] for point in found.points]


def test_projects_stand_where_they_are_and_those_too_near_are_one_point():
    placed("Melun", MELUN)
    placed("Sénart", SENART)
    placed("Brie", BRIE)
    placed("Melun, gare", ("48.5290", "2.6560"))
    ProjectFactory(name="Ailleurs")
    found = map_of(Project.objects.all())
    assert groups(found) == [["Brie"], ["Melun", "Melun, gare"], ["Sénart"]]
    assert [project.name for project in found.unplaced] == ["Ailleurs"]
    brie, melun, senart = found.points
    assert float(senart.x) < float(melun.x) < float(brie.x) and float(brie.y) < float(senart.y) < float(melun.y)


def test_without_an_outline_the_map_frames_the_points_and_with_one_the_territory():
    placed("Melun", MELUN)
    alone = map_of(Project.objects.all())
    assert alone.outline == alone.credit == ""
    ProjectSettings.objects.update_or_create(defaults={"outline": json.dumps(SQUARE), "outline_credit": "IGN"})
    framed = map_of(Project.objects.all())
    assert framed.outline.count("M") == 1 and framed.credit == "IGN"
    assert 0 < float(framed.points[0].x) < float(framed.width) / 2  # in the west of the square


@pytest.mark.parametrize(
    "outline",
    [
        "[]",
        "{",
        '{"type": "Point", "coordinates": [2, 48]}',
        json.dumps(SQUARE).replace("49.5", "4900"),
        json.dumps(SQUARE).replace("49.5", "NaN"),
        '{"type": "Polygon", "coordinates": [[[2, 48]]]}',
    ],
)
def test_what_is_no_polygon_is_refused_as_an_outline(outline):
    with pytest.raises(ValidationError):
        ProjectSettings(outline=outline).full_clean()


def test_the_map_says_what_the_table_says_and_keeps_the_filters(client, staff):
    late = placed("Melun", MELUN, stage=Stages.WORKS)
    MilestoneFactory(project=late, due_on=timezone.localdate() - timedelta(days=1))
    placed("Brie", BRIE, stage=Stages.STUDY)
    lost = ProjectFactory(name="Sans lieu", stage=Stages.STUDY)
    page = client.get(MAP).text
    assert 'aria-label="Melun – Travaux – en retard"' in page and 'aria-label="Brie – Étude"' in page
    assert f"/gestion/projets/edit/{lost.pk}/" in page
    narrowed = client.get(MAP, {"stage": "study"})
    assert groups(narrowed.context["map"]) == [["Brie"]]
    assert "/projets/tableau/?stage=study" in narrowed.text
    assert "Aucun projet ne répond à ces filtres." in client.get(MAP, {"q": "zzz"}).text


def test_an_accompanier_sees_their_projects_without_a_way_to_the_office_and_a_lead_no_map(client):
    mine, other = ProjectFactory(name="Le mien"), ProjectFactory()
    client.force_login(accompanier_of(mine))
    page = client.get(MAP).text
    assert "Le mien" in page and other.name not in page and "/gestion/" not in page.split("<main")[1]
    client.force_login(lead_of(other))
    assert client.get(MAP).status_code == 403


@pytest.mark.parametrize(
    ("latitude", "longitude", "wrong"),
    [
        ("48.5", None, {"longitude"}),
        (None, "2.6", {"latitude"}),
        ("91", "2.6", {"latitude"}),
        ("48", "-181", {"longitude"}),
    ],
)
def test_a_place_is_whole_and_on_earth(latitude, longitude, wrong):
    project = Project(name="Ici", slug="ici", latitude=latitude, longitude=longitude)
    with pytest.raises(ValidationError) as refused:
        project.full_clean()
    assert set(refused.value.error_dict) == wrong


@pytest.mark.parametrize("count", [1, 3])
def test_the_map_costs_the_same_for_one_and_for_three(client, staff, django_assert_max_num_queries, count):
    for _ in range(count):
        placed("Melun", MELUN)
        ProjectFactory()
    client.get(MAP)
    with django_assert_max_num_queries(16):
        client.get(MAP)
