"""Writing a notice, with its task, in the caller's transaction."""

import uuid

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from portal.schedule.services import wake_worker

from .models import Notice
from .registry import builder_of

# Somebody waits in front of the screen for a login code: it goes before a thousand registrations' mails.
PRIORITY_OF_CODES = 50


def send(kind, *, key, subject_id="", person=None, to="", language=""):
    """Tells `person` (or the address `to`) something, once for each `key`.

    Address and language are the person's unless given. Without any address it only waits in the person's bell.
    Returns the notice; the earlier one where the key was already used. Raises KeyError for an unknown kind.
    """
    builder_of(kind)
    return _write(kind, key=key, subject_id=str(subject_id), person=person, to=to, language=language)


def send_rendered(*, to, subject, text, html="", key="", language="", person=None):
    """Sends a mail that is already written (login codes, confirmations of an address) through the same outbox."""
    key = key or f"rendered:{uuid.uuid4()}"
    content = {"subject": subject[:250], "text": text, "html": html or ""}
    return _write("rendered", key=key, person=person, to=to, language=language, read_at=timezone.now(), **content)


@transaction.atomic
def _write(kind, *, key, person, to, language, **fields):
    address = to or (person.email if person is not None else "")
    notice, is_new = Notice.objects.get_or_create(
        key=key,
        defaults={
            "kind": kind,
            "person": person,
            "address": address,
            "language": language or (person.language if person is not None else settings.LANGUAGE_CODE),
            "next_attempt_at": timezone.now(),
            **fields,
        },
    )
    if is_new:
        enqueue(notice)
    return notice


def enqueue(notice):
    """Puts the notice's task beside it; the worker of this process is woken at the commit."""
    from .tasks import deliver  # the task calls back into this module's floor

    deliver.using(priority=PRIORITY_OF_CODES if notice.kind == "rendered" else 0).enqueue(notice.pk)
    transaction.on_commit(wake_worker)


def mark_read(person, notices=None):
    """Empties the bell of `person`, of all or of the given notices."""
    rows = Notice.objects.filter(person=person).unread()
    if notices is not None:
        rows = rows.filter(pk__in=notices)
    return rows.update(read_at=timezone.now())
