"""Wagtail's screens for the benchmark library."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.views import generic
from wagtail.admin.widgets import HeaderButton
from wagtail.admin.widgets.button import Button

from portal.cms.office import FoldedIndexView, KeptViewSet, NamePanel, SavesByAction

from .actions import save_reference
from .forms.library import ReferenceForm
from .models import BenchmarkPlace

KIND = Column("get_kind_display", label=_("Kind"), sort_key="kind")
PUBLISHED = BooleanColumn("is_published", label=_("Published"), sort_key="is_published")


def _see(place):
    return Button(_("See it on the site"), url=place.get_absolute_url(), icon_name="view", priority=40)


class ReferenceIndexView(FoldedIndexView):
    """Every sheet, published or not."""

    add_item_label = _("New sheet")

    @property
    def header_buttons(self):
        site = HeaderButton(_("The library on the site"), url=reverse("projects:references"), icon_name="view")
        return [*super().header_buttons, site]

    def get_list_more_buttons(self, place):
        return [*super().get_list_more_buttons(place), _see(place)]


class SavesReference(SavesByAction):
    """Both forms save by the one action."""

    def act(self, form):
        return save_reference(
            form.save(commit=False),
            sources=[row.instance for row in form.kept("sources")],
            removed=form.removed("sources"),
            by=self.request.user,
        )


class NewReferenceView(SavesReference, generic.CreateView):
    """A new sheet."""

    page_title = _("New sheet")
    success_message = _("The sheet “%(object)s” is made.")


class EditReferenceView(SavesReference, generic.EditView):
    """A sheet that exists."""

    success_message = _("The sheet “%(object)s” is saved.")

    @property
    def header_more_buttons(self):
        return [*super().header_more_buttons, _see(self.object)]


class BenchmarkViewSet(KeptViewSet):
    """The benchmark library."""

    model = BenchmarkPlace
    url_prefix = "references"
    icon = "globe"
    menu_label = _("Benchmark library")
    menu_order = 40
    index_view_class = ReferenceIndexView
    add_view_class = NewReferenceView
    edit_view_class = EditReferenceView
    list_display = ["name", KIND, "town", "country", PUBLISHED]
    list_filter = ["kind", "model", "is_published"]
    ordering = ["name_folded"]
    search_fields = ["name_folded", "town_folded"]
    edit_handler = ObjectList(
        [
            MultiFieldPanel([NamePanel("name"), FieldPanel("slug"), FieldPanel("is_published")], heading=_("Name")),
            MultiFieldPanel(
                [
                    FieldPanel("kind"),
                    FieldRowPanel([FieldPanel("town"), FieldPanel("country"), FieldPanel("opened_year")]),
                    FieldPanel("description"),
                    FieldPanel("photo"),
                ],
                heading=_("What and where"),
            ),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("places_count"), FieldPanel("surface"), FieldPanel("seats")]),
                    FieldRowPanel([FieldPanel("price_day"), FieldPanel("price_month")]),
                    FieldRowPanel([FieldPanel("model"), FieldPanel("operator")]),
                    FieldPanel("funding"),
                ],
                heading=_("Figures and model"),
                help_text=_("What is not known stays empty: the sheet then says so."),
            ),
            FieldPanel("lessons"),
            InlinePanel(
                "sources",
                [FieldRowPanel([FieldPanel("title"), FieldPanel("consulted_on")]), FieldPanel("url")],
                heading=_("Sources"),
                label=_("source"),
            ),
        ],
        base_form_class=ReferenceForm,
    )
