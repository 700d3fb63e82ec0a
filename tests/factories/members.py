"""Members."""

import factory

from portal.members.models import College, Mandate, Organisation
from tests.factories.people import PersonFactory


class CollegeFactory(factory.django.DjangoModelFactory):
    """A college of its own, beside the five the association was founded with."""

    class Meta:
        model = College

    number = factory.Sequence(lambda number: 100 + number)
    name = factory.Sequence(lambda number: f"Famille {number}")


class OrganisationFactory(factory.django.DjangoModelFactory):
    """A member organisation, in the second college unless told otherwise."""

    class Meta:
        model = Organisation

    name = factory.Sequence(lambda number: f"Organisme {number} (fictif)")
    college = factory.LazyFunction(lambda: College.objects.get(number=2))


class MandateFactory(factory.django.DjangoModelFactory):
    """A running mandate of a representative."""

    class Meta:
        model = Mandate

    organisation = factory.SubFactory(OrganisationFactory)
    person = factory.SubFactory(PersonFactory)
