from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EventsConfig(AppConfig):
    name = "events"
    label = "events"
    verbose_name = _("Events")

    def ready(self):
        # Needs loaded models: the matrix of rights, the mails the worker builds, the receiver of log-ins.
        from portal import roles
        from portal.people import erasure as people_erasure

        from . import emails, erasure, export, linking, tasks  # noqa: F401 - registers its mails and its timed work
        from .models import EventRole
        from .permissions import ASSOCIATION_RIGHTS, RIGHTS

        roles.register(EventRole, RIGHTS, ASSOCIATION_RIGHTS)
        export.register()
        people_erasure.register(erasure.forget_person)
