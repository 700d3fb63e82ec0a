"""How many places are left, of an event, its audiences and its workshops: counted once for everybody who asks.

The numbers are at most `FRESH_SECONDS` old and come from the cache that the workers share.
"""

from dataclasses import asdict, dataclass

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from portal import hours
from portal.fresh import fresh

from .models import Event, Pool

FRESH_SECONDS = 2


@dataclass(frozen=True)
class Counters:
    """What a page shows: `words` by what the places are of ("event", "common", "audience-3", "workshop-7"), true at
    `at`.

    `full` are those of which the next person joins the line; `register` is what the button says; `audiences` are
    (key, name, words) of those with places of their own.
    """

    is_open: bool
    at: str
    register: str
    words: dict[str, str]
    full: list[str]
    audiences: list[tuple[str, str, str]]


def key_of(pool):
    """What the places of this pool are called in the counters and in the pages that show them."""
    if pool.workshop_id:
        return f"workshop-{pool.workshop_id}"
    return f"audience-{pool.audience_id}" if pool.audience_id else "common"


def in_words(pool):
    """How many places of a pool a newcomer finds, as one reads it: the same words wherever they stand."""
    if not pool.is_full_for_newcomers:
        return _left_in_words(pool.places_left, pool.capacity)
    return _("Full, with a waiting list") if pool.workshop_id else _full()


def _left_in_words(left, places):
    text = ngettext("%(left)s place left of %(places)s", "%(left)s places left of %(places)s", left)
    return text % {"left": left, "places": places}


def _full():
    return _("Full: the next people join the waiting list")


def event_in_words(main_pools):
    """The same of a whole event: its common places and those of its audiences."""
    if all(pool.is_full_for_newcomers for pool in main_pools):
        return _full()
    return _left_in_words(sum(pool.places_left for pool in main_pools), sum(pool.capacity for pool in main_pools))


def count(event):
    """The counters of an event, as they are now, in the active language."""
    ordered = Pool.objects.filter(event=event).select_related("audience").order_by("audience__position", "pk")
    pools = list(ordered.with_places().with_line())
    main = [pool for pool in pools if pool.workshop_id is None]
    words = {"event": event_in_words(main)} | {key_of(pool): in_words(pool) for pool in pools}
    is_full = all(pool.is_full_for_newcomers for pool in main)
    return Counters(
        is_open=event.is_registration_open,
        at=hours.clock(timezone.now()),
        register=_("Join the waiting list") if is_full else _("Register"),
        words=words,
        full=[key_of(pool) for pool in pools if pool.is_full_for_newcomers],
        audiences=[(key_of(pool), pool.audience.name, words[key_of(pool)]) for pool in main if pool.audience],
    )


def kept_counters(slug):
    """The counters of the announced event of this name, as they were at most `FRESH_SECONDS` ago, as plain data.

    Empty where nothing of that name is announced.
    """
    return fresh(f"events-counters-{slug}-{get_language()}", lambda: _count_announced(slug), seconds=FRESH_SECONDS)


def _count_announced(slug):
    event = Event.objects.visible_to(AnonymousUser()).filter(slug=slug).first()
    return asdict(count(event)) if event else {}
