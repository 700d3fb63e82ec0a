from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProjectsConfig(AppConfig):
    name = "projects"
    label = "projects"
    verbose_name = _("Accompanied projects")

    def ready(self):
        # Models and the registries they use are complete only now.
        from portal import roles

        from . import emails, tasks  # noqa: F401 - registers its mails and its timed work
        from .board import exports
        from .models import ProjectRole
        from .permissions import ASSOCIATION_RIGHTS, RIGHTS

        roles.register(ProjectRole, RIGHTS, ASSOCIATION_RIGHTS)
        exports.register()
