"""What is asked before a mail about a group leaves, and by which scope a person sets how they are told."""

from portal import notices

from ..models import GroupAction, GroupRole, Minutes, WorkingGroup
from ..permissions import can_read_documents, is_inside

GROUP = "group"


def scope_of(group):
    """The scope of a group in people's preferences."""
    return notices.Scope(GROUP, str(group.pk), group.name)


def of_group(subject_id):
    """The group itself."""
    return WorkingGroup.objects.filter(pk=subject_id).first()


def of_minutes(subject_id):
    """The group of minutes."""
    found = Minutes.objects.select_related("meeting__group").filter(pk=subject_id).first()
    return found and found.meeting.group


def of_action(subject_id):
    """The group of an action that is still to be done."""
    found = GroupAction.objects.to_do().select_related("group").filter(pk=subject_id).first()
    return found and found.group


def reading(about):
    """The rules of a mail about what a group writes: only for who may read that when it is sent."""
    return {"about": about, "may": can_read_documents, "scope": scope_of}


def inside(about):
    """The same of what everybody inside the group may know."""
    return {"about": about, "may": is_inside, "scope": scope_of}


def register_scopes():
    """Called by the app's `ready()`."""
    notices.register_scope(GROUP, find=_find, offered_to=_offered)


def _find(identifier):
    group = of_group(identifier) if identifier.isdecimal() else None
    return group and scope_of(group)


def _offered(person):
    rows = GroupRole.objects.current().filter(person=person).order_by().values("anchor_id")
    return [scope_of(group) for group in WorkingGroup.objects.filter(pk__in=rows)]
