from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from portal.lifespan import with_server


class CmsConfig(AppConfig):
    name = "portal.cms"
    label = "cms"
    verbose_name = _("Site")

    def ready(self):
        # These need Wagtail's models, which are loaded by now.
        from . import receivers
        from .site_address import SiteAddress

        receivers.connect()
        with_server(SiteAddress())
