"""The Django groups behind roles: made at the first grant, carrying exactly what the matrix says."""

from django.contrib.auth.models import Group, Permission
from django.db import IntegrityError, transaction
from django.db.models import Q
from guardian.utils import get_group_obj_perms_model

from .models import AssociationRole, RoleGroup
from .registry import association_permissions, matrix_of


def group_for(role_model, role, anchor=None):
    """The group that carries `role` on `anchor`; made, with its permissions, when it is not there yet."""
    key = {
        "role_model": role_model._meta.label_lower,
        "role": str(role),
        "anchor_pk": str(anchor.pk) if anchor is not None else "",
    }
    found = RoleGroup.objects.filter(**key).select_related("group").first()
    if found is None:
        try:
            with transaction.atomic():
                group = Group.objects.create(name=f"role:{key['role_model']}:{key['anchor_pk']}:{key['role']}")
                found = RoleGroup.objects.create(group=group, **key)
        except IntegrityError:  # somebody granted the same role on the same object at this very moment
            return RoleGroup.objects.select_related("group").get(**key).group
        apply_matrix(found)
    return found.group


def apply_matrix(role_group):
    """Gives the group exactly the permissions of the matrix. Returns (added, removed) as sets of codenames."""
    if role_group.role_model == AssociationRole._meta.label_lower:
        return _apply_association(role_group)
    return _apply_on_object(role_group)


def _apply_association(role_group):
    wanted = _permissions(association_permissions(role_group.role))
    held = set(role_group.group.permissions.all())
    role_group.group.permissions.set(wanted)
    return {p.codename for p in wanted - held}, {p.codename for p in held - wanted}


def _apply_on_object(role_group):
    from django.apps import apps  # by label: the role model lives in an app above this floor

    role_model = apps.get_model(role_group.role_model)
    anchor_model = role_model.anchor_model()
    codenames = matrix_of(role_model).rights.get(role_group.role, set())
    wanted = _permissions({f"{anchor_model._meta.app_label}.{codename}" for codename in codenames})
    table = get_group_obj_perms_model(anchor_model)
    rows = table.objects.filter(group=role_group.group).select_related("permission")
    held = {row.permission for row in rows}
    table.objects.filter(group=role_group.group, permission__in=held - wanted).delete()
    table.objects.bulk_create(
        table(group=role_group.group, permission=permission, content_object_id=role_group.anchor_pk)
        for permission in wanted - held
    )
    return {p.codename for p in wanted - held}, {p.codename for p in held - wanted}


def _permissions(names):
    if not names:
        return set()
    wanted = Q()
    for name in names:
        app_label, codename = name.split(".")
        wanted |= Q(content_type__app_label=app_label, codename=codename)
    found = set(Permission.objects.filter(wanted).select_related("content_type"))
    missing = names - {f"{p.content_type.app_label}.{p.codename}" for p in found}
    if missing:
        raise LookupError(f"The matrix names permissions that do not exist: {', '.join(sorted(missing))}.")
    return found
