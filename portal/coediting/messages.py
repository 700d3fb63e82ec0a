"""The messages on a document's socket: y-websocket's, and ours from 100 on for those who asked (`?ext=1`).

| type | direction | content |
| --- | --- | --- |
| 0, 0 | both | sync step 1: a state vector; answered by step 2 |
| 0, 1 | both | sync step 2: an update |
| 0, 2 | both | an update |
| 1 | both | presence (y-protocols' awareness) |
| 3 | from the client | asks for everybody's presence |
| 100 | to the client | JSON: mode ("write", "comment", "read"), epoch, schema, person; also when it changes |
| 101 | to the client | how many of this connection's messages 0, 1 and 0, 2 are committed, counted from 1 |
| 102 | to the client | JSON: reason ("schema", "suggestion", "malformed", "full": a close follows; "read-only") |
| 103 | to the client | JSON: used, limit (bytes): the document is nearly full; after each further hundredth |
| 110 | to the client | the document's comments changed: how often so far; at the opening too |

101 waits for the connection's first 0, 1: what was typed while away comes before what is typed now.
"""

import json
from dataclasses import dataclass
from enum import IntEnum

from .encoding import Malformed, Reader, var_bytes, var_string, var_uint


class Kind(IntEnum):
    """The first number of a message."""

    SYNC = 0
    PRESENCE = 1
    AUTH = 2
    ASK_PRESENCE = 3
    OPENED = 100
    SAVED = 101
    REFUSED = 102
    SIZE = 103
    TALK = 110


class Sync(IntEnum):
    """The second number of a sync message."""

    STEP_1 = 0
    STEP_2 = 1
    UPDATE = 2


class Code(IntEnum):
    """Why a socket is closed."""

    RESTART = 1012
    TRY_LATER = 1013
    MALFORMED = 4400
    NOT_LOGGED_IN = 4401
    NO_RIGHT = 4403
    NO_DOCUMENT = 4404
    OTHER_EPOCH = 4409
    TOO_LARGE = 4413
    TOO_FAST = 4429


class Close(Exception):
    """The socket is to be closed with `code`; `reason` is for whoever reads the logs of a client."""

    def __init__(self, code: Code, reason: str = ""):
        super().__init__(code, reason)
        self.code, self.reason = code, reason


@dataclass(frozen=True)
class Message:
    """A client's message: `sync` is None unless it is a sync message; `body` is what it carries."""

    kind: Kind
    sync: Sync | None
    body: bytes


def read(frame: bytes) -> Message:
    """A client's frame. Raises Malformed for anything but the types above."""
    reader = Reader(frame)
    kind = reader.var_uint()
    if kind == Kind.SYNC:
        sync = reader.var_uint()
        if sync not in (Sync.STEP_1, Sync.STEP_2, Sync.UPDATE):
            raise Malformed("a sync message of no known type")
        message = Message(Kind.SYNC, Sync(sync), reader.var_bytes())
    elif kind == Kind.PRESENCE:
        message = Message(Kind.PRESENCE, None, reader.var_bytes())
    elif kind == Kind.ASK_PRESENCE:
        message = Message(Kind.ASK_PRESENCE, None, b"")
    else:
        raise Malformed("a message of no known type")
    if not reader.at_end:
        raise Malformed("more than a message")
    return message


def step_1(state: bytes) -> bytes:
    """Asks the client for what it has beyond `state`."""
    return bytes((Kind.SYNC, Sync.STEP_1)) + var_bytes(state)


def step_2(update: bytes) -> bytes:
    """Answers a step 1."""
    return bytes((Kind.SYNC, Sync.STEP_2)) + var_bytes(update)


def update(change: bytes) -> bytes:
    """Passes a change on."""
    return bytes((Kind.SYNC, Sync.UPDATE)) + var_bytes(change)


def presence(states: bytes) -> bytes:
    """Passes presence on."""
    return bytes((Kind.PRESENCE,)) + var_bytes(states)


NOBODY = presence(var_uint(0))  # a sign of life: y-websocket reconnects after 30 s without a message


def opened(mode: str, epoch: int, schema: int, *, person: str = "") -> bytes:
    """Tells the page what it may do, and under which account (as its device knows it)."""
    told = {"mode": mode, "epoch": epoch, "schema": schema, "person": person}
    return var_uint(Kind.OPENED) + var_string(json.dumps(told))


def saved(count: int) -> bytes:
    """Tells the page how many of its changes are committed."""
    return var_uint(Kind.SAVED) + var_uint(count)


def size(used: int, limit: int) -> bytes:
    """Tells the page how full the document is, once it is nearly full."""
    return var_uint(Kind.SIZE) + var_string(json.dumps({"used": used, "limit": limit}))


def refused(reason: str) -> bytes:
    """Tells the page why a change was not taken."""
    return var_uint(Kind.REFUSED) + var_string(json.dumps({"reason": reason}))


def talk(changes: int) -> bytes:
    """Tells the page how often the document's comments changed: another number than it shows is to be fetched."""
    return var_uint(Kind.TALK) + var_uint(changes)
