"""What groups and their documents refuse and record."""

import pytest
from django.db import IntegrityError, transaction

from portal import coediting
from portal.people.models import Person
from tests.factories.workgroups import GroupFactory, SpecificationFactory, person_with
from workgroups.actions import GroupRefusal, add_to_group, create_specification, end_group_role
from workgroups.enums import GroupRoles, SpecificationStatus
from workgroups.models import GroupRole, Specification

pytestmark = pytest.mark.django_db


@pytest.fixture
def group():
    return GroupFactory()


@pytest.fixture
def facilitator(group):
    return person_with(GroupRoles.FACILITATOR, group)


def current_roles(group):
    return set(GroupRole.objects.current().filter(anchor=group).values_list("person__email", "role"))


def test_a_specification_begins_as_a_draft_with_its_text(group, facilitator):
    content = {"type": "doc", "content": [{"type": "paragraph", "content": [{"type": "text", "text": "Objet"}]}]}
    specification = create_specification(group, title="Accueil", code_prefix="ACC", by=facilitator, content=content)
    assert specification.status == SpecificationStatus.DRAFT
    assert specification.created_by == facilitator
    assert coediting.as_text(specification.document) == "Objet"


@pytest.mark.parametrize("role", [GroupRoles.COMMENTER, GroupRoles.READER])
def test_only_those_who_write_begin_a_document(group, role):
    with pytest.raises(GroupRefusal):
        create_specification(group, title="Accueil", code_prefix="ACC", by=person_with(role, group))
    assert not Specification.objects.exists()


@pytest.mark.parametrize(("title", "code"), [("ACCUEIL", "NEW"), ("Autre", "ACC")])
def test_a_title_of_the_group_and_a_code_are_taken_once(group, facilitator, title, code):
    SpecificationFactory(group=group, title="Accueil", code_prefix="ACC")
    with pytest.raises(GroupRefusal):
        create_specification(group, title=title, code_prefix=code, by=facilitator)
    assert Specification.objects.count() == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        SpecificationFactory(group=group, title=title, code_prefix=code)


def test_adding_an_unknown_address_makes_the_person_known(group, facilitator):
    add_to_group(group, email="Nouvelle@Example.org", role=GroupRoles.EDITOR, by=facilitator, first_name="Ana")
    assert Person.objects.get(email="nouvelle@example.org").first_name == "Ana"
    assert ("nouvelle@example.org", "editor") in current_roles(group)


def test_adding_again_with_another_role_changes_it_and_keeps_the_history(group, facilitator):
    reader = person_with(GroupRoles.READER, group)
    add_to_group(group, email=reader.email, role=GroupRoles.EDITOR, by=facilitator)
    add_to_group(group, email=reader.email, role=GroupRoles.EDITOR, by=facilitator)
    assert current_roles(group) == {(facilitator.email, "facilitator"), (reader.email, "editor")}
    assert GroupRole.objects.filter(anchor=group, person=reader).count() == 2


def test_the_only_facilitator_stays(group, facilitator):
    row = GroupRole.objects.get(person=facilitator)
    with pytest.raises(GroupRefusal):
        end_group_role(row, by=facilitator)
    with pytest.raises(GroupRefusal):
        add_to_group(group, email=facilitator.email, role=GroupRoles.READER, by=facilitator)
    assert current_roles(group) == {(facilitator.email, "facilitator")}
    person_with(GroupRoles.FACILITATOR, group)
    end_group_role(row, by=facilitator)
    assert facilitator.email not in dict(current_roles(group))


def test_only_those_who_manage_add_and_end(group, facilitator):
    editor, reader = person_with(GroupRoles.EDITOR, group), person_with(GroupRoles.READER, group)
    with pytest.raises(GroupRefusal):
        add_to_group(group, email="x@example.org", role=GroupRoles.READER, by=editor)
    with pytest.raises(GroupRefusal):
        end_group_role(GroupRole.objects.get(person=reader), by=editor)
    assert len(current_roles(group)) == 3


def test_ending_a_role_twice_does_no_harm(group, facilitator):
    row = GroupRole.objects.get(person=person_with(GroupRoles.READER, group))
    end_group_role(row, by=facilitator)
    ended = GroupRole.objects.get(pk=row.pk).until
    end_group_role(row, by=facilitator)
    assert GroupRole.objects.get(pk=row.pk).until == ended
