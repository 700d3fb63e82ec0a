from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ThreadsConfig(AppConfig):
    name = "portal.threads"
    label = "threads"
    verbose_name = _("Discussions")

    def ready(self):
        from . import emails, tasks  # noqa: F401  (needs loaded models; registers mails and timed work)
