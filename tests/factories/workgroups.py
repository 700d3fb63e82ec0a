"""Working groups and their documents."""

import factory

from portal import coediting, roles
from workgroups.enums import SpecificationStatus, Visibility
from workgroups.models import GroupRole, Specification, WorkingGroup

from .people import PersonFactory


class GroupFactory(factory.django.DjangoModelFactory):
    """A public group without people."""

    class Meta:
        model = WorkingGroup

    slug = factory.Sequence(lambda number: f"groupe-{number}")
    name = factory.Sequence(lambda number: f"Groupe d’essai {number}")
    aim = "Essayer ensemble."

    class Params:
        private = factory.Trait(visibility=Visibility.PRIVATE)


class SpecificationFactory(factory.django.DjangoModelFactory):
    """A draft whose text is `content` (empty without it)."""

    class Meta:
        model = Specification
        exclude = ["content"]

    content = None
    group = factory.SubFactory(GroupFactory)
    title = factory.Sequence(lambda number: f"Spécification {number}")
    code_prefix = factory.Sequence(lambda number: "E" + chr(65 + number // 26 % 26) + chr(65 + number % 26))
    document = factory.LazyAttribute(
        lambda made: coediting.create_document(kind="specification", by=None, content=made.content)
    )

    class Params:
        in_consultation = factory.Trait(status=SpecificationStatus.CONSULTATION)
        adopted = factory.Trait(status=SpecificationStatus.ADOPTED)


def person_with(role, group, **fields):
    """Somebody who has `role` in `group` now."""
    person = PersonFactory(**fields)
    roles.grant(GroupRole, anchor=group, person=person, role=role, by=None)
    return person
