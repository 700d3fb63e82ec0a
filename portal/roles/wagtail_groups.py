"""Wagtail's four places that list all groups show only those without a role, and saving keeps the others."""

from django.contrib.auth.models import Group
from wagtail.admin.forms.view_restrictions import BaseViewRestrictionForm
from wagtail.users.forms import UserForm
from wagtail.users.views.bulk_actions.assign_role import RoleForm
from wagtail.users.views.users import UserFilterSet

from .queries import groups_without_role


def clean_group_lists():
    """Adapts Wagtail's classes once, at start: it offers no setting for these lists."""
    _hide_in_form(UserForm)
    _hide_in_form(BaseViewRestrictionForm)
    _hide_in_filter(UserFilterSet)
    RoleForm.base_fields["role"].queryset = groups_without_role()


def _hide_in_form(form_class):
    begin, save = form_class.__init__, form_class._save_m2m

    def __init__(self, *args, **kwargs):
        begin(self, *args, **kwargs)
        if "groups" in self.fields:
            self.fields["groups"].queryset = groups_without_role()

    def _save_m2m(self):
        kept = list(Group.objects.filter(pk__in=self.instance.groups.all()).exclude(role_group=None))
        save(self)
        self.instance.groups.add(*kept)

    form_class.__init__, form_class._save_m2m = __init__, _save_m2m


def _hide_in_filter(filter_class):
    begin = filter_class.__init__

    def __init__(self, *args, **kwargs):
        begin(self, *args, **kwargs)
        self.filters["group"].queryset = groups_without_role()

    filter_class.__init__ = __init__
