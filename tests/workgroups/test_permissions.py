"""Every role × visibility × status: the set forms agree with the questions, and the matrix says what is meant."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from portal import roles
from portal.coediting import kinds
from portal.coediting.models import Document
from portal.roles import AssociationRole, AssociationRoles
from tests.factories.adoption import consulted, drafted
from tests.factories.people import PersonFactory
from tests.factories.workgroups import GroupFactory, SpecificationFactory, person_with
from workgroups import permissions
from workgroups.enums import Audience, GroupRoles, SpecificationStatus, Visibility
from workgroups.models import Consultation, GroupRole, Specification, WorkingGroup
from workgroups.people import voters_of

pytestmark = pytest.mark.django_db

WRITERS = {GroupRoles.FACILITATOR, GroupRoles.EDITOR, AssociationRoles.STAFF}
COMMENTERS = WRITERS | {GroupRoles.COMMENTER}
READERS = COMMENTERS | {GroupRoles.READER, AssociationRoles.ADMINISTRATOR}
LEADERS = {GroupRoles.FACILITATOR, AssociationRoles.STAFF}
INSIDERS = READERS | {AssociationRoles.EDITOR}
MANAGERS = {GroupRoles.FACILITATOR, AssociationRoles.STAFF, AssociationRoles.ADMINISTRATOR}
EVERYBODY = [None, "nobody", "ended", "future", "elsewhere", *GroupRoles, *AssociationRoles]


def somebody(role, group):
    """One person of each kind of insider and outsider."""
    if role is None:
        return AnonymousUser()
    if role in set(GroupRoles):
        return person_with(role, group)
    person = PersonFactory()
    now = timezone.now()
    if role in set(AssociationRoles):
        roles.grant(AssociationRole, person=person, role=role, by=None)
    elif role == "ended":
        row = roles.grant(
            GroupRole, anchor=group, person=person, role="facilitator", by=None, since=now - timedelta(days=9)
        )
        roles.end(row, by=None)
    elif role == "future":
        later = now + timedelta(days=1)
        roles.grant(GroupRole, anchor=group, person=person, role="facilitator", by=None, since=later)
    elif role == "elsewhere":
        return person_with(GroupRoles.FACILITATOR, GroupFactory())
    return person


@pytest.mark.parametrize("visibility", Visibility)
@pytest.mark.parametrize("role", EVERYBODY)
def test_who_sees_and_manages_a_group(role, visibility):
    group = GroupFactory(visibility=visibility)
    person = somebody(role, group)
    assert permissions.can_view(person, group) is (visibility == Visibility.PUBLIC or role in INSIDERS)
    assert permissions.can_view(person, group) is WorkingGroup.objects.visible_to(person).contains(group)
    assert permissions.is_inside(person, group) is (role in INSIDERS)
    assert permissions.can_manage(person, group) is (role in MANAGERS)
    assert permissions.can_create_specification(person, group) is (role in WRITERS)


@pytest.mark.parametrize("status", SpecificationStatus)
@pytest.mark.parametrize("visibility", Visibility)
@pytest.mark.parametrize("role", EVERYBODY)
def test_who_reads_and_writes_a_specification(role, visibility, status):
    specification = SpecificationFactory(group__visibility=visibility, status=status)
    person = somebody(role, specification.group)
    may_write = role in WRITERS and status == SpecificationStatus.DRAFT
    assert permissions.can_read(person, specification) is (role in READERS)
    assert permissions.can_edit(person, specification) is may_write
    assert permissions.can_read_versions(person, specification) is (role in READERS)
    assert permissions.can_keep_version(person, specification) is may_write
    assert Specification.objects.visible_to(person).contains(specification) is (role in READERS)
    may_comment = role in COMMENTERS and status == SpecificationStatus.DRAFT
    assert permissions.can_comment(person, specification) is may_comment
    assert permissions.can_suggest(person, specification) is may_comment
    assert permissions.can_settle(person, specification) is may_write
    assert permissions.can_open_settings(person, specification) is (role in WRITERS)
    assert permissions.can_rename(person, specification) is may_write
    leads = role in LEADERS
    assert permissions.can_see_aside(person, specification.group) is leads
    assert permissions.can_put_aside(person, specification) is (leads and status == SpecificationStatus.DRAFT)
    assert permissions.can_take_up(person, specification) is (leads and status == SpecificationStatus.ASIDE)
    expected = "write" if may_write else "comment" if may_comment else "read" if role in READERS else None
    assert kinds.access(person, specification.document) == expected


@pytest.mark.parametrize("audience", Audience)
@pytest.mark.parametrize("role", EVERYBODY)
def test_who_reads_comments_and_leads_a_consultation(role, audience):
    specification, facilitator = drafted(GroupFactory(private=True))
    consultation = consulted(specification, facilitator, audience=audience)
    specification = consultation.specification
    person = somebody(role, specification.group)
    reads = role in READERS or audience == Audience.EVERYBODY
    assert permissions.can_read_consultation(person, consultation) is reads
    assert Consultation.objects.visible_to(person).contains(consultation) is reads
    assert permissions.can_comment_in(person, consultation) is (reads and role is not None)
    assert permissions.can_answer_comments(person, consultation) is (role in WRITERS)
    assert permissions.can_lead_adoption(person, specification) is (role in LEADERS)


@pytest.mark.parametrize("role", GroupRoles)
def test_who_is_on_the_roll_of_a_vote(role):
    group = GroupFactory()
    person = person_with(role, group)
    assert voters_of(group).contains(person) is (role != GroupRoles.READER)
    assert person.has_perm("workgroups.vote_documents", group) is (role != GroupRoles.READER)


def test_sets_cost_the_same_for_one_and_for_many(django_assert_num_queries):
    group = GroupFactory(private=True)
    person = person_with(GroupRoles.READER, group)
    for groups, documents in ((1, 1), (3, 3)):
        while WorkingGroup.objects.count() < groups:
            roles.grant(GroupRole, anchor=GroupFactory(private=True), person=person, role="reader", by=None)
        while Specification.objects.count() < documents:
            SpecificationFactory(group=group)
        fresh = type(person).objects.get(pk=person.pk)
        fresh.has_perm("workgroups.view_group")
        with django_assert_num_queries(2):
            assert len(WorkingGroup.objects.visible_to(fresh)) == groups
            assert len(Specification.objects.visible_to(fresh).with_last_change()) == documents


def test_a_text_whose_specification_was_deleted_is_open_to_nobody():
    """A bug here would end the worker's check of rights for every open document."""
    specification = SpecificationFactory()
    editor = person_with(GroupRoles.EDITOR, specification.group)
    document = Document.objects.get(pk=specification.document_id)
    assert kinds.access(editor, document) == kinds.WRITE
    specification.delete()
    assert kinds.access(editor, Document.objects.get(pk=document.pk)) is None
