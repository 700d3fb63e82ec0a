"""The public lists of what the apps hold; each sits at the app's own address, whose screens live below it."""

from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from portal.cms.blocks import BodyBlock
from portal.cms.models import BasePage
from portal.members.models import College, Organisation
from projects.models import Project
from workgroups.models import WorkingGroup
from workgroups.reading import joined_groups, open_consultations


class IndexPage(BasePage):
    """The abstract base: an introduction by the editors, then the list, which they cannot break."""

    body = StreamField(
        BodyBlock(), verbose_name=_("body"), blank=True, help_text=_("Shown below the list, which comes by itself.")
    )

    parent_page_types = ["pages.HomePage"]
    subpage_types: list[str] = []
    max_count_per_parent = 1
    content_panels = [*BasePage.content_panels, FieldPanel("body")]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]

    class Meta:
        abstract = True


class ProjectIndexPage(IndexPage):
    """The accompanied projects that may be seen."""

    home_of = "projets"
    template = "pages/project_index_page.html"
    page_description = _("The list of accompanied projects, at /projets/; one for each language.")

    class Meta:
        verbose_name = _("list of projects")
        verbose_name_plural = _("lists of projects")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context["projects"] = Project.objects.visible_to(request.user).order_by("name_folded")
        return context


class MemberIndexPage(IndexPage):
    """The member organisations by college."""

    home_of = "adherents"
    template = "pages/member_index_page.html"
    page_description = _("The list of members by college, at /adherents/; one for each language.")

    class Meta:
        verbose_name = _("list of members")
        verbose_name_plural = _("lists of members")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context["colleges"] = colleges_with_members()
        context["is_representative"] = Organisation.objects.represented_by(request.user).exists()
        return context


def colleges_with_members():
    """The colleges in order, each with `members`: the organisations the site shows."""
    listed = Prefetch("organisations", Organisation.objects.listed(), to_attr="members")
    return College.objects.prefetch_related(listed)


class GroupIndexPage(IndexPage):
    """The working groups whose page may be seen."""

    home_of = "groupes"
    template = "pages/group_index_page.html"
    page_description = _("The list of working groups, at /groupes/; one for each language.")

    class Meta:
        verbose_name = _("list of working groups")
        verbose_name_plural = _("lists of working groups")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context["mine"] = joined_groups(request.user)
        seen = WorkingGroup.objects.visible_to(request.user)
        context["groups"] = seen.exclude(pk__in=[group.pk for group in context["mine"]])
        context["consultations"] = open_consultations(request.user)
        return context
