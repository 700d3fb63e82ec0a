"""Announcements: the page is the editors', the event (dates, places, registrations) is the organisers'."""

from django.db import models
from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from events.enums import EventStatus
from events.models import Event, Slot, Workshop
from portal.cms.blocks import BodyBlock
from portal.cms.models import BasePage

from .indexes import IndexPage


class EventIndexPage(IndexPage):
    """The events to come, then the past ones."""

    home_of = "evenements"
    template = "pages/event_index_page.html"
    page_description = _("The list of events, at /evenements/; one for each language.")
    subpage_types = ["pages.EventPage"]

    class Meta:
        verbose_name = _("list of events")
        verbose_name_plural = _("lists of events")

    def get_context(self, request, *args, **kwargs):
        """With `upcoming` and `past`: events, each with `page_url`, its announcement in this language, or nothing."""
        context = super().get_context(request, *args, **kwargs)
        pages = EventPage.objects.child_of(self).live().public().select_related("locale").defer("body")
        addresses = {page.event_id: page.get_url(request) for page in pages}
        visible = Event.objects.visible_to(request.user).with_places()
        for name, events in (("upcoming", visible.upcoming()), ("past", visible.past())):
            context[name] = list(events)
            for event in context[name]:
                event.page_url = addresses.get(event.pk, "")
        return context


class EventPage(BasePage):
    """Announces one event; its translations announce the same one."""

    event = models.ForeignKey(Event, verbose_name=_("event"), on_delete=models.PROTECT, related_name="pages")
    body = StreamField(BodyBlock(), verbose_name=_("body"), blank=True)

    template = "pages/event_page.html"
    page_description = _("Announces an event prepared by its organisers. Publishing it changes nothing to its places.")
    parent_page_types = ["pages.EventIndexPage"]
    subpage_types: list[str] = []
    content_panels = [*BasePage.content_panels, FieldPanel("event"), FieldPanel("body")]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]
    override_translatable_fields = [SynchronizedField("event", overridable=False)]

    class Meta:
        verbose_name = _("announcement of an event")
        verbose_name_plural = _("announcements of events")

    def get_context(self, request, *args, **kwargs):
        """With the event's live places and its programme."""
        context = super().get_context(request, *args, **kwargs)
        context["event"] = Event.objects.with_places().get(pk=self.event_id)
        context["programme"] = Slot.objects.filter(event=self.event_id).prefetch_related(
            Prefetch("workshops", Workshop.objects.with_places())
        )
        context["is_archived"] = context["event"].status == EventStatus.ARCHIVED
        return context
