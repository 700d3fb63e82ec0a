"""Wagtail's screens for the register: organisations, mandates, colleges, and the import."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.views import generic
from wagtail.admin.viewsets.base import ViewSet, ViewSetGroup
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets import HeaderButton

from portal.cms.office import FoldedIndexView
from portal.refusals import ShowsRefusals

from . import actions, office
from .forms import MandateForm, NewMandateForm
from .models import College, Mandate, Organisation
from .permissions import can_export, can_import

SHOWN = BooleanColumn("is_listed", label=_("Shown on the site"), sort_key="is_listed")
KIND = Column("get_kind_display", label=_("Kind"), sort_key="kind")
VOTES = BooleanColumn("has_votes", label=_("Votes in assemblies"), sort_key="has_votes")


class OrganisationIndexView(FoldedIndexView):
    """The organisations, with the way to the import and the export."""

    add_item_label = _("Add")
    related = ("college",)

    @property
    def header_buttons(self):
        buttons = list(super().header_buttons)
        if can_import(self.request.user):
            url = reverse("members_import:index")
            buttons.append(HeaderButton(_("Import"), url=url, icon_name="upload"))
        if can_export(self.request.user):
            url = reverse("members_import:export")
            buttons.append(HeaderButton(_("Export"), url=url, icon_name="download"))
        return buttons


class OrganisationViewSet(ModelViewSet):
    """The member organisations."""

    model = Organisation
    url_prefix = "adherents"
    icon = "group"
    menu_label = _("Organisations")
    index_view_class = OrganisationIndexView
    copy_view_enabled = False
    list_display = ["name", "short_name", "college", "commune", "joined_on", SHOWN]
    list_filter = ["college", "is_listed"]
    list_per_page = 50
    ordering = ["name_folded"]
    search_fields = ["name_folded", "short_name_folded"]
    search_backend_name = None
    panels = [
        MultiFieldPanel(
            [FieldPanel("name"), FieldRowPanel([FieldPanel("short_name"), FieldPanel("siren")])], heading=_("Names")
        ),
        MultiFieldPanel(
            [FieldPanel("college"), FieldPanel("joined_on"), FieldPanel("is_listed")],
            heading=_("Membership"),
        ),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("commune"), FieldPanel("website")]), FieldPanel("presentation")],
            heading=_("What it says of itself"),
        ),
    ]


class MandateIndexView(FoldedIndexView):
    """Who speaks for whom."""

    add_item_label = _("Add")
    related = ("person", "organisation")


class GiveMandateView(ShowsRefusals, generic.CreateView):
    """Records a mandate; the person is found by address, or made known."""

    def save_instance(self):
        return actions.give_mandate(**self.form.cleaned_data)


class MandateViewSet(ModelViewSet):
    """Who speaks for whom."""

    model = Mandate
    url_prefix = "adherents/mandats"
    icon = "user"
    menu_label = _("Mandates")
    index_view_class = MandateIndexView
    add_view_class = GiveMandateView
    copy_view_enabled = False
    list_display = ["person", "organisation", KIND, "since", "until"]
    list_filter = ["kind", "organisation__college"]
    list_per_page = 50
    search_fields = ["person__name_folded", "person__email", "organisation__name_folded"]
    search_backend_name = None

    def get_form_class(self, for_update=False):
        return MandateForm if for_update else NewMandateForm


class CollegeViewSet(ModelViewSet):
    """The colleges, in the order of the lists."""

    model = College
    url_prefix = "adherents/colleges"
    icon = "list-ul"
    menu_label = _("Colleges")
    copy_view_enabled = False
    list_display = ["__str__", VOTES, "position"]
    search_fields = ["name"]
    search_backend_name = None
    panels = [
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("number"), FieldPanel("position")]),
        FieldPanel("has_votes"),
    ]


class ImportMenuItem(MenuItem):
    """Shown to those who may import."""

    def is_shown(self, request):
        return can_import(request.user)


class ImportViewSet(ViewSet):
    """A workbook in, after a preview; the register out."""

    icon = "upload"
    menu_label = _("Import")
    menu_item_class = ImportMenuItem
    url_prefix = "adherents/importer"

    def get_urlpatterns(self):
        return [
            path("", office.upload, name="index"),
            path("<uuid:public_id>/", office.preview, name="preview"),
            path("registre.xlsx", office.export, name="export"),
        ]


class MembersGroup(ViewSetGroup):
    """One entry of Wagtail's menu."""

    menu_label = _("Members")
    menu_icon = "group"
    menu_order = 310
    items = (
        OrganisationViewSet("members_organisations"),
        MandateViewSet("members_mandates"),
        CollegeViewSet("members_colleges"),
        ImportViewSet("members_import"),
    )
