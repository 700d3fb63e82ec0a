"""What changed in a programme that was announced: the words for it, whom it touches, and telling them."""

from dataclasses import dataclass
from functools import partial

from django.db.models import F
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from portal import hours

from .dates import days_between, moved
from .enums import EventStatus
from .history import tell_many
from .models import Event, ProgrammeChange, Slot, Workshop


@dataclass(frozen=True)
class Announced:
    """What people rely on, as it stands at one moment."""

    event: Event
    slots: dict[int, Slot]
    workshops: dict[int, Workshop]


def announced(event):
    """The event, its slots and its workshops as they are stored now."""
    return Announced(
        Event.objects.get(pk=event.pk),
        {slot.pk: slot for slot in Slot.objects.filter(event=event)},
        {workshop.pk: workshop for workshop in Workshop.objects.filter(slot__event=event)},
    )


def record_change(before, *, tells, by):
    """Notes what changed since `before` and, if `tells`, mails it to those it touches; for what is announced and not
    over. Their calendars replace what they had. Returns how many registrations it touches."""
    event = Event.objects.get(pk=before.event.pk)
    was_relied_on = before.event.status == event.status == EventStatus.PUBLISHED
    lines = lines_between(before, announced(event))
    if not lines or not was_relied_on or before.event.ends_at <= timezone.now():
        return 0
    change = ProgrammeChange.objects.create(event=event, lines=lines, by=by)
    touched = list(touched_by(change).select_related("registered_by"))
    event.registrations.filter(pk__in=[one.pk for one in touched]).update(sequence=F("sequence") + 1)
    if tells:
        tell_many(touched, "registration_programme_changed", occasion=f"change-{change.pk}", about=change.pk)
    return len(touched)


def touched_by(change):
    """The registrations this change is about: all that are active, or those who hold or wait for a workshop of it."""
    active = change.event.registrations.active()
    if any(not line["workshops"] for line in change.lines):
        return active
    workshops = {workshop for line in change.lines for workshop in line["workshops"]}
    return active.filter(bookings__pool__workshop__in=workshops).distinct()


def lines_for(registration, change):
    """The lines of the change that are about this registration, in the active language."""
    theirs = set(registration.bookings.values_list("pool__workshop", flat=True))
    return [change.in_words(line) for line in change.lines if not line["workshops"] or theirs & set(line["workshops"])]


def lines_between(before, after):
    """The lines of a `ProgrammeChange` that lead from one state to the other."""
    lines = _lines_of_event(before.event, after.event)
    days = days_between(before.event.starts_at, after.event.starts_at)
    for slot in after.slots.values():
        if old := before.slots.get(slot.pk):
            workshops = [workshop.pk for workshop in after.workshops.values() if workshop.slot_id == slot.pk]
            as_before = [_hours(old), _hours(old, days)]
            lines += _lines_of(old, slot, workshops, hours=_hours(slot) not in as_before)
    for workshop in after.workshops.values():
        if old := before.workshops.get(workshop.pk):
            lines += _lines_of(old, workshop, [workshop.pk])
    gone = [slot for pk, slot in before.slots.items() if pk not in after.slots]
    gone = [slot for slot in gone if not any(one.slot_id == slot.pk for one in before.workshops.values())]
    return lines + [_line(partial(_gone, slot)) for slot in gone]


def _hours(row, days=0):
    """Beginning and end, to the minute, so many days later."""
    moments = [moved(moment, days) for moment in (row.starts_at, row.ends_at)]
    return [moment and moment.replace(second=0, microsecond=0) for moment in moments]


def _lines_of_event(old, new):
    lines = []
    if _hours(old) != _hours(new):
        lines.append(_line(partial(_new_day, old, new)))
    if (old.venue, old.address) != (new.venue, new.address):
        lines.append(_line(partial(_new_place, old, new)))
    return lines


def _lines_of(old, new, workshops, *, hours=False):
    """Of a slot or a workshop: what it is called, its hours (of a slot), its room."""
    lines = []
    if old.title_fr != new.title_fr:
        lines.append(_line(partial(_new_title, old, new), workshops))
    if hours:
        lines.append(_line(partial(_new_hours, old, new), workshops))
    if old.room != new.room:
        lines.append(_line(partial(_new_room, old, new), workshops))
    return lines


def _line(words, workshops=()):
    texts = {}
    for language in ("fr", "en"):
        with translation.override(language):
            texts[language] = words()
    return texts | {"workshops": list(workshops)}


def _new_day(old, new):
    return _("New day or hours: %(now)s (before: %(before)s).") % {"now": _span(new), "before": _span(old)}


def _new_place(old, new):
    return _("New place: %(now)s (before: %(before)s).") % {"now": _place(new), "before": _place(old)}


def _new_title(old, new):
    return _("“%(before)s” is now called “%(now)s”.") % {"before": old.title, "now": new.title}


def _new_hours(old, new):
    names = {"title": new.title, "now": _span(new), "before": _span(old)}
    return _("“%(title)s”, new hours: %(now)s (before: %(before)s).") % names


def _new_room(old, new):
    names = {"title": new.title, "now": new.room, "before": old.room}
    if not new.room:
        return _("“%(title)s” is no longer in %(before)s; the new room will be shown on site.") % names
    if not old.room:
        return _("“%(title)s”, room: %(now)s.") % names
    return _("“%(title)s”, new room: %(now)s (before: %(before)s).") % names


def _gone(slot):
    return _("“%(title)s” is no longer in the programme.") % {"title": slot.title}


def _place(event):
    return ", ".join(filter(None, [event.venue, event.address]))


def _span(row):
    """Day and hours, as far as they are known, in the active language."""
    if row.starts_at is None:
        return _("not known yet")
    names = {
        "day": date_format(timezone.localtime(row.starts_at), "l j F Y"),
        "start": hours.hour(row.starts_at),
    }
    if row.ends_at is None:
        return _("%(day)s, from %(start)s") % names
    names["end"] = hours.hour(row.ends_at)
    if timezone.localdate(row.starts_at) != timezone.localdate(row.ends_at):
        names["last_day"] = date_format(timezone.localtime(row.ends_at), "l j F Y")
        return _("%(day)s, %(start)s, to %(last_day)s, %(end)s") % names
    return _("%(day)s, %(start)s to %(end)s") % names
