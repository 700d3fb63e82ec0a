"""What becomes of an event as a whole: announced, put away, called off. Each change is one line of its log."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ..enums import EventStatus
from ..history import tell_many
from ..models import EventTransition
from ..permissions import can_manage_event
from ..places import lock_event
from ..refusals import EventNotSaved, NotYoursToPrepare
from .inviting import mail_invitations


@transaction.atomic
def change_status(event, status, *, by):
    """Announces an event, takes the announcement back or puts the event away. Asked twice it changes nothing.

    Raises EventNotSaved where people who are registered would be left in the dark: for them it is called off.
    """
    if not can_manage_event(by, event):
        raise NotYoursToPrepare
    event = lock_event(event)
    if event.status == status:
        return event
    _refuse_leaving_people(event, status)
    _move(event, status, by=by)
    if status == EventStatus.PUBLISHED:
        mail_invitations(event)
    return event


@transaction.atomic
def call_off(event, *, because_fr="", because_en="", by):
    """Calls off an announced event and tells everybody who is registered, once; their registrations stay as they are.

    Asked twice it changes nothing. Raises EventNotSaved for what is not announced or already over.
    """
    if not can_manage_event(by, event):
        raise NotYoursToPrepare
    event = lock_event(event)
    if event.status == EventStatus.CANCELLED:
        return event
    if event.status != EventStatus.PUBLISHED or event.ends_at <= timezone.now():
        raise EventNotSaved(_("Only what is announced and not over can be called off."))
    event.cancelled_because_fr, event.cancelled_because_en = because_fr, because_en
    _move(event, EventStatus.CANCELLED, by=by, also=["cancelled_because_fr", "cancelled_because_en"])
    people = event.registrations.active().select_related("registered_by")
    tell_many(people, "registration_event_cancelled", occasion="called-off")
    return event


def log_status(event, before, *, by):
    """Writes one line of the event's log, where its status is another than `before`."""
    if event.status != before:
        EventTransition.objects.create(event=event, from_status=before, to_status=event.status, by=by)


def refuse_status(event, before):
    """Refuses what `change_status` would refuse, for an event on which the new status is already set."""
    wanted, event.status = event.status, before
    try:
        if wanted != before:
            _refuse_leaving_people(event, wanted)
    finally:
        event.status = wanted


def _move(event, status, *, by, also=()):
    before, event.status = event.status, status
    event.save(update_fields=["status", *also])
    log_status(event, before, by=by)


def _refuse_leaving_people(event, status):
    if status == EventStatus.CANCELLED:
        raise EventNotSaved(_("An event is called off on its own screen, with a word to those who are registered."))
    if event.status == EventStatus.CANCELLED and status != EventStatus.ARCHIVED:
        raise EventNotSaved(_("This event was called off and people were told: duplicate it to hold it after all."))
    is_coming = event.status == EventStatus.PUBLISHED and event.ends_at > timezone.now()
    if is_coming and event.registrations.active().exists():
        raise EventNotSaved(_("People are registered for this event: call it off rather, so that they are told."))
