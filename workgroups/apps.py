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

        from . import codes, emails, erasure, freezing, people, permissions, publishing, tasks, texts  # noqa: F401 - registers its mails and its timed work
        from .models import GroupRole

        roles.register(GroupRole, permissions.RIGHTS, permissions.ASSOCIATION_RIGHTS)
        common = {
            "access": permissions.document_access,
            "readers": people.readers_of,
            "place": texts.place,
            "kept": texts.kept,
        }
        coediting.register_kind("specification", codes=codes.requirement_codes, **common)
        coediting.register_kind("guide", **common)
        people_erasure.register(erasure.forget_person)
        post_migrate.connect(freezing.guard, sender=self)
