from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoeditingConfig(AppConfig):
    name = "portal.coediting"
    label = "coediting"
    verbose_name = _("Co-edited texts")

    def ready(self):
        from portal.lifespan import with_server  # apps must be loaded first

        from . import emails, tasks  # noqa: F401 - registers its mail and its timed work
        from .service import co_editing

        with_server(co_editing)
