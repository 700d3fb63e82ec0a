"""What a device at the door sends and what a QR code says, read and checked."""

import json
import re
import uuid
from datetime import UTC, datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from .actions import Scan, check_in, let_in, undo_check_in
from .enums import DoorAnswers
from .refusals import RegistrationRefused

MOST_AT_ONCE = 200
DOOR_LETTERS = 60
LAST_MOMENT = 4_102_444_800_000  # the year 2100: what lies beyond is no time
TICKET = re.compile(r"([\w-]{22})\.([\w-]{22})\Z", re.ASCII)
ACTS = {"in": check_in, "undo": undo_check_in, "let_in": let_in}


class UnreadableScans(RegistrationRefused):
    """What was sent is not what our page sends."""

    def __init__(self):
        super().__init__(_("This could not be read."))


def read_ticket(event, text):
    """The person's identifier in a QR code's text, or the answer where it is none of this event.

    Returns (identifier, None) or (None, a DoorAnswers).
    """
    found = TICKET.match(text.strip())
    if found is None:
        return None, DoorAnswers.UNKNOWN
    if found[1] != event.public_id:
        return None, DoorAnswers.OTHER_EVENT
    return found[2], None


def read_scans(body):
    """(act, Scan) for each act of a device's JSON, in the order made, at most MOST_AT_ONCE; raises UnreadableScans.

    Moments are milliseconds by the device's clock. It says how far that was ahead of ours when it scanned, as far as
    it knew; where it does not, the clock it sends with (`now`) tells. No moment is later than this one.
    """
    received = timezone.now()
    try:
        sent = json.loads(body)
        clock = _moment(sent["now"]) - received
        return [_read(one, clock, received) for one in sent["scans"][:MOST_AT_ONCE]]
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise UnreadableScans from error


def _read(one, clock, received):
    ahead = clock if one.get("ahead") is None else timedelta(milliseconds=_whole(one["ahead"]))
    scan = Scan(
        person=str(one["person"]),
        at=min(_moment(one["at"]) - ahead, received),
        door=str(one.get("door", ""))[:DOOR_LETTERS],
        scan_id=uuid.UUID(one["id"]),
        device_ahead_by=round(ahead.total_seconds()),
    )
    return ACTS[one["act"]], scan


def _moment(milliseconds):
    return datetime.fromtimestamp(_whole(milliseconds) / 1000, tz=UTC)


def _whole(number):
    if not isinstance(number, int) or abs(number) > LAST_MOMENT:
        raise ValueError(number)
    return number
