"""Announcements: the page is the editors', the event (dates, places, registrations) is the organisers'."""

from django.db import models
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from events import counters
from events.enums import EventStatus
from events.models import Event, Slot
from events.permissions import can_manage_event
from portal.cms.blocks import BodyBlock
from portal.cms.models import BasePage
from portal.cms.whole_pages import keep

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

    def serve(self, request, *args, **kwargs):
        """Visitors share one copy."""
        response = super().serve(request, *args, **kwargs)
        keep(response, until=next_turn(response.context_data["upcoming"]))
        return response


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
        """With the event, its programme, and `counters`: the places left, with the time at which that was true."""
        context = super().get_context(request, *args, **kwargs)
        event = context["event"] = Event.objects.with_places().get(pk=self.event_id)
        context["counters"] = counters.count(event) if event.is_registration_open else None
        context["programme"] = list(Slot.objects.filter(event=event).prefetch_related("workshops"))
        for workshop in (workshop for slot in context["programme"] for workshop in slot.workshops.all()):
            if context["counters"]:
                workshop.places_in_words = context["counters"].words[f"workshop-{workshop.pk}"]
        context["can_manage"] = can_manage_event(request.user, event)
        context["is_archived"] = event.status == EventStatus.ARCHIVED
        return context

    def serve(self, request, *args, **kwargs):
        """Visitors share one copy: its places are those of a moment ago, and the page asks for newer ones by itself.

        While its event is in preparation the page is there for those alone who prepare it.
        """
        if not Event.objects.visible_to(request.user).filter(pk=self.event_id).exists():
            raise Http404
        response = super().serve(request, *args, **kwargs)
        keep(response, until=next_turn([response.context_data["event"]]))
        return response


def next_turn(events):
    """The next moment at which what is shown of these events changes by the clock alone; None where none comes."""
    turns = [
        turn
        for event in events
        for turn in (event.registration_opens_at, event.registration_closes_at, event.starts_at, event.ends_at)
        if turn is not None and turn > timezone.now()
    ]
    return min(turns, default=None)
