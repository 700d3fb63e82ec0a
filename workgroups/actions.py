"""What people do with groups and their documents."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from portal import coediting, roles
from portal.people.actions import know_person
from portal.refusals import Refusal

from . import permissions
from .enums import GroupRoles
from .models import GroupRole, Specification, WorkingGroup


class GroupRefusal(Refusal):
    """A "no" of this app."""


@transaction.atomic
def create_specification(group, *, title, code_prefix, by, content=None):
    """A new draft of `group` with its co-edited document (`content`: ProseMirror JSON, or nothing: an empty text).

    Raises GroupRefusal when `by` may not write in the group, or the title or code is taken.
    """
    if not permissions.can_create_specification(by, group):
        raise GroupRefusal(_("Only the group's editors can begin a document."))
    document = coediting.create_document(kind="specification", by=by, content=content)
    try:
        with transaction.atomic():
            specification = Specification.objects.create(
                group=group, title=title, code_prefix=code_prefix, document=document, created_by=by
            )
    except IntegrityError as error:
        raise GroupRefusal(_("The group already has a document with this title or code.")) from error
    coediting.give_codes(document)
    return specification


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
