from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NoticesConfig(AppConfig):
    name = "portal.notices"
    label = "notices"
    verbose_name = _("Notifications and mails")

    def ready(self):
        from portal.lifespan import with_server

        from . import tasks  # noqa: F401  (needs loaded models; registers the job)
        from .bells import bells

        with_server(bells)
