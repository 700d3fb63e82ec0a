"""Wagtail's screens for working groups. Their people and documents have the site's own screens."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.widgets.button import Button

from portal.cms.office import FoldedIndexView, KeptViewSet, NamePanel

from .forms.sheet import GroupForm
from .models import WorkingGroup

ACCESS = Column("get_access_display", label=_("How to join"), sort_key="access")
VISIBILITY = Column("get_visibility_display", label=_("Page seen by"), sort_key="visibility")


def _people_url(group):
    return reverse("workgroups:group-people", args=[group.slug])


def _links(group):
    return [
        Button(_("See it on the site"), url=group.get_absolute_url(), icon_name="view", priority=40),
        Button(_("People and roles"), url=_people_url(group), icon_name="group", priority=50),
    ]


class GroupIndexView(FoldedIndexView):
    """Every group."""

    add_item_label = _("New group")

    def get_list_more_buttons(self, group):
        return [*super().get_list_more_buttons(group), *_links(group)]


class NewGroupView(generic.CreateView):
    """A new group; it has no facilitator yet, so that is the next step."""

    page_title = _("New group")
    success_message = _("The group “%(object)s” is made. Next: name its facilitator.")

    def get_success_buttons(self):
        return [messages.button(_people_url(self.object), _("Name its facilitator")), *super().get_success_buttons()]


class EditGroupView(generic.EditView):
    """A group that exists."""

    success_message = _("The group “%(object)s” is saved.")

    @property
    def header_more_buttons(self):
        return [*super().header_more_buttons, *_links(self.object)]


class GroupViewSet(KeptViewSet):
    """The working groups."""

    model = WorkingGroup
    url_prefix = "groupes"
    icon = "group"
    menu_label = _("Working groups")
    menu_order = 30
    index_view_class = GroupIndexView
    add_view_class = NewGroupView
    edit_view_class = EditGroupView
    list_display = ["name", "aim", ACCESS, VISIBILITY]
    list_filter = ["access", "visibility"]
    ordering = ["position"]
    search_fields = ["name_folded", "text_folded"]
    edit_handler = ObjectList(
        [
            MultiFieldPanel([NamePanel("name"), FieldPanel("slug")], heading=_("Name")),
            MultiFieldPanel([FieldPanel("aim"), FieldPanel("description")], heading=_("What it is for")),
            FieldRowPanel(
                [FieldPanel("access"), FieldPanel("visibility"), FieldPanel("position")], heading=_("Who comes in")
            ),
        ],
        base_form_class=GroupForm,
    )
