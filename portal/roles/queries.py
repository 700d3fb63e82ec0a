"""The set forms of the questions about rights, with the same rules as `has_perm`."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db.models import Q
from guardian.utils import get_group_obj_perms_model

from .models import AssociationRole
from .registry import matrix_for_permission


def objects_for(person, permission):
    """The objects on which `person` has `permission` (`app.codename`), as a queryset of the anchor model."""
    role_model = matrix_for_permission(permission).role_model
    model = role_model.anchor_model()
    if not (person.is_authenticated and person.is_active):
        return model._default_manager.none()
    if person.has_perm(permission):
        return model._default_manager.all()
    groups = role_model.objects.current().filter(person=person).order_by().values("group_id")
    rows = get_group_obj_perms_model(model).objects.filter(
        permission__codename=permission.split(".")[1], group_id__in=groups
    )
    return model._default_manager.filter(pk__in=rows.values("content_object_id"))


def people_with(permission, anchor=None, *, at=None):
    """Who has `permission` on `anchor` by a role in force at `at` (now by default): a queryset of people.

    Without an anchor: who has it over the association. With a past `at` it answers an auditor's "who could see this
    then?" (with today's matrix; its changes are logged).
    """
    app_label, codename = permission.split(".")
    over_all = AssociationRole.objects.current(at).filter(
        group__permissions__codename=codename, group__permissions__content_type__app_label=app_label
    )
    who = Q(pk__in=over_all.order_by().values("person_id"))
    if anchor is not None:
        role_model = matrix_for_permission(permission).role_model
        carrying = get_group_obj_perms_model(anchor).objects.filter(
            permission__codename=codename, content_object=anchor
        )
        on_object = role_model.objects.current(at).filter(anchor=anchor, group_id__in=carrying.values("group_id"))
        who |= Q(pk__in=on_object.order_by().values("person_id"))
    return get_user_model()._default_manager.filter(who, is_active=True)


def groups_without_role():
    """The groups Wagtail may list: those made by hand, not the ones that carry a role."""
    return Group.objects.filter(role_group=None)
