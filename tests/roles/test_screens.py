"""The back office's screens for roles over the association."""

import pytest

from portal.roles import AssociationRole, AssociationRoles, grant
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client):
    person = PersonFactory()
    grant(AssociationRole, person=person, role=AssociationRoles.ADMINISTRATOR, by=None)
    client.force_login(person)
    return person


def test_a_role_that_would_end_before_it_begins_is_refused_at_the_form(client, admin):
    person = PersonFactory()
    sent = {"email": person.email, "role": "staff", "until": "2020-01-01T09:00"}
    page = client.post("/gestion/association_roles/new/", sent)
    assert "Le rôle se terminerait avant de commencer." in page.text
    assert f'value="{person.email}"' in page.text
    assert not AssociationRole.objects.filter(person=person).exists()


def test_a_role_that_has_ended_is_not_ended_again(client, admin):
    row = grant(AssociationRole, person=PersonFactory(), role=AssociationRoles.STAFF, by=admin)
    address = f"/gestion/association_roles/edit/{row.pk}/"
    client.post(address, {"until": "2020-01-01T09:00"})
    row.refresh_from_db()
    assert (row.is_current, row.ended_by) == (False, admin)
    page = client.post(address, {"until": "2120-01-01T09:00"})
    assert "Ce rôle a déjà pris fin." in page.text
    assert not AssociationRole.objects.get(pk=row.pk).is_current


def test_rows_of_roles_are_not_deleted_from_the_screen(client, admin):
    row = grant(AssociationRole, person=PersonFactory(), role=AssociationRoles.STAFF, by=admin)
    client.post(f"/gestion/association_roles/delete/{row.pk}/")
    assert AssociationRole.objects.filter(pk=row.pk).exists()
