from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class WorkgroupsConfig(AppConfig):
    name = "workgroups"
    label = "workgroups"
    verbose_name = _("Working groups")

    def ready(self):
        # Models exist only once the apps are loaded.
        from portal import coediting, roles
        from portal.people import erasure as people_erasure

        from . import codes, emails, erasure, freezing, permissions, publishing, tasks  # noqa: F401 - registers its mails and its timed work
        from .models import GroupRole

        roles.register(GroupRole, permissions.RIGHTS, permissions.ASSOCIATION_RIGHTS)
        coediting.register_kind("specification", access=permissions.document_access, codes=codes.requirement_codes)
        coediting.register_kind("group_minutes", access=permissions.minutes_access)
        emails.register_scopes()
        coediting.register_kind("guide", access=permissions.document_access)
        people_erasure.register(erasure.forget_person)
        post_migrate.connect(freezing.guard, sender=self)
