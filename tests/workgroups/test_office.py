"""The back office's screens of the working groups."""

import pytest
from django.urls import reverse

from portal.roles import AssociationRoles
from tests.factories.office import person_of, text
from tests.factories.people import PersonFactory
from tests.factories.workgroups import GroupFactory, person_with
from workgroups.enums import Access, GroupRoles, Visibility
from workgroups.models import WorkingGroup

pytestmark = pytest.mark.django_db
INDEX, NEW = "/gestion/groupes/", "/gestion/groupes/new/"
GROUP = {
    "name": "Accès à l’énergie",
    "slug": "",
    "aim": "Comparer les contrats.",
    "access": "invited",
    "visibility": "private",
    "position": "3",
}


@pytest.fixture
def staff(client):
    person = person_of(AssociationRoles.STAFF)
    client.force_login(person)
    return person


def edit_address(group):
    return reverse("office_groups:edit", args=[group.pk])


def test_new_group_leads_on_to_its_people(client, staff):
    done = client.post(NEW, GROUP, follow=True)

    group = WorkingGroup.objects.get()
    assert (group.slug, group.access, group.visibility) == ("acces-a-lenergie", Access.INVITED, Visibility.PRIVATE)
    people = reverse("workgroups:group-people", args=[group.slug])
    assert people in text(done) and client.get(people).status_code == 200


def test_group_is_changed(client, staff):
    group = GroupFactory()

    client.post(edit_address(group), GROUP | {"slug": group.slug})

    group.refresh_from_db()
    assert (group.name, group.position) == ("Accès à l’énergie", 3)


def test_what_cannot_be_is_said_and_what_was_typed_kept(client, staff):
    GroupFactory(slug="numerique")

    page = text(client.post(NEW, GROUP | {"slug": "numerique", "aim": ""}))

    assert "Ce champ est obligatoire" in page and "Accès à l’énergie" in page
    assert WorkingGroup.objects.count() == 1


@pytest.mark.parametrize(
    ("role", "is_open"),
    [
        (AssociationRoles.STAFF, True),
        (AssociationRoles.ADMINISTRATOR, True),
        (AssociationRoles.EDITOR, False),
        (None, False),
    ],
)
def test_screens_and_menu_are_for_those_who_may(client, role, is_open):
    group = GroupFactory()
    client.force_login(person_of(role))

    answers = {client.get(address).status_code for address in (INDEX, NEW, edit_address(group))}

    assert answers == ({200} if is_open else {302})
    assert (INDEX in text(client.get("/gestion/", follow=True))) is is_open


def test_facilitator_runs_the_group_on_the_site_not_in_the_back_office(client):
    group = GroupFactory()
    client.force_login(person_with(GroupRoles.FACILITATOR, group))

    assert client.get(edit_address(group)).status_code == 302
    assert client.get(reverse("workgroups:group-people", args=[group.slug])).status_code == 200


def test_nobody_deletes_a_group_not_even_a_superuser(client):
    group = GroupFactory()
    client.force_login(PersonFactory(superuser=True))

    client.post(reverse("office_groups:delete", args=[group.pk]))

    assert WorkingGroup.objects.filter(pk=group.pk).exists()
