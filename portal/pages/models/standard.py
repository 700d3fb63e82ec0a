"""The page for everything that is not a list, an event or a piece of news."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from portal.cms.blocks import BodyBlock
from portal.cms.models import BasePage


class StandardPage(BasePage):
    """A page of text, figures and cards; may have pages below it, which it then lists."""

    body = StreamField(BodyBlock(), verbose_name=_("body"), blank=True)

    template = "pages/standard_page.html"
    page_description = _("For a subject that stays: what the association is, how it helps, legal notice.")
    parent_page_types = ["pages.HomePage", "pages.StandardPage"]
    subpage_types = ["pages.StandardPage"]
    content_panels = [*BasePage.content_panels, FieldPanel("body")]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]

    class Meta:
        verbose_name = _("standard page")
        verbose_name_plural = _("standard pages")

    def get_context(self, request, *args, **kwargs):
        """With `below`: the pages under this one."""
        context = super().get_context(request, *args, **kwargs)
        below = StandardPage.objects.child_of(self).live().public().select_related("locale").defer("body")
        context["below"] = [(page.title, page.intro, page.get_url(request)) for page in below.order_by("path")]
        return context
