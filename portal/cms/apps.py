from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CmsConfig(AppConfig):
    name = "portal.cms"
    label = "cms"
    verbose_name = _("Site")

    def ready(self):
        from . import receivers  # needs Wagtail's models, which are loaded by now

        receivers.connect()
