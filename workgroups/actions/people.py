"""Who comes into a group, with which role, and who goes."""

from datetime import datetime, time, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from portal import notices, roles
from portal.people.actions import know_person

from .. import permissions
from ..enums import GroupRoles, RequestStatus
from ..models import GroupRole, WorkingGroup
from ..refusals import GroupRefusal


@transaction.atomic
def add_to_group(group, *, email, role, by, first_name="", last_name="", from_day=None, last_day=None):
    """Gives the person of that address a role in `group`, making them known where they are not yet; told by mail.

    A person has one role in a group at a time: another one ends when this begins. `from_day` (now without it) and
    `last_day` are dates, both included. Raises GroupRefusal.
    """
    group = locked(group)
    if not permissions.can_manage(by, group):
        raise GroupRefusal(_("Only the group's facilitator can add people."))
    person = know_person(email=email, first_name=first_name, last_name=last_name)
    held = _rows_to_come(group, person).filter(role=role).first()
    row = give(group, person=person, role=role, by=by, from_day=from_day, last_day=last_day)
    if row != held and person != by:
        notices.send("group_welcome", subject_id=row.pk, key=f"group-welcome:{row.pk}", person=person)
    return row


@transaction.atomic
def change_group_role(role_row, *, role, last_day=None, by):
    """Another role, or another last day (None: no planned end). Raises GroupRefusal."""
    group = locked(role_row.anchor)
    role_row = GroupRole.objects.select_related("person").get(pk=role_row.pk)
    if not permissions.can_manage(by, group):
        raise GroupRefusal(_("Only the group's facilitator can change a role."))
    if role_row.has_ended:
        raise GroupRefusal(_("This role has already ended."))
    from_day = None if role_row.is_current else timezone.localdate(role_row.since)
    return give(group, person=role_row.person, role=role, by=by, from_day=from_day, last_day=last_day)


def give(group, *, person, role, by, from_day=None, last_day=None):
    """The one way into a role of a locked group; what waited for an answer is answered by it."""
    now = timezone.now()
    since = max(now, _midnight(from_day)) if from_day else now
    until = _midnight(last_day + timedelta(days=1)) if last_day else None
    if until is not None and until <= since:
        raise GroupRefusal(_("The role would end before it begins."))
    for row in _rows_to_come(group, person).select_related("person"):
        if row.role == role and row.until == until and row.since <= since:
            return row
        if role != GroupRoles.FACILITATOR or until is not None or since > now:
            _refuse_losing_the_last_facilitator(row)
        if row.until is None or row.until > since:
            roles.end(row, by=by, at=since)
    group.requests.filter(person=person, status=RequestStatus.ASKED).update(
        status=RequestStatus.ACCEPTED, answered_at=now, answered_by=by
    )
    return roles.grant(GroupRole, anchor=group, person=person, role=role, by=by, since=since, until=until)


@transaction.atomic
def end_group_role(role_row, *, by):
    """Ends a role from now on; open editors of that person close within seconds. Raises GroupRefusal."""
    group = locked(role_row.anchor)
    role_row.refresh_from_db()
    if not permissions.can_manage(by, group):
        raise GroupRefusal(_("Only the group's facilitator can end a role."))
    return _end(role_row, by=by)


@transaction.atomic
def leave_group(group, *, by):
    """Ends every role of `by` in the group, those still to begin too. Twice does no harm. Raises GroupRefusal."""
    for row in _rows_to_come(locked(group), by):
        _end(row, by=by)
    roles.forget_rights(by)


def locked(group):
    """One at a time changes who is in a group: two facilitators cannot both leave."""
    return WorkingGroup.objects.select_for_update().get(pk=group.pk)


def _end(row, *, by):
    if row.has_ended:
        return row
    _refuse_losing_the_last_facilitator(row)
    roles.end(row, by=by)
    return row


def _rows_to_come(group, person):
    """The roles in force and those still to begin."""
    return GroupRole.objects.filter(Q(until=None) | Q(until__gt=timezone.now()), anchor=group, person=person)


def _midnight(day):
    return timezone.make_aware(datetime.combine(day, time.min))


def _refuse_losing_the_last_facilitator(role_row):
    """A group without a facilitator could not be run by its own people any more."""
    if role_row.role != GroupRoles.FACILITATOR or not role_row.is_current:
        return
    others = GroupRole.objects.current().filter(anchor=role_row.anchor_id, role=GroupRoles.FACILITATOR, until=None)
    if not others.exclude(person=role_row.person_id).exists():
        raise GroupRefusal(_("This is the group's only facilitator: name another one first."))
