"""Rights by dated role rows: `has_perm`, its set forms, and what an end takes away."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser, Group, Permission
from django.core.management import call_command
from django.utils import timezone
from guardian.utils import get_group_obj_perms_model

from portal import roles
from portal.roles import AssociationRole, AssociationRoles
from portal.roles.actions import keep_memberships
from portal.roles.models import RoleGroup
from projects.enums import ProjectRoles
from projects.models import Project, ProjectRole
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db

SUBMIT, VIEW = "projects.submit_milestone", "projects.view_project"


@pytest.fixture
def project():
    return Project.objects.create(name="Melun", slug="melun")


@pytest.fixture
def other():
    return Project.objects.create(name="Sénart", slug="senart")


@pytest.fixture
def person():
    return PersonFactory()


def again(person):
    """The person as the next request would load them."""
    return type(person).objects.get(pk=person.pk)


def test_a_role_gives_its_rights_on_its_object_only(project, other, person):
    roles.grant(ProjectRole, anchor=project, person=person, role=ProjectRoles.LEAD, by=None)
    assert person.has_perm(SUBMIT, project)
    assert not person.has_perm(SUBMIT, other)
    assert not person.has_perm(SUBMIT)
    assert list(roles.objects_for(person, SUBMIT)) == [project]
    assert set(roles.people_with(SUBMIT, project)) == {person}
    assert not roles.people_with(SUBMIT).exists()


def test_another_role_on_the_same_object_gives_only_its_own(project, person):
    roles.grant(ProjectRole, anchor=project, person=person, role=ProjectRoles.OBSERVER, by=None)
    assert person.has_perm(VIEW, project)
    assert not person.has_perm(SUBMIT, project)


def test_a_role_over_the_association_counts_on_every_object(project, other, person):
    roles.grant(AssociationRole, person=person, role=AssociationRoles.STAFF, by=None)
    review = "projects.review_milestone"
    assert person.has_perm(review, project) and person.has_perm(review)
    assert set(roles.objects_for(person, review)) == {project, other}
    assert set(roles.people_with(review, project)) == set(roles.people_with(review)) == {person}
    assert person.has_perm("wagtailadmin.access_admin")


def test_an_end_takes_effect_the_minute_it_passes_before_any_housekeeping(project, person):
    row = roles.grant(ProjectRole, anchor=project, person=person, role=ProjectRoles.LEAD, by=None)
    ProjectRole.objects.filter(pk=row.pk).update(until=timezone.now())
    person = again(person)
    assert person.groups.filter(pk=row.group_id).exists()  # nobody has cleaned up yet
    assert not person.has_perm(SUBMIT, project)
    assert not roles.objects_for(person, SUBMIT).exists()
    assert not roles.people_with(SUBMIT, project).exists()
    assert keep_memberships() == 1
    assert not person.groups.exists()


def test_an_ended_role_over_the_association_gives_nothing_while_the_group_remains(person):
    row = roles.grant(AssociationRole, person=person, role=AssociationRoles.STAFF, by=None)
    AssociationRole.objects.filter(pk=row.pk).update(until=timezone.now())
    assert not again(person).has_perm("wagtailadmin.access_admin")


def test_a_role_that_begins_tomorrow_gives_nothing_today(project, person):
    tomorrow = timezone.now() + timedelta(days=1)
    roles.grant(ProjectRole, anchor=project, person=person, role=ProjectRoles.LEAD, by=None, since=tomorrow)
    assert not person.has_perm(SUBMIT, project)
    assert not person.groups.exists()


def test_ending_keeps_the_row_and_an_auditor_can_ask_about_the_past(project, person):
    boss = PersonFactory()
    begun = timezone.now() - timedelta(days=10)
    row = roles.grant(ProjectRole, anchor=project, person=person, role=ProjectRoles.LEAD, by=boss, since=begun)
    ended = roles.end(row, by=boss)
    assert (ended.given_by, ended.ended_by) == (boss, boss)
    assert not again(person).has_perm(SUBMIT, project)
    then = timezone.now() - timedelta(days=3)
    assert set(roles.people_with(SUBMIT, project, at=then)) == {person}
    with pytest.raises(roles.RoleRefusal):
        roles.end(ended, by=boss)


def test_granting_twice_gives_one_row_and_a_role_cannot_end_before_it_begins(project, person):
    first = roles.grant(ProjectRole, anchor=project, person=person, role=ProjectRoles.LEAD, by=None)
    assert roles.grant(ProjectRole, anchor=project, person=person, role=ProjectRoles.LEAD, by=None) == first
    with pytest.raises(roles.RoleRefusal):
        roles.grant(AssociationRole, person=person, role="staff", by=None, until=timezone.now() - timedelta(days=1))


def test_inactive_people_and_visitors_have_no_right(project, person):
    roles.grant(ProjectRole, anchor=project, person=person, role=ProjectRoles.LEAD, by=None)
    person.is_active = False
    person.save()
    for nobody in (again(person), AnonymousUser()):
        assert not nobody.has_perm(SUBMIT, project)
        assert not roles.objects_for(nobody, SUBMIT).exists()
    assert not roles.people_with(SUBMIT, project).exists()


def test_a_permission_given_by_hand_counts_for_nothing(project, person):
    table = get_group_obj_perms_model(Project)
    group = Group.objects.create(name="by hand")
    table.objects.create(
        group=RoleGroup.objects.create(group=group, role_model="x", role="x").group,
        permission=Permission.objects.get(codename="submit_milestone"),
        content_object=project,
    )
    person.groups.add(group)
    person.user_permissions.add(Permission.objects.get(codename="submit_milestone"))
    person = again(person)
    assert not person.has_perm(SUBMIT, project)
    assert not person.has_perm(SUBMIT)


def test_a_plain_wagtail_group_still_counts(person):
    group = Group.objects.create(name="Relecture")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    person.groups.add(group)
    assert again(person).has_perm("wagtailadmin.access_admin")


def test_a_question_on_the_wrong_object_is_a_bug_and_surfaces(person, project):
    with pytest.raises(ValueError, match="ask the object that carries the right"):
        person.has_perm("events.manage_event", project)


def test_a_deleted_object_takes_its_groups_with_it(project, person):
    roles.grant(ProjectRole, anchor=project, person=person, role=ProjectRoles.LEAD, by=None)
    project.delete()
    assert not Group.objects.filter(name__startswith="role:projects.projectrole").exists()
    assert not ProjectRole.objects.exists()


def test_sync_roles_mends_what_was_changed_behind_its_back(project, person, capsys):
    row = roles.grant(ProjectRole, anchor=project, person=person, role=ProjectRoles.LEAD, by=None)
    get_group_obj_perms_model(Project).objects.filter(group=row.group).delete()
    assert not again(person).has_perm(SUBMIT, project)
    call_command("sync_roles")
    assert "submit_milestone" in capsys.readouterr().out
    assert again(person).has_perm(SUBMIT, project)


def test_one_request_asks_once_and_a_list_costs_the_same_for_one_and_three(
    project, other, person, django_assert_num_queries
):
    third = Project.objects.create(name="Brie", slug="brie")
    for anchor in (project, other, third):
        roles.grant(ProjectRole, anchor=anchor, person=person, role=ProjectRoles.LEAD, by=None)
    for anchors in ([project], [project, other, third]):
        person = again(person)
        Permission.objects.first()
        person.has_perm(SUBMIT, project)  # content types are cached from here on
        person = again(person)
        with django_assert_num_queries(3):  # groups, permissions over all, permissions on the list
            roles.prefetch_rights(person, anchors)
            assert all(person.has_perm(SUBMIT, anchor) for anchor in anchors)
            assert all(person.has_perm(SUBMIT, anchor) for anchor in anchors)


def test_forgetting_makes_a_long_lived_connection_ask_again(project, person):
    row = roles.grant(ProjectRole, anchor=project, person=person, role=ProjectRoles.LEAD, by=None)
    assert person.has_perm(SUBMIT, project)
    ProjectRole.objects.filter(pk=row.pk).update(until=timezone.now())
    assert person.has_perm(SUBMIT, project)  # kept for the length of a request
    roles.forget_rights(person)
    assert not person.has_perm(SUBMIT, project)
