"""Wagtail's screens for projects: their sheet and their course. Roles and reviews have the site's own screens."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.views import generic
from wagtail.admin.widgets import HeaderButton
from wagtail.admin.widgets.button import Button

from portal.cms.office import FoldedIndexView, KeptViewSet, NamePanel, SavesByAction
from portal.differences import say_both

from .actions import save_sheet
from .forms.sheet import SheetForm
from .models import Project
from .refusals import ChangedMeanwhile

PUBLIC = BooleanColumn("is_public", label=_("Public sheet"), sort_key="is_public")
STAGE = Column("get_stage_display", label=_("Stage"), sort_key="stage")


def _course_url(project):
    return reverse("projects:project-course", args=[project.slug])


def _people_url(project):
    return reverse("projects:project-people", args=[project.slug])


class ProjectIndexView(FoldedIndexView):
    """Every project, with the way to its screens on the site."""

    add_item_label = _("New project")
    related = ("holder",)

    @property
    def header_buttons(self):
        board = HeaderButton(_("Where the projects stand"), url=reverse("projects:project-board"), icon_name="list-ul")
        return [*super().header_buttons, board]

    def get_list_more_buttons(self, project):
        return [
            *super().get_list_more_buttons(project),
            Button(_("See it on the site"), url=project.get_absolute_url(), icon_name="view", priority=40),
            Button(_("Course, pieces and checklists"), url=_course_url(project), icon_name="list-ul", priority=45),
            Button(_("People and roles"), url=_people_url(project), icon_name="group", priority=50),
        ]


class SavesSheet(SavesByAction):
    """Both forms save by the one action."""

    def act(self, form):
        try:
            return save_sheet(
                form.save(commit=False),
                milestones=[row.instance for row in form.kept("milestones")],
                removed=form.removed("milestones"),
                template=form.cleaned_data.get("template"),
                start_on=form.cleaned_data.get("start_on"),
                past_is_meant=form.cleaned_data["past_is_meant"],
                version=form.cleaned_data["version"] or None,
                by=self.request.user,
            )
        except ChangedMeanwhile:
            say_both(form, Project.objects.get(pk=form.instance.pk))
            raise


class NewProjectView(SavesSheet, generic.CreateView):
    """A new project; nobody has a role in it yet, so that is the next step."""

    page_title = _("New project")
    success_message = _("The project “%(object)s” is made. Next: say who leads it and who accompanies it.")

    def get_success_buttons(self):
        return [messages.button(_people_url(self.object), _("Give the roles")), *super().get_success_buttons()]


class EditProjectView(SavesSheet, generic.EditView):
    """The sheet of a project that exists."""

    success_message = _("The sheet of “%(object)s” is saved.")

    @property
    def header_more_buttons(self):
        return [
            *super().header_more_buttons,
            Button(_("See it on the site"), url=self.object.get_absolute_url(), icon_name="view", priority=40),
            Button(_("Course, pieces and checklists"), url=_course_url(self.object), icon_name="list-ul", priority=45),
            Button(_("People and roles"), url=_people_url(self.object), icon_name="group", priority=50),
        ]


class ProjectViewSet(KeptViewSet):
    """The accompanied projects."""

    model = Project
    url_prefix = "projets"
    icon = "tasks"
    menu_label = _("Projects")
    menu_order = 10
    index_view_class = ProjectIndexView
    add_view_class = NewProjectView
    edit_view_class = EditProjectView
    list_display = ["name", "holder", "territory", STAGE, PUBLIC]
    list_filter = ["stage", "surroundings", "sector", "is_public"]
    ordering = ["name_folded"]
    search_fields = ["name_folded", "territory_folded"]
    edit_handler = ObjectList(
        [
            MultiFieldPanel([NamePanel("name"), FieldPanel("slug")], heading=_("Name")),
            MultiFieldPanel(
                [
                    FieldPanel("holder"),
                    FieldPanel("territory"),
                    FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")]),
                    FieldRowPanel([FieldPanel("surroundings"), FieldPanel("sector"), FieldPanel("stage")]),
                ],
                heading=_("Who and where"),
            ),
            MultiFieldPanel([FieldPanel("summary"), FieldPanel("is_public")], heading=_("Public sheet")),
            FieldRowPanel([FieldPanel("template"), FieldPanel("start_on")]),
            InlinePanel(
                "milestones",
                [
                    FieldRowPanel([FieldPanel("title"), FieldPanel("stage")]),
                    FieldPanel("instructions"),
                    FieldRowPanel([FieldPanel("due_on"), FieldPanel("status", read_only=True)]),
                ],
                heading=_("Milestones"),
                label=_("milestone"),
                help_text=_("A milestone where something was handed in stays; its status moves by what people do."),
            ),
            FieldPanel("past_is_meant"),
        ],
        base_form_class=SheetForm,
    )
