from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FilesConfig(AppConfig):
    name = "portal.files"
    label = "files"
    verbose_name = _("Private files")

    def ready(self):
        from . import tasks  # noqa: F401 - registers the sweep
