"""Writing to those a list shows."""

import uuid

from django.db import transaction
from django.utils import timezone

from portal import notices

from ..models import GroupMessage
from ..recipients import recipients_of
from ..refusals import AlreadySent, NobodyToWriteTo, RecipientsChanged

KIND, PREVIEW_KIND = "event_message", "event_message_preview"


@transaction.atomic
def write_message(event, *, words, by, query="", message=None):
    """Keeps a message to the list `query`, or other `words` (subject_fr, body_fr, …) for one. Raises AlreadySent."""
    message = _unsent(message) if message else GroupMessage(event=event, query=query)
    for name, value in words.items():
        setattr(message, name, value)
    message.written_by, message.written_at = by, timezone.now()
    message.save()
    return message


@transaction.atomic
def send_message(message, *, expected, by):
    """Sends the message to everybody its list shows now, one mail a registration. Asked twice it sends nothing more.

    Raises NobodyToWriteTo, or RecipientsChanged where they are no longer `expected` people.
    """
    message = GroupMessage.objects.select_for_update(of=("self",)).select_related("event").get(pk=message.pk)
    if message.sent_at:
        return message
    reached = list(recipients_of(message)[0].values_list("pk", "reached_at", "language"))
    if not reached:
        raise NobodyToWriteTo
    if len(reached) != expected:
        raise RecipientsChanged(len(reached))
    message.sent_at, message.sent_to, message.written_by = timezone.now(), len(reached), by
    message.save(update_fields=["sent_at", "sent_to", "written_by"])
    letters = [
        (f"{KIND}:{message.pk}:{registration}", f"{registration}:{message.pk}", address, language)
        for registration, address, language in reached
    ]
    notices.send_many(KIND, letters)
    return message


def preview_message(message, *, language, by):
    """Sends the message to `by` alone, as somebody who reads that language would get it."""
    key = f"{PREVIEW_KIND}:{message.pk}:{uuid.uuid4()}"
    notices.send(PREVIEW_KIND, subject_id=message.pk, key=key, person=by, language=language)


@transaction.atomic
def drop_message(message):
    """Forgets a message that was not sent. Raises AlreadySent."""
    _unsent(message).delete()


def _unsent(message):
    message = GroupMessage.objects.select_for_update(of=("self",)).select_related("event").get(pk=message.pk)
    if message.sent_at:
        raise AlreadySent
    return message
