"""Who is who in a group, now."""

from django.contrib.auth import get_user_model

from portal import roles

from .enums import GroupRoles
from .models import GroupRole


def people_of(group):
    """Who holds a role in the group now. A queryset of people, by name."""
    rows = GroupRole.objects.current().filter(anchor=group).order_by()
    people = get_user_model().objects.filter(is_active=True, pk__in=rows.values("person_id"))
    return people.order_by("name_folded", "pk")


def facilitators_of(group):
    """Who runs the group; where nobody does, those who may. A queryset of people."""
    rows = GroupRole.objects.current().filter(anchor=group, role=GroupRoles.FACILITATOR).order_by()
    people = get_user_model().objects.filter(is_active=True, pk__in=rows.values("person_id"))
    return people if people.exists() else roles.people_with("workgroups.manage_group", group)
