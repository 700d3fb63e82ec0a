"""Saving the whole of an event from the back office's one form: what it says, its programme, its places."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from .actions.capacity import set_places
from .actions.inviting import mail_invitations
from .actions.lifecycle import log_status, refuse_status
from .actions.preparing import take_away, write_slot
from .changes import announced, record_change
from .models import Event, Slot, Workshop
from .permissions import can_change_any_event, can_create_event
from .places import lock_event
from .promises import refuse_keeping_longer
from .refusals import EventNotSaved, SavedMeanwhile
from .versions import version_of_event


@dataclass
class PlannedSlot:
    """A slot of the programme, new or changed: its workshops with how many places each has, and those taken away."""

    slot: Slot
    workshops: list[tuple[Workshop, int]]
    removed: list[Workshop]


@transaction.atomic
def save_event(event, *, places, programme=(), removed=(), version="", tells=False, by):
    """Saves an event, new or changed, with its programme (`PlannedSlot`s; `removed`: slots) and its places.

    More places confirm at once the first in line; `tells` mails those whom a change of the announced programme touches.
    Returns how many that are. Raises TooFewPlaces, SavedMeanwhile, or EventNotSaved where it is not for `by` to do,
    somebody has chosen a workshop that would go, people would not learn of the new status, or their data would be kept
    longer than they were told.
    """
    if not (can_change_any_event(by) if event.pk else can_create_event(by)):
        raise EventNotSaved(_("The events are not yours to prepare."))
    before, status = None, ""
    if event.pk:
        before, status = announced(lock_event(event)), Event.objects.get(pk=event.pk).status
        if version and version != version_of_event(before.event):
            raise SavedMeanwhile
        refuse_status(event, status)
        refuse_keeping_longer(event)
    event.save()
    log_status(event, status, by=by)
    take_away(slots=removed)
    for planned in programme:
        planned.slot.event = event
        write_slot(planned.slot, workshops=planned.workshops, removed=planned.removed, by=by)
    set_places(event, places=places, by=by)
    mail_invitations(event)
    return record_change(before, tells=tells, by=by) if before else 0
