"""One mail a day, at eight in Paris, for those who asked for it: what was held since the last one."""

from itertools import groupby

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal import schedule
from portal.schedule.services import wake_worker

from .messages import Mail, absolute
from .models import Notice
from .registry import Category, builder_of, mail
from .routing import Way, route

HOUR = 8  # in Paris


@schedule.every(minutes=1)
def send_todays_digests():
    """Writes the digests of the day once it is eight."""
    write_digests(timezone.localtime())


def write_digests(now):
    """Writes one digest for each person with something held before eight of the day of `now`; returns how many."""
    eight = now.replace(hour=HOUR, minute=0, second=0, microsecond=0)
    if now < eight:
        return 0
    waiting = Notice.objects.held().filter(held_at__lt=eight).order_by().values_list("person_id", flat=True)
    people = get_user_model()._default_manager.in_bulk([pk for pk in waiting.distinct() if pk])
    return sum(_write_digest(person, eight) for person in people.values())


@transaction.atomic
def _write_digest(person, eight):
    """Binds what is held to one notice a person and day: whatever is killed or run twice, nothing is told twice."""
    day = timezone.localdate(eight).isoformat()
    digest, is_new = Notice.objects.get_or_create(
        key=f"notices-digest:{person.pk}:{day}",
        defaults={
            "kind": "notices_digest",
            "person": person,
            "address": person.email,
            "language": person.language,
            "next_attempt_at": timezone.now(),
            "read_at": timezone.now(),
        },
    )
    if not is_new:  # what was committed a moment too late for it waits for tomorrow's
        return False
    Notice.objects.held().filter(person=person, held_at__lt=eight).update(digest=digest)
    transaction.on_commit(wake_worker)
    return True


@mail("notices_digest", category=Category.DIGEST)
def notices_digest(notice):
    """What still matters of what was held, by project: not what was read meanwhile, is settled or no longer theirs."""
    held = notice.digested.filter(person=notice.person).unread().order_by("pk")
    lines = [line for one in held if (line := _line(one))]
    if not lines:
        return None
    groups = [(title, list(found)) for title, found in groupby(sorted(lines, key=_group), _group)]
    subject = ngettext("Summary of the day: %(number)s message", "Summary of the day: %(number)s messages", len(lines))
    return Mail(
        subject=subject % {"number": len(lines)},
        template="emails/notices_digest",
        context={"groups": groups, "number": len(lines)},
    )


def _group(line):
    return line["group"] or _("Others")


def _line(held):
    found = route(held)
    if found.way in (Way.DROP, Way.BELL):
        return None
    written = builder_of(held.kind)(held)
    if written is None:
        return None
    group = found.scope.title if found.scope else ""
    return {"group": group, "title": str(written.subject), "link": absolute(written.path), "at": held.created_at}
