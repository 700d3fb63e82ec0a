"""Wagtail's lists of groups never show a role's group, and saving keeps it."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import Page, PageViewRestriction

from portal import roles
from portal.roles import AssociationRole, AssociationRoles
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(client):
    person = PersonFactory(superuser=True)
    client.force_login(person, backend="portal.roles.backends.LoginBackend")
    return person


@pytest.fixture
def staff():
    person = PersonFactory(first_name="Ange", last_name="Permanent")
    row = roles.grant(AssociationRole, person=person, role=AssociationRoles.STAFF, by=None)
    return person, row.group


@pytest.fixture
def plain():
    return Group.objects.create(name="Relecture")


def pages(staff, home):
    return [
        reverse("wagtailusers_users:edit", args=[staff.pk]),
        reverse("wagtailusers_users:index"),
        reverse("wagtailadmin_pages:set_privacy", args=[home.pk]),
        reverse("wagtail_bulk_action", args=["people", "person", "assign_role"]) + f"?id={staff.pk}",
    ]


def test_the_four_places_list_only_groups_without_a_role(client, administrator, staff, plain):
    person, group = staff
    for address in pages(person, Page.objects.get(depth=2)):
        body = client.get(address).content.decode()
        assert plain.name in body, address
        assert group.name not in body, address


def test_saving_the_privacy_of_a_page_keeps_a_roles_group(client, administrator, staff, plain):
    _, group = staff
    home = Page.objects.get(depth=2)
    restriction = PageViewRestriction.objects.create(page=home, restriction_type="groups")
    restriction.groups.set([group])
    address = reverse("wagtailadmin_pages:set_privacy", args=[home.pk])
    client.post(address, {"restriction_type": "groups", "groups": [plain.pk]})
    assert set(restriction.groups.all()) == {group, plain}


def test_giving_and_ending_a_role_in_the_back_office(client, administrator):
    person = PersonFactory()
    given = client.post(
        reverse("association_roles:add"), {"email": person.email.upper(), "role": "staff", "until": ""}, follow=True
    )
    assert given.status_code == 200
    row = AssociationRole.objects.get(person=person)
    assert (row.role, row.given_by, row.is_current) == ("staff", administrator, True)
    assert get_user_model().objects.get(pk=person.pk).has_perm("projects.review_milestone")

    client.post(reverse("association_roles:edit", args=[row.pk]), {"until": "2020-01-01T00:00"})
    row.refresh_from_db()
    assert not row.is_current and row.ended_by == administrator
    assert not get_user_model().objects.get(pk=person.pk).has_perm("projects.review_milestone")


def test_an_unknown_address_is_answered_and_kept(client, administrator):
    answer = client.post(
        reverse("association_roles:add"), {"email": "nobody@example.org", "role": "staff", "until": ""}
    )
    assert "nobody@example.org" in answer.content.decode()
    assert not AssociationRole.objects.exists()


def test_staff_who_are_not_administrators_cannot_give_roles(client, staff):
    client.force_login(staff[0], backend="portal.roles.backends.LoginBackend")
    answer = client.get(reverse("association_roles:add"))
    assert answer.status_code == 302
    client.post(reverse("association_roles:add"), {"email": staff[0].email, "role": "administrator", "until": ""})
    assert not AssociationRole.objects.filter(role="administrator").exists()
