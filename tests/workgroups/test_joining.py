"""Coming into a group, by oneself or by invitation; changing and leaving it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from portal import roles
from portal.roles import AssociationRole, AssociationRoles
from tests.factories.people import PersonFactory
from tests.factories.workgroups import GroupFactory, SpecificationFactory, person_with
from workgroups import permissions
from workgroups.actions import (
    GroupRefusal,
    accept_request,
    add_to_group,
    ask_to_join,
    change_group_role,
    decline_request,
    join_group,
    leave_group,
)
from workgroups.enums import Access, GroupRoles, RequestStatus
from workgroups.models import GroupRole, JoinRequest, WorkingGroup
from workgroups.waiting import waiting_for

pytestmark = pytest.mark.django_db
READER, EDITOR, FACILITATOR = GroupRoles.READER, GroupRoles.EDITOR, GroupRoles.FACILITATOR


@pytest.fixture
def group():
    return GroupFactory(name="Aménagement", access=Access.ON_REQUEST)


@pytest.fixture
def facilitator(group):
    return person_with(FACILITATOR, group, email="anime@example.org")


@pytest.fixture
def newcomer():
    return PersonFactory(first_name="Nour", last_name="Haddad", email="nour@example.org")


def role_of(person, group, at=None):
    return list(GroupRole.objects.current(at).filter(anchor=group, person=person).values_list("role", flat=True))


def day(days):
    return timezone.localdate() + timedelta(days=days)


def test_an_open_group_is_joined_with_one_click(client, newcomer):
    group = GroupFactory(access=Access.OPEN)
    client.force_login(newcomer)
    assert f"/groupes/{group.slug}/rejoindre/" in client.get(group.get_absolute_url()).content.decode()

    for _ in range(2):
        page = client.post(f"/groupes/{group.slug}/rejoindre/", follow=True).content.decode()

    assert "Vous faites partie du groupe" in page and "Rejoindre le groupe" not in page
    assert role_of(newcomer, group) == [READER]


@pytest.mark.parametrize("access", [Access.ON_REQUEST, Access.INVITED])
def test_a_group_that_is_not_open_is_not_joined(client, newcomer, access):
    group = GroupFactory(access=access)
    client.force_login(newcomer)
    assert "plus ouvert" in client.post(f"/groupes/{group.slug}/rejoindre/", follow=True).content.decode()
    assert role_of(newcomer, group) == []


def test_a_request_waits_for_the_facilitator_who_takes_the_person_in(
    client, group, facilitator, newcomer, run_tasks, mailoutbox
):
    client.force_login(newcomer)
    page = client.post(f"/groupes/{group.slug}/demander/", {"message": "Je gère un lieu."}, follow=True)
    assert "Retirer ma demande" in page.content.decode()
    run_tasks()
    (mail,) = mailoutbox
    assert mail.to == ["anime@example.org"] and "Je gère un lieu." in mail.body and "nour@example.org" in mail.reply_to
    (item,) = waiting_for(facilitator)
    assert "Nour Haddad" in item.title
    assert waiting_for(newcomer) == []

    client.force_login(facilitator)
    assert "Je gère un lieu." in client.get(item.url).content.decode()
    asked = JoinRequest.objects.get()
    client.post(f"/groupes/{group.slug}/demandes/{asked.public_id}/accepter/", {"role": "commenter"})

    run_tasks()
    assert role_of(newcomer, group) == [GroupRoles.COMMENTER]
    assert mailoutbox[-1].to == ["nour@example.org"] and "/compte/login/?next=" in mailoutbox[-1].body
    assert waiting_for(facilitator) == []


def test_a_request_is_declined_with_the_reason_in_the_mail(client, group, facilitator, newcomer, run_tasks, mailoutbox):
    asked = ask_to_join(group, by=newcomer, message="Bonjour")
    client.force_login(facilitator)
    address = f"/groupes/{group.slug}/demandes/{asked.public_id}/decliner/"
    assert client.post(address, {"reason": ""}).status_code == 422
    client.post(address, {"reason": "Le groupe est complet."})

    run_tasks()
    assert mailoutbox[-1].to == ["nour@example.org"] and "Le groupe est complet." in mailoutbox[-1].body
    assert role_of(newcomer, group) == []
    ask_to_join(group, by=newcomer, message="Et maintenant ?")  # one may ask again


def test_a_request_is_made_once_answered_once_and_can_be_withdrawn(client, group, facilitator, newcomer):
    asked = ask_to_join(group, by=newcomer, message="Bonjour")
    with pytest.raises(GroupRefusal):
        ask_to_join(group, by=newcomer, message="Encore")
    client.force_login(newcomer)
    client.post(f"/groupes/{group.slug}/demander/retirer/")
    asked.refresh_from_db()
    assert asked.status == RequestStatus.WITHDRAWN
    for answer in (
        lambda: accept_request(asked, by=facilitator, role=READER),
        lambda: decline_request(asked, by=facilitator, reason="Non"),
    ):
        with pytest.raises(GroupRefusal):
            answer()
    assert role_of(newcomer, group) == []


def test_only_those_who_manage_answer(client, group, facilitator, newcomer):
    asked = ask_to_join(group, by=newcomer, message="Bonjour")
    address = f"/groupes/{group.slug}/demandes/{asked.public_id}/accepter/"
    client.force_login(person_with(EDITOR, group))
    assert client.post(address, {"role": "reader"}).status_code == 403
    client.force_login(person_with(FACILITATOR, other := GroupFactory()))
    assert client.post(address, {"role": "reader"}).status_code == 403
    assert client.post(address.replace(group.slug, other.slug), {"role": "reader"}).status_code == 404
    with pytest.raises(GroupRefusal):
        accept_request(asked, by=newcomer, role=FACILITATOR)


def test_the_staff_answers_for_groups_that_nobody_runs(group, newcomer):
    staff = PersonFactory()
    roles.grant(AssociationRole, person=staff, role=AssociationRoles.STAFF, by=None)
    ask_to_join(group, by=newcomer, message="Bonjour")
    assert len(waiting_for(staff)) == 1
    person_with(FACILITATOR, group)
    assert waiting_for(staff) == []


def test_who_is_added_is_told_once_and_may_enter_without_a_password(group, facilitator, run_tasks, mailoutbox):
    for _ in range(2):
        add_to_group(group, email="nouvelle@example.org", role=EDITOR, by=facilitator)
    run_tasks()
    (mail,) = mailoutbox
    assert mail.to == ["nouvelle@example.org"] and "Aménagement" in mail.subject and "un code" in mail.body


def test_a_role_begins_and_ends_on_its_days(group, facilitator, newcomer):
    add_to_group(group, email=newcomer.email, role=EDITOR, by=facilitator, from_day=day(2), last_day=day(4))
    row = GroupRole.objects.get(person=newcomer)
    assert not permissions.takes_part(newcomer, group)
    assert timezone.localdate(row.since) == day(2) and row.last_day == day(4)
    assert role_of(newcomer, group, row.since) == [EDITOR]
    assert role_of(newcomer, group, row.until) == []
    with pytest.raises(GroupRefusal):
        add_to_group(group, email="x@example.org", role=EDITOR, by=facilitator, from_day=day(4), last_day=day(2))


def test_another_role_later_ends_the_present_one_then(group, facilitator):
    reader = person_with(READER, group)
    add_to_group(group, email=reader.email, role=EDITOR, by=facilitator, from_day=day(3))
    later = GroupRole.objects.get(person=reader, role=EDITOR)
    assert role_of(reader, group) == [READER]
    assert role_of(reader, group, later.since) == [EDITOR]


def test_the_facilitator_changes_role_and_last_day(client, group, facilitator):
    row = GroupRole.objects.get(person=person_with(READER, group))
    client.force_login(facilitator)
    address = f"/groupes/{group.slug}/personnes/{row.pk}/modifier/"
    assert client.get(address).status_code == 200
    client.post(address, {"role": "editor", "last_day": day(9).isoformat()})
    (now,) = GroupRole.objects.current().filter(anchor=group, person=row.person)
    assert (now.role, now.last_day) == (EDITOR, day(9))
    assert client.post(address, {"role": "reader"}).status_code == 422  # that row is over


def test_a_facilitator_alone_neither_leaves_nor_plans_an_end(client, group, facilitator):
    row = GroupRole.objects.get(person=facilitator)
    with pytest.raises(GroupRefusal):
        change_group_role(row, role=FACILITATOR, last_day=day(9), by=facilitator)
    client.force_login(facilitator)
    assert (
        "désignez-en d’abord une autre" in client.post(f"/groupes/{group.slug}/quitter/", follow=True).content.decode()
    )
    assert role_of(facilitator, group) == [FACILITATOR]


def test_leaving_ends_access_at_once(client):
    group = GroupFactory(private=True)
    person_with(FACILITATOR, group)
    reader, specification = person_with(READER, group), SpecificationFactory(group=group)
    client.force_login(reader)
    assert client.get(specification.get_absolute_url()).status_code == 200

    done = client.post(f"/groupes/{group.slug}/quitter/", follow=True)

    assert done.status_code == 200 and "Vous avez quitté" in done.content.decode()
    assert client.get(specification.get_absolute_url()).status_code == 404
    assert client.get(group.get_absolute_url()).status_code == 404
    assert not WorkingGroup.objects.visible_to(reader).exists()
    assert client.post(f"/groupes/{group.slug}/quitter/").status_code == 404


@pytest.mark.parametrize("access", Access)
@pytest.mark.parametrize("role", [None, *GroupRoles])
def test_who_may_join_ask_and_leave(role, access):
    group = GroupFactory(access=access)
    person = person_with(role, group) if role else PersonFactory()
    assert permissions.can_join(person, group) is (role is None and access == Access.OPEN)
    assert permissions.can_ask_to_join(person, group) is (role is None and access == Access.ON_REQUEST)
    assert permissions.takes_part(person, group) is (role is not None)


def test_a_private_group_is_neither_joined_nor_asked_by_those_who_cannot_see_it(client, newcomer):
    client.force_login(newcomer)
    for access in (Access.OPEN, Access.ON_REQUEST):
        group = GroupFactory(private=True, access=access)
        assert client.post(f"/groupes/{group.slug}/rejoindre/").status_code == 404
        assert client.get(f"/groupes/{group.slug}/demander/").status_code == 404
        for act in (join_group, lambda group, by: ask_to_join(group, by=by, message="Moi")):
            with pytest.raises(GroupRefusal):
                act(group, by=newcomer)


def test_who_left_a_role_leaves_what_was_planned_too(group, facilitator, newcomer):
    add_to_group(group, email=newcomer.email, role=READER, by=facilitator)
    add_to_group(group, email=newcomer.email, role=EDITOR, by=facilitator, from_day=day(3))
    leave_group(group, by=newcomer)
    later = timezone.now() + timedelta(days=5)
    assert role_of(newcomer, group) == role_of(newcomer, group, later) == []


def test_what_waits_costs_the_same_for_one_and_for_three(group, facilitator, django_assert_num_queries):
    for count in (1, 3):
        while JoinRequest.objects.count() < count:
            ask_to_join(group, by=PersonFactory(), message="Bonjour")
        fresh = type(facilitator).objects.get(pk=facilitator.pk)
        fresh.has_perm("workgroups.manage_group")
        # Requests, planned consultations, comments, votes, meetings, actions, minutes to read and to adopt.
        with django_assert_num_queries(8):
            assert len(waiting_for(fresh)) == count
