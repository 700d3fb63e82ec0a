from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MembersConfig(AppConfig):
    name = "portal.members"
    label = "members"
    verbose_name = _("Members")

    def ready(self):
        # The matrix needs loaded models.
        from portal.roles import register_association

        from . import tasks  # noqa: F401  (registers the housekeeping)
        from .permissions import ASSOCIATION_RIGHTS

        register_association("members", ASSOCIATION_RIGHTS)
