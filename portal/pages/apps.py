from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PagesConfig(AppConfig):
    name = "portal.pages"
    label = "pages"
    verbose_name = _("Pages")

    def ready(self):
        from portal import roles  # needs the models, which are loaded by now

        from . import receivers
        from .rights import IDENTITY, sync_page_rights

        roles.register_association("cms", IDENTITY)
        roles.register_sync(sync_page_rights)
        receivers.connect()
