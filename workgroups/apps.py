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
        from portal.cms.sitemap import add_to_sitemap
        from portal.people import erasure as people_erasure

        from . import (
            codes,
            commenting,
            downloads,
            emails,
            erasure,
            freezing,
            index,
            people,
            permissions,
            publishing,  # noqa: F401 - registers its receivers
            rewording,
            sitemap,
            tasks,  # noqa: F401 - registers its timed work
            texts,
        )
        from .models import GroupRole

        rewording.register()
        downloads.register()
        roles.register(GroupRole, permissions.RIGHTS, permissions.ASSOCIATION_RIGHTS)
        common = {
            "access": permissions.document_access,
            "readers": people.readers_of,
            "place": texts.place,
            "kept": texts.kept,
            "owner": "specification__group",
        }
        coediting.register_kind("specification", codes=codes.requirement_codes, **common)
        coediting.register_kind("guide", **common)
        commenting.register()
        coediting.register_kind(
            "group_minutes",
            access=permissions.minutes_access,
            readers=people.minutes_readers,
            place=texts.minutes_place,
            kept=texts.minutes_kept,
            owner="group_minutes__meeting__group",
        )
        emails.register_scopes()
        people_erasure.register(erasure.forget_person)
        add_to_sitemap("adopted", sitemap.AdoptedSitemap)
        post_migrate.connect(freezing.guard, sender=self)
        post_migrate.connect(index.put_in_place, sender=self)
