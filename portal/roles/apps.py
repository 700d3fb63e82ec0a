from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RolesConfig(AppConfig):
    name = "portal.roles"
    label = "roles"
    verbose_name = _("Roles")

    def ready(self):
        # The registry and Wagtail's forms need loaded models.
        from . import permissions, tasks  # noqa: F401  (tasks: registers the housekeeping)
        from .registry import register_association
        from .wagtail_groups import clean_group_lists

        register_association("wagtailadmin", permissions.WAGTAIL_RIGHTS)
        register_association("roles", permissions.ROLE_RIGHTS)
        clean_group_lists()
