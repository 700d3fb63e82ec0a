"""What came in one turn of a room: one commit, and one frame for each peer."""

from collections import ChainMap

from .encoding import Malformed
from .kinds import WRITE
from .messages import Sync
from .updates import examine, together


class Batch:
    """What came in one turn."""

    def __init__(self):
        self.changes: list = []  # (socket, change)
        self.heard: set = set()
        self.asked: dict = {}  # socket: its state vector
        self.named: dict = {}  # public id of a person: who mentioned them
        self.size = 0  # bytes

    def add(self, socket, change):
        """Something that was accepted."""
        self.changes.append((socket, change))
        self.size += len(change)

    def by_author(self):
        """One update for each author: nobody can have built on what is not passed on yet, so their order is free."""
        found: dict = {}
        for socket, change in self.changes:
            found.setdefault(socket.person_id, []).append(change)
        return [(author, together(changes)) for author, changes in found.items()]

    def merged(self):
        """All of it as one update."""
        return together([change for _, change in self.changes])

    def only_socket(self):
        """The socket that sent all of it, which need not hear it again; or None."""
        senders = {socket for socket, _ in self.changes}
        return senders.pop() if len(senders) == 1 else None


class Typing:
    """Frames that only add, each to what is there after those before it: applied together, stored as they were sent.

    Most frames are of this kind. Looked at one by one, they cost a server twice as much.
    """

    def __init__(self):
        self.frames: list = []  # (socket, message)
        self.extents: list = []
        self.size = 0  # bytes
        self._clocks: dict[int, int] = {}

    @property
    def updates(self):
        """What they bring."""
        return [message.body for _, message in self.frames]

    def takes(self, socket, message, clocks, owners) -> bool:
        """Adds a frame if it is of this kind; `clocks` are the text's, without the frames here."""
        if message.sync != Sync.UPDATE or socket.mode != WRITE or socket.is_behind:
            return False
        try:
            extent = examine(message.body)
            owners.check(socket.person_id, extent, clocks)
        except Malformed:
            return False
        if not extent.is_new_to(ChainMap(self._clocks, clocks)):
            return False
        self._clocks |= extent.ends
        self.frames.append((socket, message))
        self.extents.append(extent)
        self.size += len(message.body)
        return True

    def who_wrote(self, words: str):
        """The key of the person whose frame holds `words`, or None."""
        written = words.encode()
        return next((socket.person_id for socket, message in self.frames if written in message.body), None)
