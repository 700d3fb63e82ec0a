"""What one person may do, as far as it was asked during this request."""

from functools import cached_property

from django.contrib.auth.models import Group, Permission
from guardian.core import ObjectPermissionChecker
from guardian.utils import get_group_obj_perms_model

from .models import AssociationRole
from .registry import matrices


def rights_of(person):
    """The person's rights, kept on the instance: one request, one look."""
    if not hasattr(person, "_rights"):
        person._rights = Rights(person)
    return person._rights


def forget_rights(person):
    """Drops what was kept: a long-lived connection calls it before it asks again."""
    if hasattr(person, "_rights"):
        del person._rights


def prefetch_rights(person, anchors):
    """Asks the rights on many objects of one model in one query, for lists."""
    rights_of(person).checker.prefetch_perms(anchors)


class Rights:
    """The current groups of a person and what they carry."""

    def __init__(self, person):
        self.person = person
        self.checker = CurrentRolesChecker(person, self)

    @cached_property
    def group_ids(self):
        """Groups that count now: behind each stands a current role row, or it is no role's group at all."""
        plain = Group.user_set.through.objects.filter(person=self.person, group__role_group=None)
        queries = [plain.order_by().values_list("group_id", flat=True)]
        for role_model in [AssociationRole, *(matrix.role_model for matrix in matrices())]:
            rows = role_model.objects.current().filter(person=self.person)
            queries.append(rows.order_by().values_list("group_id", flat=True))
        return set(queries[0].union(*queries[1:]))

    @cached_property
    def association(self):
        """Permissions over everything, as `app.codename`."""
        found = Permission.objects.filter(group__in=self.group_ids).values_list("content_type__app_label", "codename")
        return {f"{app_label}.{codename}" for app_label, codename in found}


class CurrentRolesChecker(ObjectPermissionChecker):
    """guardian's checker, admitting only groups behind which a current role row stands."""

    def __init__(self, person, rights):
        super().__init__(person)
        self.rights = rights

    def get_group_filters(self, obj):
        related_name = get_group_obj_perms_model(obj).permission.field.related_query_name()
        return {f"{related_name}__group__in": self.rights.group_ids, f"{related_name}__content_object": obj}

    def get_user_perms(self, obj):
        # Nobody is granted a permission one by one.
        return Permission.objects.none().values_list("codename", flat=True)

    def prefetch_perms(self, objects):
        objects = list(objects)
        if not objects:
            return
        table = get_group_obj_perms_model(type(objects[0]))
        rows = table.objects.filter(group__in=self.rights.group_ids, content_object__in=objects)
        for obj in objects:
            self._obj_perms_cache[self.get_local_cache_key(obj)] = []
        keys = {obj.pk: self.get_local_cache_key(obj) for obj in objects}
        for pk, codename in rows.values_list("content_object_id", "permission__codename"):
            self._obj_perms_cache[keys[pk]].append(codename)
