"""The tests' own database: migrated, cloned, whole again after a test that commits."""

import pytest
from wagtail.models import Locale, Page, Site

from portal.people.models import Person
from tests.factories.people import PersonFactory


@pytest.mark.parametrize("time", ["once", "twice"])
@pytest.mark.django_db(transaction=True)
def test_a_committing_test_finds_what_the_migrations_made(time):
    PersonFactory()
    assert Person.objects.count() == 1
    assert Page.objects.filter(depth=1).count() == 1
    assert Site.objects.filter(is_default_site=True).exists()
    assert Locale.objects.exists()


def test_a_plain_test_finds_it_too(db):
    assert not Person.objects.exists()
    assert Page.objects.filter(depth=1).count() == 1
