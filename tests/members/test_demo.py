import pytest

from portal.demo import members as demo
from portal.demo.people import demo_people, load_accounts
from portal.members.actions import import_workbook
from portal.members.models import Mandate, Organisation
from tests.members.test_imports import MEMBERS

pytestmark = pytest.mark.django_db


@pytest.fixture
def loaded():
    load_accounts()
    demo.load(demo_people())


def test_site_shows_the_43_members_well_spelled(loaded):
    listed = Organisation.objects.listed()

    assert listed.filter(college__has_votes=True).count() == 42
    assert [o.name for o in listed.filter(college__has_votes=False)] == ["Distance Expert"]
    assert listed.get(short_name="Orange").name == "France Télécom / Orange"
    assert not [o.name for o in listed if o.name.isupper() and len(o.name) > 9 and "/" not in o.name]


def test_published_list_finds_every_member_again(loaded):
    assert import_workbook(MEMBERS).counts["unchanged"] == 43


def test_nobody_real_is_given_a_representative(loaded):
    assert all("(fictif)" in mandate.organisation.name for mandate in Mandate.objects.all())
    assert set(Mandate.objects.values_list("person__email", flat=True)) == {
        "member@it77.example",
        "expert@it77.example",
    }
    assert not Organisation.objects.listed().filter(name__contains="fictif").exists()
