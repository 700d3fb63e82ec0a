"""The list a device at the door carries with it: compact rows, and what changed since the last time it asked.

A row is [identifier, last name, first name, organisation, state, [workshop, …], came in at, door]: the state one
letter, workshops by number, the moment in milliseconds (0: has not come). No addresses.
"""

import hashlib
import json
from datetime import UTC, datetime, timedelta

from django.utils import timezone

from .enums import RegistrationStatus
from .models import CheckIn, Registration, Workshop, WorkshopBooking

STATES = {
    RegistrationStatus.CONFIRMED: "c",
    RegistrationStatus.WAITING: "w",
    RegistrationStatus.OFFERED: "o",
    RegistrationStatus.CANCELLED: "x",
}
FIELDS = ["pk", "public_id", "last_name", "first_name", "organisation", "status"]
HAS_NOT_COME = (0, "")
MOST_IN_A_QUERY = 500
# A change is dated when it is made and seen when its transaction ends: what is this young is told once more.
OVERLAP = timedelta(seconds=20)


def milliseconds(moment):
    """A moment as devices count it."""
    return round(moment.timestamp() * 1000)


def now():
    """This moment, as devices count it."""
    return milliseconds(timezone.now())


def whole_list(event):
    """Everybody, with the titles of the workshops by number; `version` is what to ask the changes since."""
    version = now()
    workshops = {workshop.pk: workshop.title for workshop in Workshop.objects.filter(slot__event=event)}
    found = Registration.objects.filter(event=event, erased_at=None)
    return {"version": version, "workshops": workshops, "people": rows(found)}


def changes_since(event, version):
    """The rows that changed since `version`, which a list or an earlier answer gave."""
    asked_at = now()
    since = datetime.fromtimestamp(version / 1000, tz=UTC) - OVERLAP
    found = Registration.objects.filter(event=event, transitions__at__gte=since).distinct()
    return {"version": asked_at, "people": rows(found)}


def fingerprint(content):
    """Changes with what a whole list says, whenever it was asked for."""
    said = json.dumps([content["workshops"], sorted(content["people"])])
    return hashlib.blake2b(said.encode(), digest_size=16).hexdigest()


def rows(registrations):
    """The rows of these registrations, in three queries, or one where there are none."""
    people = registrations.order_by().values_list(*FIELDS)
    people = list(people)
    if not people:
        return []
    few = len(people) <= MOST_IN_A_QUERY
    chosen = [person[0] for person in people] if few else registrations.order_by().values("pk")
    came = CheckIn.objects.standing().filter(registration__in=chosen).order_by()
    came = {pk: (milliseconds(at), door) for pk, at, door in came.values_list("registration", "at", "door")}
    workshops = _workshops(chosen)
    return [_row(person, workshops, came.get(person[0], HAS_NOT_COME)) for person in people]


def rows_after(passages):
    """The rows of those whom these passages were about, as they are now; in one query: it is what a door waits for."""
    latest = {passage.registration.pk: passage for passage in passages if passage.registration}
    workshops = _workshops(list(latest)) if latest else {}
    return [
        _row(
            [getattr(passage.registration, name) for name in FIELDS],
            workshops,
            (milliseconds(passage.check_in.at), passage.check_in.door) if passage.check_in else HAS_NOT_COME,
        )
        for passage in latest.values()
    ]


def _row(person, workshops, came):
    pk, public_id, last, first, organisation, status = person
    return [public_id, last, first, organisation, STATES[status], workshops.get(pk, []), *came]


def _workshops(registrations):
    held = WorkshopBooking.objects.held().filter(registration__in=registrations).order_by("slot__starts_at", "pk")
    found = {}
    for pk, workshop in held.values_list("registration", "pool__workshop"):
        found.setdefault(pk, []).append(workshop)
    return found
