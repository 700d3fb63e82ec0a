from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExportsConfig(AppConfig):
    name = "portal.exports"
    label = "exports"
    verbose_name = _("Prepared spreadsheets")

    def ready(self):
        from . import emails, tasks  # noqa: F401 - registers the mail, the task and the housekeeping
