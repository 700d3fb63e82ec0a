from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    name = "portal.people"
    label = "people"
    verbose_name = _("People")

    def ready(self):
        # The receivers and the matrix need loaded models.
        from portal import roles
        from portal.people import permissions, receivers  # noqa: F401 (importing connects the receivers)

        roles.register_association("people", permissions.ASSOCIATION_RIGHTS)
