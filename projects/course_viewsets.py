"""Wagtail's screens for what all projects draw on: templates of courses and model documents."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.views import generic
from wagtail.admin.widgets.button import Button

from portal.cms.office import FoldedIndexView, KeptViewSet, SavesByAction
from portal.differences import say_both

from .actions import PlannedTemplateMilestone, save_model_document, save_template
from .forms.template import CourseTemplateForm, ModelDocumentForm
from .models import CourseTemplate, ModelDocument
from .refusals import ChangedMeanwhile

OFFERED = BooleanColumn("is_offered", label=_("Offered"), sort_key="is_offered")
LINE_PANELS = [FieldPanel("title"), FieldPanel("is_required")]


class CourseTemplateIndexView(FoldedIndexView):
    """Every template."""

    add_item_label = _("New template")


class SavesTemplate(SavesByAction):
    """Both forms save by the one action."""

    def act(self, form):
        try:
            return save_template(
                form.save(commit=False),
                milestones=[_planned(row) for row in form.kept("milestones")],
                removed=form.removed("milestones"),
                version=form.cleaned_data["version"] or None,
                by=self.request.user,
            )
        except ChangedMeanwhile:
            say_both(form, CourseTemplate.objects.get(pk=form.instance.pk))
            raise


def _planned(row):
    return PlannedTemplateMilestone(row.instance, row.lines(), row.removed_lines(), row.cleaned_data["model_documents"])


class NewTemplateView(SavesTemplate, generic.CreateView):
    """A new template of a course."""

    page_title = _("New template of a course")
    success_message = _("The template “%(object)s” is saved: it can be laid on a project.")


class EditTemplateView(SavesTemplate, generic.EditView):
    """A template that exists; courses laid from it stay as they are."""

    success_message = _("The template “%(object)s” is saved. Courses laid from it before stay as they are.")


class CourseTemplateViewSet(KeptViewSet):
    """The templates of courses."""

    model = CourseTemplate
    url_prefix = "modeles-de-parcours"
    icon = "list-ol"
    menu_label = _("Templates of courses")
    menu_order = 12
    index_view_class = CourseTemplateIndexView
    add_view_class = NewTemplateView
    edit_view_class = EditTemplateView
    list_display = ["name", OFFERED]
    list_filter = ["is_offered"]
    ordering = ["name_folded"]
    search_fields = ["name_folded"]
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [FieldPanel("name"), FieldPanel("description"), FieldPanel("is_offered")], heading=_("Template")
            ),
            InlinePanel(
                "milestones",
                [
                    FieldRowPanel([FieldPanel("title"), FieldPanel("stage")]),
                    FieldPanel("instructions"),
                    FieldRowPanel([FieldPanel("offset"), FieldPanel("reference")]),
                    FieldPanel("model_documents"),
                    InlinePanel(
                        "expecteddeliverable_lines",
                        LINE_PANELS,
                        heading=_("Expected pieces"),
                        label=_("piece"),
                    ),
                    InlinePanel(
                        "checklistitem_lines",
                        LINE_PANELS,
                        heading=_("Checklist"),
                        label=_("point"),
                    ),
                ],
                heading=_("Milestones"),
                label=_("milestone"),
                help_text=_("Working days leave out Saturdays, Sundays and French public holidays."),
            ),
        ],
        base_form_class=CourseTemplateForm,
    )


class ModelDocumentIndexView(FoldedIndexView):
    """Every model document, with the way to its file."""

    add_item_label = _("New model document")

    def get_list_more_buttons(self, document):
        download = Button(_("Download"), url=document.get_absolute_url(), icon_name="download", priority=40)
        return [*super().get_list_more_buttons(document), download]


class SavesDocument(SavesByAction):
    """Both forms save by the one action."""

    def act(self, form):
        return save_model_document(
            form.save(commit=False), upload=form.cleaned_data.get("upload"), by=self.request.user
        )


class NewDocumentView(SavesDocument, generic.CreateView):
    """A new model document."""

    page_title = _("New model document")
    success_message = _("The model document “%(object)s” is kept. Next: offer it at a milestone of a template.")


class EditDocumentView(SavesDocument, generic.EditView):
    """A model document that exists; its file may be replaced."""

    success_message = _("The model document “%(object)s” is saved.")

    @property
    def header_more_buttons(self):
        download = Button(_("Download"), url=self.object.get_absolute_url(), icon_name="download", priority=40)
        return [*super().header_more_buttons, download]


class ModelDocumentViewSet(KeptViewSet):
    """The model documents, offered at the milestones that need them."""

    model = ModelDocument
    url_prefix = "documents-types"
    icon = "doc-full"
    menu_label = _("Model documents")
    menu_order = 14
    index_view_class = ModelDocumentIndexView
    add_view_class = NewDocumentView
    edit_view_class = EditDocumentView
    list_display = ["title", Column("name", label=_("File")), OFFERED]
    list_filter = ["is_offered"]
    ordering = ["title_folded"]
    search_fields = ["title_folded"]
    edit_handler = ObjectList(
        [FieldPanel("title"), FieldPanel("description"), FieldPanel("upload"), FieldPanel("is_offered")],
        base_form_class=ModelDocumentForm,
    )
