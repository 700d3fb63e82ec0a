"""Preparing an event part by part: what it says, its programme, its places. Each states the version it started from.

Everything here locks the event's places first, so that two organisers, and those who register meanwhile, come one
after the other.
"""

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.images import get_image_model

from ..changes import announced, record_change
from ..dates import days_between, moved
from ..models import EventSeries, Slot, Workshop, WorkshopBooking
from ..permissions import can_manage_event
from ..places import lock_event
from ..promises import refuse_keeping_longer
from ..refusals import EventNotSaved, NotYoursToPrepare, SavedMeanwhile
from ..versions import version_of, version_of_places
from .capacity import set_audience_capacity, set_places, set_workshop_capacity


def open_for(event, by):
    """Locks the event for one who prepares it; returns it as it is now. Raises NotYoursToPrepare."""
    if not can_manage_event(by, event):
        raise NotYoursToPrepare
    return lock_event(event)


def refuse_if_stale(row, version, fields=None):
    """Raises SavedMeanwhile where `row` no longer is what the form was opened on; a blank version claims nothing."""
    if version and version != version_of(row, fields):
        raise SavedMeanwhile


def next_position(rows):
    """The order that puts something after `rows`, a queryset."""
    last = rows.order_by("-position").values_list("position", flat=True).first()
    return 0 if last is None else last + 1


@transaction.atomic
def save_details(
    event,
    *,
    fields,
    version,
    moves_programme=False,
    picture=None,
    without_picture=False,
    new_series="",
    tells=False,
    by,
):
    """Saves these fields of the event, with a new picture or none and as the first of a new series where asked.

    With `moves_programme` the programme goes to the event's new day with it. Returns how many registrations are
    touched by the change. Raises SavedMeanwhile, or EventNotSaved where data would be kept longer than was promised.
    """
    stored = open_for(event, by)
    refuse_if_stale(event, version, fields)
    refuse_keeping_longer(event)
    before = announced(stored)
    if picture:
        event.image = get_image_model().objects.create(title=event.title_fr, file=picture, uploaded_by_user=by)
    elif without_picture:
        event.image = None
    if new_series:
        event.series = EventSeries.objects.create(title_fr=new_series)
    event.save(update_fields=fields)
    if moves_programme:
        move_programme(event, days_between(stored.starts_at, event.starts_at))
    return record_change(before, tells=tells, by=by)


def move_programme(event, days):
    """Moves every slot by so many days; hours stay."""
    for slot in event.slots.all() if days else []:
        slot.starts_at, slot.ends_at = moved(slot.starts_at, days), moved(slot.ends_at, days)
        slot.save(update_fields=["starts_at", "ends_at"])


@transaction.atomic
def save_slot(slot, *, version, workshops=(), removed=(), tells=False, by):
    """Saves a slot, new or changed, with its workshops (pairs of one and its places) and without those removed.

    Returns how many registrations are touched. Raises SavedMeanwhile, TooFewPlaces, EventNotSaved.
    """
    event = open_for(slot.event, by)
    refuse_if_stale(slot, version)
    before = announced(event)
    write_slot(slot, workshops=workshops, removed=removed, by=by)
    return record_change(before, tells=tells, by=by)


def write_slot(slot, *, workshops, removed, by):
    """The writing of `save_slot`, for those who hold the lock."""
    take_away(workshops=removed)
    slot.save()
    for workshop, places in workshops:
        workshop.slot = slot
        workshop.save()
        set_workshop_capacity(workshop, places=places, by=by)


@transaction.atomic
def remove_slot(slot, *, tells=False, by):
    """Takes a slot out of the programme with its workshops. Raises EventNotSaved where somebody chose one of them."""
    event = open_for(slot.event, by)
    before = announced(event)
    take_away(slots=[slot])
    return record_change(before, tells=tells, by=by)


def take_away(*, slots=(), workshops=()):
    """Deletes slots and workshops nobody has chosen; raises EventNotSaved where somebody has."""
    in_slots = WorkshopBooking.objects.filter(slot__in=[slot.pk for slot in slots])
    in_workshops = WorkshopBooking.objects.filter(pool__workshop__in=[workshop.pk for workshop in workshops])
    first = (in_slots | in_workshops).with_workshop().first()
    if first is not None:
        text = _("“%(workshop)s” stays in the programme: people have chosen it.")
        raise EventNotSaved(text % {"workshop": first.workshop})
    Workshop.objects.filter(pk__in=[workshop.pk for workshop in workshops]).delete()
    Slot.objects.filter(pk__in=[slot.pk for slot in slots]).delete()


@transaction.atomic
def save_places(event, *, version, places, workshops=(), audiences=(), by):
    """How many places there are of each kind (`set_places`). Raises SavedMeanwhile, TooFewPlaces."""
    event = open_for(event, by)
    if version and version != version_of_places(event):
        raise SavedMeanwhile
    return set_places(event, places=places, workshops=workshops, audiences=audiences, by=by)


@transaction.atomic
def save_audience(audience, *, version, places, by):
    """Saves an audience, new or changed, with `places` of its own (None: it shares the event's).

    Raises SavedMeanwhile, TooFewPlaces.
    """
    event = open_for(audience.event, by)
    refuse_if_stale(audience, version)
    if audience.pk is None:
        audience.position = next_position(event.audiences)
    audience.save()
    return set_audience_capacity(audience, places=places, by=by)


@transaction.atomic
def remove_audience(audience, *, by):
    """Takes an audience away. Raises EventNotSaved where somebody registered or was invited as one of them, or a
    question is for them alone."""
    open_for(audience.event, by)
    names = {"audience": audience}
    if audience.registrations.exists():
        raise EventNotSaved(_("“%(audience)s” stays: people have registered as such.") % names)
    if audience.invitations.exists():
        raise EventNotSaved(_("“%(audience)s” stays: people were invited as such.") % names)
    if question := audience.event.questions.filter(audiences=audience).first():
        text = _("“%(audience)s” stays: “%(question)s” is asked of them. Change that question first.")
        raise EventNotSaved(text % (names | {"question": question}))
    audience.delete()
