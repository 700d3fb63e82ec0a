"""The agenda for calendars and feed readers: every event that was announced, those called off included.

One address a language; an event keeps its identifier in both, so that a calendar replaces what it had.
"""

from datetime import timedelta

import icalendar
from django.contrib.auth.models import AnonymousUser
from django.contrib.syndication.views import Feed
from django.db.models import Count, Max
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from events.enums import EventStatus
from events.models import Event
from events.moments import place_in_words
from portal import hours, notices
from portal.calendars import CALENDAR_TYPE, new_calendar, uid_of
from portal.cms.identity import current_identity

from .models import EventPage

IN_THE_FEED = 50
MINUTES_KEPT = 15


def announced():
    """The events everybody may see, the last one first.

    Each with `address_of_page`: that of its announcement in this language, or else of its form.
    """
    events = Event.objects.visible_to(AnonymousUser()).order_by("-starts_at", "-pk")
    pages = EventPage.objects.live().public().filter(locale__language_code=get_language())
    addresses = {page.event_id: page.full_url for page in pages.select_related("locale").defer("body")}
    for event in events.annotate(changes_count=Count("changes"), changed_at=Max("changes__at")):
        event.address_of_page = addresses.get(event.pk) or notices.absolute(event.get_absolute_url())
        yield event


@require_safe
@cache_control(public=True, max_age=60 * MINUTES_KEPT)
def agenda(request):
    """The calendar one subscribes to."""
    return HttpResponse(calendar(), content_type=f"{CALENDAR_TYPE}; charset=utf-8")


def calendar():
    """All of them as an RFC 5545 calendar, in the language that is active."""
    file = new_calendar("Agenda")
    file.add("x-wr-calname", _agenda_of())
    for event in announced():
        file.add_component(_entry(event))
    return file.to_ical()


def _entry(event):
    is_off = event.status == EventStatus.CANCELLED
    start, end = timezone.localtime(event.starts_at), timezone.localtime(event.ends_at)
    entry = icalendar.Event()
    entry.add("uid", uid_of(event.public_id))
    entry.add("sequence", event.changes_count + is_off)
    entry.add("dtstamp", event.changed_at or event.created_at)
    if event.is_whole_day:
        entry.add("dtstart", start.date())
        entry.add("dtend", end.date() + timedelta(days=1))
    else:
        entry.add("dtstart", start)
        entry.add("dtend", end)
    entry.add("summary", _title(event))
    entry.add("location", place_in_words(event))
    if event.directions:
        entry.add("description", event.directions)
    entry.add("url", event.address_of_page)
    entry.add("status", "CANCELLED" if is_off else "CONFIRMED")
    return entry


def _title(event):
    if event.status == EventStatus.CANCELLED:  # said in the title too: not every calendar shows it otherwise
        return pgettext("event", "Called off: %(event)s") % {"event": event.title}
    return event.title


def _agenda_of():
    """Two names side by side: “of” would need to know how the association's begins."""
    return _("Events – %(association)s") % {"association": current_identity().name}


class EventFeed(Feed):
    """The same events for a feed reader, the latest one made first."""

    item_guid_is_permalink = False

    def link(self):
        """The page that lists the events."""
        return reverse("pages:agenda-feed").removesuffix("flux.xml")

    def title(self):
        """Whose events they are."""
        return _agenda_of()

    def description(self):
        """What the association does."""
        return current_identity().tagline_here or _agenda_of()

    def items(self):
        """At most fifty."""
        return sorted(announced(), key=lambda event: event.created_at, reverse=True)[:IN_THE_FEED]

    def item_title(self, event):
        """With the word where it is called off."""
        return _title(event)

    def item_description(self, event):
        """When and where."""
        start, end = timezone.localtime(event.starts_at), timezone.localtime(event.ends_at)
        said = {"day": date_format(start, "l j F Y"), "start": hours.hour(start), "end": hours.hour(end)}
        place = place_in_words(event)
        when = said["day"] if event.is_whole_day else _("%(day)s, %(start)s to %(end)s") % said
        return f"{when}. {place}"

    def item_link(self, event):
        """Where it is announced."""
        return event.address_of_page

    def item_guid(self, event):
        """The same in both languages, whatever its address."""
        return f"urn:event:{event.public_id}"

    def item_pubdate(self, event):
        """When it was made."""
        return event.created_at

    def __call__(self, request, *args, **kwargs):
        response = super().__call__(request, *args, **kwargs)
        response["Cache-Control"] = f"public, max-age={60 * MINUTES_KEPT}"
        return response
