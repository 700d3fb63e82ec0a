"""Who comes into a group, with which role, and who goes."""

from django.db import transaction
from django.utils.translation import gettext as _

from portal import roles
from portal.people.actions import know_person

from .. import permissions
from ..enums import GroupRoles
from ..models import GroupRole, WorkingGroup
from ..refusals import GroupRefusal


@transaction.atomic
def add_to_group(group, *, email, role, by, first_name="", last_name=""):
    """Gives the person of that address a role in `group`, making them known where they are not yet.

    A person has one role in a group at a time: the earlier one is ended. Raises GroupRefusal.
    """
    group = WorkingGroup.objects.select_for_update().get(pk=group.pk)
    if not permissions.can_manage(by, group):
        raise GroupRefusal(_("Only the group's facilitator can add people."))
    person = know_person(email=email, first_name=first_name, last_name=last_name)
    for current in GroupRole.objects.current().filter(anchor=group, person=person):
        if current.role == role:
            return current
        _refuse_losing_the_last_facilitator(current)
        roles.end(current, by=by)
    return roles.grant(GroupRole, anchor=group, person=person, role=role, by=by)


@transaction.atomic
def end_group_role(role_row, *, by):
    """Ends a role from now on; open editors of that person close within seconds. Raises GroupRefusal."""
    group = WorkingGroup.objects.select_for_update().get(pk=role_row.anchor_id)
    role_row.refresh_from_db()
    if not permissions.can_manage(by, group):
        raise GroupRefusal(_("Only the group's facilitator can end a role."))
    if not role_row.is_current:
        return role_row
    _refuse_losing_the_last_facilitator(role_row)
    roles.end(role_row, by=by)
    return role_row


def _refuse_losing_the_last_facilitator(role_row):
    """A group without a facilitator could not be run by its own people any more."""
    if role_row.role != GroupRoles.FACILITATOR:
        return
    others = GroupRole.objects.current().filter(anchor=role_row.anchor_id, role=GroupRoles.FACILITATOR)
    if not others.exclude(person=role_row.person_id).exists():
        raise GroupRefusal(_("This is the group's only facilitator: name another one first."))
