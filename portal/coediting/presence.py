"""Who is here and where their cursor stands: relayed, never stored, and only in one's own name."""

import json
import re
from time import monotonic

from .encoding import Malformed, Reader, var_string, var_uint
from .limits import CLIENTS_PER_SOCKET, PRESENCE_BYTES

GONE = "null"
MAX_STATES = 500
SILENCE = 40.0  # seconds; clients renew their state every fifteen
COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
COLOURS = ("color", "colorLight")


def read(body: bytes) -> list[tuple[int, int, str]]:
    """The (client, clock, JSON) of a message. Raises Malformed."""
    reader = Reader(body)
    count = reader.var_uint()
    if count > MAX_STATES:
        raise Malformed("too many people")
    states = [(reader.var_uint(), reader.var_uint(), reader.var_string()) for _ in range(count)]
    if not reader.at_end:
        raise Malformed("more than presence")
    return states


def write(states: list[tuple[int, int, str]]) -> bytes:
    """The body of a presence message."""
    return var_uint(len(states)) + b"".join(
        var_uint(client) + var_uint(clock) + var_string(text) for client, clock, text in states
    )


def in_own_name(text: str, name: str) -> str:
    """A client's state with the person's real name and a plain colour, whatever it says. Raises Malformed.

    Only what the editor shows is kept; what is left must be JSON that every browser can read.
    """
    if text == GONE:
        return GONE
    if len(text) > PRESENCE_BYTES:
        raise Malformed("too much presence")
    try:
        state = json.loads(text, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise Malformed("not JSON") from error
    if not isinstance(state, dict):
        raise Malformed("not a state")
    given = state.get("user")
    user = {"name": name}
    if isinstance(given, dict):
        user |= {key: given[key] for key in COLOURS if _is_colour(given.get(key))}
    kept = {"user": user}
    if "cursor" in state:
        kept["cursor"] = state["cursor"]
    try:
        return json.dumps(kept, allow_nan=False)
    except ValueError as error:  # 1e999 is read as infinity, for which JSON has no word
        raise Malformed("a number too large") from error


def _is_colour(value):
    return isinstance(value, str) and COLOUR.fullmatch(value) is not None


def _no_constant(name):
    raise ValueError(name)


class Presence:
    """The people of one room. Each client id belongs to the socket that brought it first.

    Clocks are counted here, from the client's own: somebody who reconnects with the clock under which they were
    announced as gone would otherwise stay unseen until the client renews it, fifteen seconds later.
    """

    def __init__(self):
        self.states: dict[int, tuple[int, str]] = {}  # client: clock, JSON, of everybody in the document
        self.owners: dict[int, object] = {}  # client: its socket here, or its worker
        self.heard: dict[int, int] = {}  # client: its own last clock
        self.news: dict[int, object] = {}  # client whose state is to be passed on: its owner
        self.at: dict[int, float] = {}  # client: when it was last heard

    def hear(self, socket, name: str, body: bytes) -> None:
        """Takes what a socket says of its own clients; what it says of others (y-websocket echoes them) is dropped.

        Raises Malformed.
        """
        for client, clock, text in read(body):
            owner = self.owners.get(client)
            if owner is not socket and client in socket.told:
                continue  # an echo of what we told it
            if owner is None or isinstance(owner, str):  # new, or known from a worker that may have died
                if text == GONE or sum(known is socket for known in self.owners.values()) >= CLIENTS_PER_SOCKET:
                    continue
            elif owner is not socket or (clock <= self.heard[client] and text != GONE):
                continue
            self.set(client, max(clock, self.clock_after(client)), in_own_name(text, name), owner=socket)
            self.heard[client] = clock

    def hear_from_afar(self, worker, body: bytes) -> None:
        """Takes what another worker says of its people."""
        for client, clock, text in read(body):
            if self.owners.get(client, worker) == worker and clock >= self.clock_after(client):
                self.set(client, clock, text, owner=worker)

    def set(self, client, clock, text, *, owner):
        """Notes a state, to be passed on at the end of the batch."""
        self.states[client] = (clock, text)
        self.news[client] = owner
        self.at[client] = monotonic()
        if text == GONE:
            self.owners.pop(client, None)
            self.heard.pop(client, None)
        else:
            self.owners[client] = owner

    def leave(self, owner) -> None:
        """Everybody this socket (or worker) brought is gone."""
        for client in [client for client, known in self.owners.items() if known == owner]:
            self.set(client, self.clock_after(client), GONE, owner=owner)

    def forget_silent(self) -> bool:
        """Takes those for gone whom nobody has renewed for a while (their worker died); True if there was one."""
        long_ago = monotonic() - SILENCE
        silent = [client for client in self.owners if self.at[client] < long_ago]
        for client in silent:
            self.set(client, self.clock_after(client), GONE, owner=self.owners[client])
        return bool(silent)

    def clock_after(self, client):
        """The next clock that the others have not seen."""
        return self.states[client][0] + 1 if client in self.states else 0

    def take_news(self) -> list[tuple[int, int, str, object]]:
        """What is to be passed on: client, clock, JSON, and whose it is; each client once, the last state."""
        news = [(client, *self.states[client], owner) for client, owner in self.news.items()]
        self.news = {}
        if len(self.states) > MAX_STATES:  # forget the clocks of those long gone
            self.states = {client: state for client, state in self.states.items() if state[1] != GONE}
            self.at = {client: self.at[client] for client in self.states}
        return news

    def everybody_here(self) -> list[tuple[int, int, str]]:
        """The states of those who are connected to this worker."""
        return [
            (client, clock, text)
            for client, (clock, text) in self.states.items()
            if not isinstance(self.owners.get(client), str | None)
        ]

    def everybody(self, *, but=None) -> list[tuple[int, int, str]]:
        """The states of all who are here, without those of `but`."""
        return [
            (client, clock, text)
            for client, (clock, text) in self.states.items()
            if text != GONE and self.owners.get(client) is not but
        ]
