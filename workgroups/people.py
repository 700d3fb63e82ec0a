"""Who is who in a group, now."""

from django.contrib.auth import get_user_model
from django.db.models import Q

from portal import roles

from .enums import Audience, GroupRoles
from .models import Follower, GroupRole
from .permissions import EDIT_DOCUMENTS, RIGHTS, VOTE_DOCUMENTS


def facilitators_of(group):
    """Who runs the group; where nobody does, those who may. A queryset of people."""
    rows = GroupRole.objects.current().filter(anchor=group, role=GroupRoles.FACILITATOR).order_by()
    people = get_user_model().objects.filter(is_active=True, pk__in=rows.values("person_id"))
    return people if people.exists() else roles.people_with("workgroups.manage_group", group)


def addresses_of_facilitators(group):
    """Where answers to a mail of the group go."""
    return [person.email for person in facilitators_of(group) if person.email]


def people_of(group):
    """Who takes part in the group."""
    return _holding(group, RIGHTS).order_by("name_folded", "pk")


def editors_of(group):
    """Who takes part and may write in its documents."""
    return _holding(group, _roles_with(EDIT_DOCUMENTS))


def voters_of(group):
    """Who takes part and may vote; a right over the whole association gives no vote."""
    return _holding(group, _roles_with(VOTE_DOCUMENTS))


def followers_of(specification):
    """Who is told of a new version: the group's people, and those who follow the document."""
    following = Follower.objects.filter(specification=specification).values("person_id")
    there = people_of(specification.group).order_by().values("pk")
    return get_user_model().objects.filter(Q(pk__in=following) | Q(pk__in=there), is_active=True)


def concerned_by(specification, audience):
    """Who is told of a consultation: the group's people, and where everybody reads it those who follow the document."""
    return followers_of(specification) if audience == Audience.EVERYBODY else people_of(specification.group)


def _roles_with(right):
    return [role for role, rights in RIGHTS.items() if right in rights]


def _holding(group, names):
    rows = GroupRole.objects.current().filter(anchor=group, role__in=list(names)).order_by()
    return get_user_model().objects.filter(is_active=True, pk__in=rows.values("person_id"))


def readers_of(document):
    """Who may read a specification's text; agrees with `permissions.can_read`. A queryset of people."""
    specification = getattr(document, "specification", None)
    if specification is None:
        return get_user_model().objects.none()
    return roles.people_with("workgroups.read_documents", specification.group)


def minutes_readers(document):
    """Who may read minutes; agrees with `permissions.can_read_minutes`. A queryset of people."""
    minutes = getattr(document, "group_minutes", None)
    if minutes is None:
        return get_user_model().objects.none()
    return roles.people_with("workgroups.read_documents", minutes.meeting.group)
