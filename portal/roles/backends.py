"""The backend that answers `has_perm`, and the login backend without its answers."""

from allauth.account.auth_backends import AuthenticationBackend
from guardian.backends import ObjectPermissionBackend

from .rights import rights_of


class RoleBackend(ObjectPermissionBackend):
    """Rights by current roles: over the association, or on one object through guardian's tables."""

    def has_perm(self, user_obj, perm, obj=None):
        if not (user_obj.is_authenticated and user_obj.is_active):
            return False
        rights = rights_of(user_obj)
        if perm in rights.association:
            return True
        if obj is None:
            return False
        app_label, codename = perm.split(".")
        if obj._meta.app_label != app_label:
            raise ValueError(f"{perm} is asked on {obj._meta.label}: ask the object that carries the right.")
        return codename in rights.checker.get_perms(obj)

    def has_module_perms(self, user_obj, app_label):
        """Whether the person has any right over all of an app."""
        if not (user_obj.is_authenticated and user_obj.is_active):
            return False
        return any(perm.startswith(f"{app_label}.") for perm in rights_of(user_obj).association)

    def get_group_permissions(self, user_obj, obj=None):
        return self.get_all_permissions(user_obj, obj)

    def get_all_permissions(self, user_obj, obj=None):
        if not (user_obj.is_authenticated and user_obj.is_active):
            return set()
        rights = rights_of(user_obj)
        if obj is None:
            return set(rights.association)
        label = obj._meta.app_label
        return {f"{label}.{codename}" for codename in rights.checker.get_perms(obj)} | {
            perm for perm in rights.association if perm.startswith(f"{label}.")
        }


class LoginBackend(AuthenticationBackend):
    """allauth's way in. Its answers about rights count groups whose role has ended, so it gives none."""

    def has_perm(self, user_obj, perm, obj=None):
        return False

    def has_module_perms(self, user_obj, app_label):
        return False

    def get_all_permissions(self, user_obj, obj=None):
        return set()
