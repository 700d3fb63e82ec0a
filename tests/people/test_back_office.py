"""People in Wagtail's back office."""

import pytest
from django.contrib.auth.models import Group

from portal import roles
from portal.people.actions import know_person
from portal.people.models import Person
from portal.people.permissions import can_change_access
from portal.roles import AssociationRole, AssociationRoles

NEW = {"first_name": "Paul", "last_name": "Trévisan", "email": "", "phone": "", "language": "fr"}


@pytest.fixture
def staff(db):
    person = know_person(email="staff@example.org", first_name="Camille", last_name="Vasseur", proven=True)
    roles.grant(AssociationRole, person=person, role=AssociationRoles.STAFF, by=None)
    return person


@pytest.fixture
def admin(db):
    person = know_person(email="admin@example.org", first_name="Solène", last_name="Kerbrat", proven=True)
    roles.grant(AssociationRole, person=person, role=AssociationRoles.ADMINISTRATOR, by=None)
    return person


def test_staff_add_somebody_without_password_or_address(client, staff):
    client.force_login(staff)
    assert client.get("/gestion/users/new/").status_code == 200
    client.post("/gestion/users/new/", NEW)
    client.post("/gestion/users/new/", {**NEW, "first_name": "Anna"})
    made = Person.objects.filter(last_name="Trévisan")
    assert {(person.full_name, person.email, person.has_usable_password()) for person in made} == {
        ("Paul Trévisan", "", False),
        ("Anna Trévisan", "", False),
    }


def test_an_address_given_by_staff_is_vouched_for(client, staff):
    client.force_login(staff)
    client.post("/gestion/users/new/", {**NEW, "email": "Paul@Example.org"})
    address = Person.objects.get(email="paul@example.org").emailaddress_set.get()
    assert (address.email, address.verified, address.primary) == ("paul@example.org", True, True)


def test_an_address_somebody_has_already_is_refused_and_what_was_typed_kept(client, staff, nadia):
    client.force_login(staff)
    page = client.post("/gestion/users/new/", {**NEW, "email": "NADIA@example.org"})
    assert "Quelqu’un est déjà connu à cette adresse électronique." in page.text
    assert 'value="Trévisan"' in page.text


def test_staff_correct_an_address_and_the_old_one_opens_nothing(client, staff, nadia):
    client.force_login(staff)
    form = client.get(f"/gestion/users/edit/{nadia.pk}/")
    assert "password" not in form.context["form"].fields
    assert "is_superuser" not in form.context["form"].fields
    client.post(
        f"/gestion/users/edit/{nadia.pk}/",
        {**NEW, "first_name": "Nadia", "email": "nadia@melun.example", "is_active": "on", "is_superuser": "on"},
    )
    nadia.refresh_from_db()
    assert (nadia.email, nadia.is_superuser, nadia.is_active) == ("nadia@melun.example", False, True)
    assert list(nadia.emailaddress_set.values_list("email", flat=True)) == ["nadia@melun.example"]


def test_staff_cannot_take_an_administrators_account_by_changing_the_address(client, staff, admin):
    client.force_login(staff)
    client.post(f"/gestion/users/edit/{admin.pk}/", {**NEW, "first_name": "S.", "email": "mine@example.org"})
    admin.refresh_from_db()
    assert (admin.first_name, admin.email, admin.is_active) == ("S.", "admin@example.org", True)


def test_staff_cannot_lock_out_an_administrator_among_several_people(client, staff, admin, nadia):
    client.force_login(staff)
    chosen = f"?id={admin.pk}&id={nadia.pk}"
    page = client.get(f"/gestion/bulk/people/person/set_active_state/{chosen}")
    assert [shown["item"] for shown in page.context["items"]] == [nadia]
    client.post(f"/gestion/bulk/people/person/set_active_state/{chosen}", {"mark_as_active": "False"})
    admin.refresh_from_db()
    nadia.refresh_from_db()
    assert (admin.is_active, nadia.is_active) == (True, False)


def test_who_may_change_access(staff, admin, nadia):
    asked = {
        (by.first_name, of.first_name): can_change_access(by, of)
        for by in (staff, admin, nadia)
        for of in (staff, admin, nadia)
    }
    assert {pair for pair, allowed in asked.items() if allowed} == {
        ("Camille", "Nadia"),
        ("Solène", "Nadia"),
        ("Solène", "Camille"),
    }  # Nadia cannot reach the screen at all


def test_saving_somebody_keeps_the_groups_that_carry_roles(client, admin, staff):
    carrying = set(staff.groups.all())
    redactors = Group.objects.create(name="Rédacteurs de la revue de presse")
    client.force_login(admin)
    form = client.get(f"/gestion/users/edit/{staff.pk}/").context["form"]
    assert carrying.isdisjoint(form.fields["groups"].queryset)
    sent = {**NEW, "email": staff.email, "is_active": "on", "groups": [redactors.pk]}
    client.post(f"/gestion/users/edit/{staff.pk}/", sent)
    assert set(staff.groups.all()) == {*carrying, redactors}


def test_the_list_finds_people_without_accents(client, staff):
    know_person(first_name="Élise", last_name="Chambon")
    client.force_login(staff)
    page = client.get("/gestion/users/", {"q": "elise"})
    assert "Élise Chambon" in page.text
    assert "Camille Vasseur</" not in page.text.split("<table")[1]


def test_wagtails_account_page_edits_neither_address_nor_password(client, staff):
    client.force_login(staff)
    page = client.get("/gestion/account/").text
    assert 'type="password"' not in page
    assert 'type="email"' not in page
    assert client.get("/gestion/password_reset/").status_code == 404


def test_people_without_the_right_are_turned_away_to_their_own_space(client, nadia):
    client.force_login(nadia)
    page = client.get("/gestion/users/", follow=True)
    assert page.redirect_chain[-1][0] == "/espace/"
    assert "Bonjour Nadia" in page.text
