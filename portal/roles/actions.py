"""Giving and ending roles, and keeping the groups in step."""

import logging

from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.refusals import Refusal

from .enums import AssociationRoles
from .groups import apply_matrix, group_for
from .models import AssociationRole, RoleGroup
from .registry import matrices, sync_callbacks
from .rights import forget_rights

logger = logging.getLogger(__name__)


class RoleRefusal(Refusal):
    """The role cannot be given or ended as asked."""


@transaction.atomic
def grant(role_model, *, person, role, by, anchor=None, since=None, until=None):
    """Gives `person` the role on `anchor` (over the association without one) during `[since, until)`.

    Asked twice it returns the row that is already in force. Raises RoleRefusal for an end before the beginning.
    """
    since = since or timezone.now()
    if until is not None and until <= since:
        raise RoleRefusal(_("The role would end before it begins."))
    group = group_for(role_model, role, anchor)
    Group.objects.select_for_update(of=("self",)).get(pk=group.pk)
    held = role_model.objects.current(since).filter(person=person, group=group).first()
    if held is not None and (held.until is None or (until is not None and held.until >= until)):
        return held
    fields = {"anchor": anchor} if anchor is not None else {}
    row = role_model.objects.create(
        person=person, role=role, group=group, since=since, until=until, given_by=by, **fields
    )
    _keep_membership(row)
    forget_rights(person)
    return row


@transaction.atomic
def end(row, *, by, at=None):
    """Ends a role at `at` (now by default); the row stays. Raises RoleRefusal when it has already ended."""
    row = type(row).objects.select_for_update(of=("self",)).get(pk=row.pk)
    moment = at or timezone.now()
    if row.until is not None and row.until <= timezone.now():
        raise RoleRefusal(_("This role has already ended."))
    row.until = max(moment, row.since)
    row.ended_by = by
    row.save(update_fields=["until", "ended_by"])
    _keep_membership(row)
    forget_rights(row.person)
    return row


def keep_memberships():
    """Housekeeping: puts people into and out of the groups as their dated rows begin and end.

    Rights never wait for it (the backend asks the rows); Wagtail's page permissions do. Returns how many changed.
    """
    changed = 0
    for role_model in [AssociationRole, *(matrix.role_model for matrix in matrices())]:
        current = role_model.objects.current()
        members = Group.user_set.through.objects.filter(group__role_group__role_model=role_model._meta.label_lower)
        held = set(members.values_list("person_id", "group_id"))
        wanted = set(current.values_list("person_id", "group_id"))
        for person_id, group_id in held - wanted:
            changed += members.filter(person_id=person_id, group_id=group_id).delete()[0]
        changed += len(wanted - held)
        Group.user_set.through.objects.bulk_create(
            (Group.user_set.through(person_id=person_id, group_id=group_id) for person_id, group_id in wanted - held),
            ignore_conflicts=True,
        )
    return changed


@transaction.atomic
def sync_roles():
    """Re-applies the matrices to every group. Returns one line of text for each group that changed."""
    lines = []
    for role in AssociationRoles.values:
        group_for(AssociationRole, role)
    for role_group in RoleGroup.objects.select_related("group"):
        added, removed = apply_matrix(role_group)
        if added or removed:
            lines.append(f"{role_group}: +{sorted(added)} -{sorted(removed)}")
    for callback in sync_callbacks():
        callback(lambda role: group_for(AssociationRole, role))
    keep_memberships()
    for line in lines:
        logger.info("sync_roles %s", line)
    return lines


def _keep_membership(row):
    others = type(row).objects.current().filter(person=row.person, group=row.group)
    if others.exists():
        row.person.groups.add(row.group)
    else:
        row.person.groups.remove(row.group)
