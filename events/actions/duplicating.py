"""Holding an event again: copies of its preparation on other days, as drafts, without anybody's registration."""

from dataclasses import dataclass
from itertools import chain, count

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from portal import roles

from ..dates import moved
from ..enums import EventRoles, EventStatus
from ..models import Event, EventRole, EventSeries
from ..permissions import can_manage_event
from ..places import lock_event
from ..refusals import NotYoursToPrepare
from .capacity import set_places

# What a copy does not take over: it is another event, on another day, that nobody has called off or come to.
OF_ITS_OWN = {
    "id",
    "slug",
    "public_id",
    "status",
    "series",
    "cancelled_because_fr",
    "cancelled_because_en",
    "attended",
    "erased_at",
    "created_at",
}
MOMENTS = ["starts_at", "ends_at", "registration_opens_at", "registration_closes_at"]


@dataclass(frozen=True)
class Parts:
    """What is copied beside the settings, which always are."""

    programme: bool = True
    audiences: bool = True
    questions: bool = True
    consents: bool = True
    texts: bool = True
    team: bool = False


@transaction.atomic
def duplicate_event(event, days, *, by, title_fr="", title_en="", slug="", series=None, parts=Parts()):
    """Copies an event to each of `days` (dates), its hours kept. Returns the copies, drafts that `by` may prepare.

    `slug` is the copy's name in addresses; one that is taken, and each of several, gets the day added.
    """
    if not can_manage_event(by, event):
        raise NotYoursToPrepare
    event = lock_event(event)
    title_fr, title_en = title_fr or event.title_fr, title_en or (event.title_en if not title_fr else "")
    base = slug or slugify(title_fr) or event.slug
    copies = []
    for day in days:
        wanted = base if len(days) == 1 else f"{base}-{day:%Y-%m-%d}"
        shift = days_between_day(event, day)
        copy = _copy(event, shift, slug=free_slug(wanted, day), title_fr=title_fr, title_en=title_en, series=series)
        _copy_parts(event, copy, shift, parts, by=by)
        copies.append(copy)
    return copies


@transaction.atomic
def duplicate_series(series, days, *, by, title_fr="", title_en="", parts=Parts()):
    """Copies every event of a series that `by` may prepare, and that was not called off, so many days later, into a
    new series. Returns the new series with its events."""
    found = series.events.exclude(status=EventStatus.CANCELLED).order_by("starts_at")
    events = [event for event in found if can_manage_event(by, event)]
    if not events:
        raise NotYoursToPrepare
    again = EventSeries.objects.create(title_fr=title_fr or series.title_fr, title_en=title_en or series.title_en)
    copies = []
    for event in events:
        day = moved(event.starts_at, days).date()
        base = f"{event.slug}-{day:%Y-%m-%d}"
        copies += duplicate_event(event, [day], by=by, slug=base, series=again, parts=parts)
    return again, copies


def days_between_day(event, day):
    """How many days after the event `day` (a date) is."""
    return (day - moved(event.starts_at, 0).date()).days


def free_slug(wanted, day):
    """`wanted`, cut to fit, or the first name like it that no event has."""
    longest = Event._meta.get_field("slug").max_length
    with_day = f"{wanted[: longest - 11]}-{day:%Y-%m-%d}"
    numbered = (f"{wanted[: longest - 4]}-{number}" for number in count(2))
    names = (name[:longest].strip("-") for name in chain([wanted, with_day], numbered))
    return next(name for name in names if not Event.objects.filter(slug=name).exists())


def _copied(row, **changes):
    """An unsaved row that holds what `row` holds, but for `changes`."""
    names = {field.attname for field in row._meta.concrete_fields if not field.primary_key}
    return type(row)(**({name: getattr(row, name) for name in names} | changes))


def _copy(event, shift, **changes):
    kept = [field for field in event._meta.concrete_fields if field.name not in OF_ITS_OWN]
    values = {field.attname: getattr(event, field.attname) for field in kept}
    values |= {name: moved(getattr(event, name), shift) for name in MOMENTS}
    copy = Event(**(values | changes))
    copy.save()
    set_places(copy, places=event.common_pool.capacity)
    return copy


def _copy_parts(event, copy, shift, parts, *, by):
    audiences = _copy_audiences(event, copy) if parts.audiences else {}
    if parts.programme:
        _copy_programme(event, copy, shift)
    if parts.questions:
        _copy_questions(event, copy, audiences)
    for is_wanted, rows in ((parts.consents, event.consents.all()), (parts.texts, event.texts.all())):
        for row in rows if is_wanted else []:
            _copied(row, event_id=copy.pk).save()
    if parts.team:
        for row in EventRole.objects.current().filter(anchor=event).select_related("person"):
            until = moved(row.until, shift)
            if until is None or until > timezone.now():
                roles.grant(EventRole, anchor=copy, person=row.person, role=row.role, by=by, until=until)
    if not can_manage_event(by, copy):
        roles.grant(EventRole, anchor=copy, person=by, role=EventRoles.ORGANISER, by=by)


def _copy_audiences(event, copy):
    fresh = {}
    for audience in event.audiences.select_related("pool"):
        fresh[audience.pk] = other = _copied(audience, event_id=copy.pk)
        other.save()
        if hasattr(audience, "pool"):
            set_places(copy, places=copy.common_pool.capacity, audiences=[(other, audience.pool.capacity)])
    return fresh


def _copy_programme(event, copy, shift):
    places = []
    for slot in event.slots.prefetch_related("workshops"):
        hours = {"starts_at": moved(slot.starts_at, shift), "ends_at": moved(slot.ends_at, shift)}
        other = _copied(slot, event_id=copy.pk, **hours)
        other.save()
        for workshop in slot.workshops.all():
            again = _copied(workshop, slot_id=other.pk)
            again.save()
            places.append((again, workshop.capacity))
    set_places(copy, places=copy.common_pool.capacity, workshops=places)


def _copy_questions(event, copy, audiences):
    """With their conditions; a question for audiences that are not copied is left out, rather than asked of all."""
    questions, options = {}, {}
    for question in event.questions.prefetch_related("audiences", "options"):
        asked = [audience.pk for audience in question.audiences.all()]
        is_reachable = question.shown_if_id is None or question.shown_if_id in questions
        if not is_reachable or not all(pk in audiences for pk in asked):
            continue
        condition = {
            "shown_if_id": questions[question.shown_if_id].pk if question.shown_if_id else None,
            "shown_if_option_id": options[question.shown_if_option_id].pk if question.shown_if_option_id else None,
        }
        questions[question.pk] = other = _copied(question, event_id=copy.pk, **condition)
        other.save()
        other.audiences.set([audiences[pk] for pk in asked])
        for option in question.options.all():
            options[option.pk] = again = _copied(option, question_id=other.pk)
            again.save()
