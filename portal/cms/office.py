"""What the back office's screens of the apps have in common: thin screens before an action, nothing deleted."""

from django.db.models import Q
from wagtail.admin.panels import TitleFieldPanel
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.log_actions import log
from wagtail.permissions import ModelPermissionPolicy

from portal.refusals import ShowsRefusals
from portal.text import fold

ACTIVITIES_MENU = "register_activities_menu_item"


class FoldedIndexView(generic.IndexView):
    """A list whose search ignores case and accents: every word typed is in one of the folded `search_fields`."""

    related: tuple[str, ...] = ()

    def get_base_queryset(self):
        return super().get_base_queryset().select_related(*self.related)

    def search_queryset(self, queryset):
        for word in fold(self.search_query or "").split():
            wanted = Q()
            for field in self.search_fields:
                wanted |= Q(**{f"{field}__contains": word})
            queryset = queryset.filter(wanted)
        return queryset


class SavesByAction(ShowsRefusals):
    """For a create or edit view: saving is `act(form)`, an action of the app, which returns the saved object."""

    def act(self, form):
        raise NotImplementedError

    def save_instance(self):
        is_new = self.object is None
        saved = self.act(self.form)
        self.has_content_changes = self.form.has_changed()
        log(
            instance=saved,
            action="wagtail.create" if is_new else "wagtail.edit",
            content_changed=self.has_content_changes,
        )
        return saved


class NothingDeleted(ModelPermissionPolicy):
    """The model's own permissions, without deletion: things are ended, put away or called off."""

    def user_has_permission(self, user, action):
        return action != "delete" and super().user_has_permission(user, action)


class KeptViewSet(ModelViewSet):
    """Create and change what the association does; under "Activities" in the menu."""

    menu_hook = ACTIVITIES_MENU
    copy_view_enabled = False
    search_backend_name = None
    list_per_page = 50

    @property
    def permission_policy(self):
        return NothingDeleted(self.model)


class NamePanel(TitleFieldPanel):
    """The name, from which the browser proposes the address of something new; a known address stays as it is."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"placeholder": False, **kwargs})

    class BoundPanel(TitleFieldPanel.BoundPanel):
        def get_should_apply(self):
            return not (self.instance and self.instance.pk)
