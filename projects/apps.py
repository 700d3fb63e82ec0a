from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProjectsConfig(AppConfig):
    name = "projects"
    label = "projects"
    verbose_name = _("Accompanied projects")

    def ready(self):
        # Models and the registries they use are complete only now.
        from portal import roles
        from portal.people import erasure as people_erasure

        from . import emails, erasure, tasks, texts, threads  # noqa: F401 - registers its mails and its timed work
        from .board import exports
        from .models import ProjectRole
        from .permissions import ASSOCIATION_RIGHTS, OFFICE_RIGHTS, RIGHTS

        roles.register(ProjectRole, RIGHTS, ASSOCIATION_RIGHTS)
        roles.register_association("projects", OFFICE_RIGHTS)
        texts.register()
        threads.register()
        exports.register()
        people_erasure.register(erasure.forget_person)
