from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CommentsConfig(AppConfig):
    name = "portal.comments"
    label = "comments"
    verbose_name = _("Comments")

    def ready(self):
        from portal import coediting, threads  # models exist only once the apps are loaded

        from .kinds import COMMENT, thread_kind
        from .reading import began_all

        threads.register_kind(COMMENT, thread_kind())
        coediting.register_threads(began_all)
