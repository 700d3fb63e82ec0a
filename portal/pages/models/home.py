"""The home page: what the association is, for whom, and what happens next."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from events.models import Event
from portal.cms.blocks import BodyBlock
from portal.cms.models import BasePage

from .events import EventPage
from .indexes import colleges_with_members
from .news import NewsPage

ARTICLES_SHOWN = 3


class HomePage(BasePage):
    """The first screen and what follows; the next event, the news and the members come by themselves."""

    headline = models.CharField(_("first sentence"), max_length=150, help_text=_("What we do and for whom, in large."))
    hero_image = models.ForeignKey(
        "wagtailimages.Image",
        verbose_name=_("large image"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Beside the first sentence. The site's own drawing is shown as long as there is none."),
    )
    action_label = models.CharField(_("words of the button"), max_length=60, blank=True)
    action_page = models.ForeignKey(
        Page,
        verbose_name=_("page the button leads to"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    body = StreamField(BodyBlock(), verbose_name=_("body"), blank=True)

    template = "pages/home_page.html"
    page_description = _("The first page of the site; one for each language.")
    parent_page_types = ["wagtailcore.Page"]
    content_panels = [
        *Page.content_panels,
        MultiFieldPanel(
            [
                FieldPanel("headline"),
                FieldPanel("intro"),
                FieldPanel("hero_image"),
                FieldPanel("action_label"),
                FieldPanel("action_page"),
            ],
            _("First screen"),
        ),
        FieldPanel("body"),
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("headline"), index.SearchField("body")]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def get_context(self, request, *args, **kwargs):
        """With the next event and its announcement, the last articles, and the members by college."""
        context = super().get_context(request, *args, **kwargs)
        context["event"] = Event.objects.visible_to(request.user).upcoming().with_places().first()
        if context["event"]:
            announcement = EventPage.objects.descendant_of(self).live().filter(event=context["event"])
            context["event_page"] = announcement.select_related("locale").defer("body").first()
        context["articles"] = NewsPage.objects.descendant_of(self).for_lists()[:ARTICLES_SHOWN]
        context["colleges"] = colleges_with_members()
        return context
