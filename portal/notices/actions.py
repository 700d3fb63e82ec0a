"""Writing notices in the caller's transaction. The rows are the outbox: `delivery` sends what is due."""

import uuid

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from portal.schedule.services import wake_worker

from .bells import ring
from .messages import plain_path
from .models import Notice, Urgency
from .registry import builder_of

# How many rows one statement writes.
A_STATEMENT = 500


def send(kind, *, key, subject_id="", person=None, to="", language=""):
    """Tells `person` (or the address `to`) something, once for each `key`.

    Address and language are the person's unless given. Without any address it only waits in the person's bell.
    Raises KeyError for an unknown kind.
    """
    builder_of(kind)
    _write([_notice(kind, key=key, subject_id=str(subject_id), person=person, to=to, language=language)])


@transaction.atomic
def send_many(kind, letters):
    """Tells many people something: `letters` are (key, subject_id, address, language), none of them without address.

    As `send` for each, with a few queries for hundreds, and behind what is told to one. Returns how many are new.
    Raises KeyError for an unknown kind.
    """
    builder_of(kind)
    letters, new = list(letters), 0
    for start in range(0, len(letters), A_STATEMENT):
        batch = letters[start : start + A_STATEMENT]
        known = set(Notice.objects.filter(key__in=[key for key, *_ in batch]).values_list("key", flat=True))
        rows = {
            key: _notice(kind, key=key, subject_id=str(subject_id), to=address, language=language, urgency=Urgency.MANY)
            for key, subject_id, address, language in batch
            if key not in known
        }
        _write(rows.values())
        new += len(rows)
    return new


def send_rendered(*, to, subject, text, html="", key="", language="", person=None):
    """Sends a mail that is already written (login codes, confirmations of an address) through the same outbox."""
    key = key or f"rendered:{uuid.uuid4()}"
    content = {"subject": subject[:250], "text": text, "html": html or ""}
    about = {"person": person, "to": to, "language": language, "read_at": timezone.now(), "urgency": Urgency.CODE}
    _write([_notice("rendered", key=key, **about, **content)])


def _notice(kind, *, person=None, to, language, **fields):
    return Notice(
        kind=kind,
        person=person,
        address=to or (person.email if person is not None else ""),
        language=language or (person.language if person is not None else settings.LANGUAGE_CODE),
        next_attempt_at=timezone.now(),
        **fields,
    )


def _write(notices):
    """Where a key is there already, or comes at the same moment from elsewhere, that row stands and is sent once.

    One statement, for every registration does this. The worker of this process is woken at the commit.
    """
    Notice.objects.bulk_create(notices, ignore_conflicts=True)
    transaction.on_commit(wake_worker)


def mark_read(person, notices=None):
    """Empties the bell of `person`, of all or of the given notices, in every window. Returns how many."""
    rows = Notice.objects.filter(person=person).unread()
    if notices is not None:
        rows = rows.filter(pk__in=notices)
    read = rows.update(read_at=timezone.now())
    if read:
        transaction.on_commit(lambda: ring([person.pk]))
    return read


def mark_opened(person, path, *, until):
    """Marks as read what leads to `path`, whose page the person has open; `until` is the last notice it knew of."""
    rows = Notice.objects.filter(person=person, pk__lte=until).unread().exclude(path="").values_list("pk", "path")
    return mark_read(person, [pk for pk, found in rows if plain_path(found) == plain_path(path)])


def drop(kind, *, subject_id):
    """Takes back what was told about something that is no longer so: out of the bells, and not mailed any more.

    Returns the people who had been told.
    """
    rows = Notice.objects.filter(kind=kind, subject_id=str(subject_id)).exclude(person=None).select_related("person")
    people = [notice.person for notice in rows]
    rows.unread().update(read_at=timezone.now())
    transaction.on_commit(lambda: ring([person.pk for person in people]))
    rows.filter(mailed_at=None).update(next_attempt_at=None)
    return people
