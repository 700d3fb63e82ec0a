"""Finding or making people, and their addresses."""

import pytest
from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction

from portal.people.actions import know_person, state_address
from portal.people.models import Person

pytestmark = pytest.mark.django_db


def addresses(person):
    return list(EmailAddress.objects.filter(user=person).values_list("email", "verified", "primary"))


def test_know_person_makes_somebody_once_whatever_the_case():
    first = know_person(email="Mairie@Melun.example", first_name="Nadia", proven=True)
    again = know_person(email=" mairie@melun.EXAMPLE ", first_name="Somebody else", last_name="Ferrand")
    assert again == first
    assert (again.email, again.first_name, again.last_name) == ("mairie@melun.example", "Nadia", "Ferrand")
    assert addresses(first) == [("mairie@melun.example", True, True)]
    assert not first.has_usable_password()


def test_know_person_without_address_makes_a_new_one_each_time():
    assert know_person(first_name="Paul") != know_person(first_name="Paul")
    assert not EmailAddress.objects.exists()


def test_know_person_does_not_vouch_unless_told():
    person = know_person(email="a@example.org")
    assert addresses(person) == [("a@example.org", False, True)]
    know_person(email="a@example.org", proven=True)
    assert addresses(person) == [("a@example.org", True, True)]


def test_an_address_that_was_theirs_before_opens_nothing_any_more():
    person = know_person(email="old@example.org", proven=True)
    EmailAddress.objects.create(user=person, email="awaited@example.org")
    person.email = "new@example.org"
    person.save()
    state_address(person, proven=True)
    assert sorted(addresses(person)) == [("awaited@example.org", False, False), ("new@example.org", True, True)]
    person.email = ""
    person.save()
    state_address(person)
    assert addresses(person) == []


def test_an_address_is_unique_ignoring_case_and_may_be_blank():
    Person.objects.create(email="a@example.org")
    Person.objects.bulk_create([Person(), Person()])
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.bulk_create([Person(email="A@Example.org")])


def test_who_runs_createsuperuser_vouches_for_the_address():
    assert addresses(Person.objects.create_superuser("root@example.org", "x")) == [("root@example.org", True, True)]


@pytest.mark.parametrize("query", ["elise", "ÉLISE chambon", "chambon el", "elise@"])
def test_people_are_found_whatever_accents_and_order(query):
    found = know_person(email="elise@example.org", first_name="Élise", last_name="Chambon")
    know_person(email="paul@example.org", first_name="Paul", last_name="Chambert")
    assert list(Person.objects.matching(query)) == [found]


def test_somebody_without_a_name_still_has_one_on_screen():
    assert str(Person()) == "personne sans nom"
    assert Person(email="a@example.org").get_full_name() == "a@example.org"
