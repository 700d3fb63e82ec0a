from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    name = "portal.people"
    label = "people"
    verbose_name = _("People")

    def ready(self):
        from portal.people import receivers  # noqa: F401 (connects them; models are loaded by now)
