"""projects/team.py and its screen: roles by e-mail address."""

import pytest
from django.urls import reverse

from portal.people.models import Person
from projects.enums import ProjectRoles
from projects.models import ProjectRole
from tests.factories.people import PersonFactory
from tests.factories.projects import ProjectFactory, accompanier_of, lead_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def project():
    return ProjectFactory()


@pytest.fixture
def staff(project, client):
    person = accompanier_of(project)
    client.force_login(person)
    return person


def give(client, project, **sent):
    return client.post(reverse("projects:project-people", args=[project.slug]), {"role": "lead"} | sent)


def current(project, role):
    return set(ProjectRole.objects.current().filter(anchor=project, role=role).values_list("person__email", flat=True))


def test_a_role_goes_to_somebody_new_or_already_known(client, project, staff):
    known = PersonFactory(email="mairie@example.org", first_name="Odile")
    give(client, project, email="Mairie@Example.org", first_name="Autre")
    give(client, project, email="nouveau@example.org", first_name="Yves", last_name="Neuf")
    known.refresh_from_db()
    assert known.first_name == "Odile"
    assert Person.objects.get(email="nouveau@example.org").full_name == "Yves Neuf"
    assert current(project, ProjectRoles.LEAD) == {"mairie@example.org", "nouveau@example.org"}


def test_an_address_that_is_none_is_refused_and_kept(client, project, staff):
    answer = give(client, project, email="pas-une-adresse")
    assert answer.status_code == 422
    assert "pas-une-adresse" in answer.content.decode()


def test_a_role_is_ended_and_stays_in_the_history(client, project, staff):
    lead = lead_of(project)
    row = ProjectRole.objects.get(person=lead)
    address = reverse("projects:role-end", args=[project.slug, row.pk])
    client.post(address)
    client.post(address)
    row.refresh_from_db()
    assert row.ended_by == staff
    assert current(project, ProjectRoles.LEAD) == set()
    assert lead.email in client.get(reverse("projects:project-people", args=[project.slug])).content.decode()


def test_a_role_of_another_project_is_not_found(client, project, staff):
    row = ProjectRole.objects.get(person=lead_of(ProjectFactory()))
    assert client.post(reverse("projects:role-end", args=[project.slug, row.pk])).status_code == 404
    row.refresh_from_db()
    assert row.is_current


def test_a_lead_gives_no_role_and_a_stranger_finds_no_screen(client, project):
    client.force_login(lead_of(project))
    assert give(client, project, email="ami@example.org").status_code == 403
    client.force_login(PersonFactory())
    assert give(client, project, email="ami@example.org").status_code == 404
    assert not Person.objects.filter(email="ami@example.org").exists()
