from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from portal.members.enums import MandateKinds
from portal.members.models import College, Mandate, Organisation
from tests.factories.members import MandateFactory, OrganisationFactory

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 1)


def test_founding_colleges_are_there_and_the_experts_do_not_vote():
    assert [(college.number, college.has_votes) for college in College.objects.all()] == [
        (1, True),
        (2, True),
        (3, True),
        (4, True),
        (None, False),
    ]


@pytest.mark.parametrize(
    ("since", "until", "runs"),
    [
        (None, None, True),
        (date(2026, 3, 1), None, True),
        (date(2026, 3, 2), None, False),
        (None, date(2026, 3, 2), True),
        (None, date(2026, 3, 1), False),
        (date(2026, 2, 1), date(2026, 3, 1), False),
    ],
)
def test_mandate_runs_from_its_first_day_until_the_day_before_its_end(since, until, runs):
    mandate = MandateFactory(since=since, until=until)

    assert list(Mandate.objects.current(on=DAY)) == [mandate] * runs
    assert list(Organisation.objects.represented_by(mandate.person, on=DAY)) == [mandate.organisation] * runs


def test_nobody_is_represented_by_a_visitor():
    assert not Organisation.objects.represented_by(AnonymousUser()).exists()


def test_mandate_cannot_end_before_it_begins():
    with pytest.raises(IntegrityError):
        MandateFactory(since=DAY, until=DAY)


def test_same_mandate_runs_once_and_may_be_held_again_later():
    first = MandateFactory(until=date(2020, 1, 1))
    MandateFactory(organisation=first.organisation, person=first.person)
    MandateFactory(organisation=first.organisation, person=first.person, kind=MandateKinds.CONTACT)

    with pytest.raises(IntegrityError):
        MandateFactory(organisation=first.organisation, person=first.person)


def test_two_organisations_cannot_have_the_same_name_in_other_letters():
    known = OrganisationFactory(name="Éole")

    with pytest.raises(ValidationError, match="déjà adhérent"):
        Organisation(name="EOLE.", college=known.college).full_clean()
    with pytest.raises(IntegrityError):
        OrganisationFactory(name="EOLE.")


@pytest.mark.parametrize(("name", "siren"), [("…", ""), ("Alpha", "123456789"), ("Alpha", "12")])
def test_bad_name_or_siren_is_refused(name, siren):
    with pytest.raises(ValidationError):
        Organisation(name=name, siren=siren, college=College.objects.first()).full_clean()


def test_organisations_come_in_french_order():
    for name in ["Zoé", "Éole", "alpha", "Œuvre", "Etang"]:
        OrganisationFactory(name=name)

    assert [o.name for o in Organisation.objects.all()] == ["alpha", "Éole", "Etang", "Œuvre", "Zoé"]


def test_listed_leaves_out_what_is_not_to_be_shown():
    shown = OrganisationFactory()
    OrganisationFactory(is_listed=False)

    assert list(Organisation.objects.listed()) == [shown]


def test_changes_are_kept():
    organisation = OrganisationFactory(name="Alpha")
    organisation.commune = "Melun"
    organisation.save()

    assert [entry.commune for entry in organisation.history.all()] == ["Melun", ""]
