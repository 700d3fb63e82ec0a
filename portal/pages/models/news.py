"""News: an index and its articles."""

from django.core.paginator import Paginator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import PageManager
from wagtail.query import PageQuerySet
from wagtail.search import index

from portal.cms.blocks import BodyBlock
from portal.cms.models import BasePage

ARTICLES_A_PAGE = 12


class NewsIndexPage(BasePage):
    """The list of articles, the newest first."""

    template = "pages/news_index_page.html"
    page_description = _("The list of news; one for the whole site.")
    parent_page_types = ["pages.HomePage"]
    subpage_types = ["pages.NewsPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("news index")
        verbose_name_plural = _("news indexes")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        articles = NewsPage.objects.child_of(self).for_lists()
        context["articles"] = Paginator(articles, ARTICLES_A_PAGE).get_page(request.GET.get("page"))
        return context


class NewsPageQuerySet(PageQuerySet):
    def for_lists(self):
        """Live articles anybody may read, the newest first, with what a list shows and no body."""
        shown = self.live().public().select_related("locale", "social_image").defer("body")
        return shown.prefetch_related("social_image__renditions").order_by("-date", "-pk")


class NewsPage(BasePage):
    """One article."""

    date = models.DateField(_("date"), default=timezone.localdate)
    body = StreamField(BodyBlock(), verbose_name=_("body"))

    objects = PageManager.from_queryset(NewsPageQuerySet)()

    template = "pages/news_page.html"
    page_description = _("Something that happened, or is about to: dated, and listed with the news.")
    parent_page_types = ["pages.NewsIndexPage"]
    subpage_types: list[str] = []
    content_panels = [*BasePage.content_panels, FieldPanel("date"), FieldPanel("body")]
    search_fields = [*BasePage.search_fields, index.SearchField("body"), index.FilterField("date")]

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
