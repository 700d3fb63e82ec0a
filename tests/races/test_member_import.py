"""The same list confirmed by several people at the same moment."""

import pytest

from portal.members.actions import import_workbook
from portal.members.models import Mandate, Organisation
from portal.people.models import Person
from tests.members.test_imports import CONTACTS, MEMBERS
from tests.races.crowd import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_one_import_creates_and_the_others_find_it_done():
    plans = at_once([lambda: import_workbook(MEMBERS)] * 4)

    assert sorted(plan.counts["created"] for plan in plans) == [0, 0, 0, 43]
    assert Organisation.objects.count() == 43


def test_people_and_mandates_are_made_once():
    import_workbook(MEMBERS)

    at_once([lambda: import_workbook(CONTACTS)] * 4)

    assert Mandate.objects.count() == Person.objects.count() == 5
