"""Making an event: what it says, its programme, its places."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from .actions import set_places
from .models import Slot, Workshop, WorkshopBooking
from .permissions import can_change_any_event, can_create_event
from .places import lock_event
from .refusals import RegistrationRefused


class EventNotSaved(RegistrationRefused):
    """The event cannot be saved as asked; nothing was changed."""


@dataclass
class PlannedSlot:
    """A slot of the programme, new or changed: its workshops with how many places each has, and those taken away."""

    slot: Slot
    workshops: list[tuple[Workshop, int]]
    removed: list[Workshop]


@transaction.atomic
def save_event(event, *, places, programme=(), removed=(), by):
    """Saves an event, new or changed, with its programme (`PlannedSlot`s; `removed`: slots) and its places.

    More places confirm at once the first in line. Raises TooFewPlaces, or EventNotSaved where it is not for `by` to do
    or somebody has chosen a workshop that would go.
    """
    if not (can_change_any_event(by) if event.pk else can_create_event(by)):
        raise EventNotSaved(_("The events are not yours to prepare."))
    if event.pk:
        lock_event(event)
    event.save()
    _take_away(removed, [workshop for planned in programme for workshop in planned.removed])
    workshop_places = []
    for planned in programme:
        planned.slot.event = event
        planned.slot.save()
        for workshop, number in planned.workshops:
            workshop.slot = planned.slot
            workshop.save()
            workshop_places.append((workshop, number))
    set_places(event, places=places, workshops=workshop_places, by=by)
    return event


def _take_away(slots, workshops):
    chosen = WorkshopBooking.objects.filter(workshop__in=workshops) | WorkshopBooking.objects.filter(slot__in=slots)
    first = chosen.select_related("workshop").first()
    if first is not None:
        text = _("“%(workshop)s” stays in the programme: people have chosen it.")
        raise EventNotSaved(text % {"workshop": first.workshop})
    Workshop.objects.filter(pk__in=[workshop.pk for workshop in workshops]).delete()
    Slot.objects.filter(pk__in=[slot.pk for slot in slots]).delete()
