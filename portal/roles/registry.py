"""The matrices of all apps, as registered by their `ready()`."""

from dataclasses import dataclass, field

from django.db.models.signals import pre_delete

_matrices: dict[str, "Matrix"] = {}
_association_rights: dict[str, set[str]] = {}
_sync_callbacks: list = []


@dataclass(frozen=True)
class Matrix:
    """Which role on an object carries which of the object's permissions (codenames)."""

    role_model: type
    rights: dict[str, set[str]]
    codenames: set[str] = field(default_factory=set)


def register(role_model, rights, association_rights=None):
    """Declares the matrix of one role model; codenames are permissions of its anchor model.

    `association_rights` says which of them an association-wide role carries over every object.
    """
    anchor = role_model.anchor_model()
    codenames = set().union(*rights.values(), *(association_rights or {}).values())
    _matrices[role_model._meta.label_lower] = Matrix(role_model, {str(r): set(c) for r, c in rights.items()}, codenames)
    register_association(anchor._meta.app_label, association_rights or {})
    pre_delete.connect(_delete_groups, sender=anchor, dispatch_uid=f"roles-{role_model._meta.label_lower}")


def register_association(app_label, rights):
    """Adds permissions of `app_label` (codenames) to association-wide roles: `{AssociationRoles.STAFF: {"…"}}`."""
    for role, codenames in rights.items():
        _association_rights.setdefault(str(role), set()).update(f"{app_label}.{codename}" for codename in codenames)


def register_sync(callback):
    """`callback(group_for)` runs at each `sync_roles`; `group_for(role)` is the group of an association-wide role."""
    _sync_callbacks.append(callback)


def matrices():
    """Every registered matrix."""
    return list(_matrices.values())


def matrix_of(role_model):
    """The matrix of a role model. Raises KeyError where its app did not register it."""
    return _matrices[role_model._meta.label_lower]


def matrix_for_permission(permission):
    """The matrix that carries `app.codename`. Raises LookupError for a permission nobody registered."""
    app_label, codename = permission.split(".")
    for matrix in matrices():
        if matrix.role_model.anchor_model()._meta.app_label == app_label and codename in matrix.codenames:
            return matrix
    raise LookupError(f"No role carries {permission}.")


def association_permissions(role):
    """The permissions (`app.codename`) that an association-wide role carries."""
    return set(_association_rights.get(str(role), ()))


def sync_callbacks():
    """What other apps want done at each `sync_roles`."""
    return list(_sync_callbacks)


def _delete_groups(sender, instance, **kwargs):
    # With its object a role's group goes, and its rows and permissions by cascade.
    from django.contrib.auth.models import Group  # models are not loaded yet when this module is imported

    for matrix in matrices():
        if matrix.role_model.anchor_model() is sender:
            Group.objects.filter(
                role_group__role_model=matrix.role_model._meta.label_lower, role_group__anchor_pk=str(instance.pk)
            ).delete()
