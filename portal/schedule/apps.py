from django.apps import AppConfig
from django.conf import settings
from django.utils.translation import gettext_lazy as _


class ScheduleConfig(AppConfig):
    name = "portal.schedule"
    label = "schedule"
    verbose_name = _("Schedule")

    def ready(self):
        # These need loaded models.
        from portal.lifespan import with_server

        from . import reaper  # noqa: F401  (registers its jobs)
        from .services import services

        if settings.IN_PROCESS_WORKER:
            for service in services():
                with_server(service)
