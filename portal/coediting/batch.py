"""What came in one turn of a room: one commit, and one frame for each peer."""

from pycrdt import merge_updates


class Batch:
    """What came in one turn."""

    def __init__(self):
        self.changes: list = []  # (socket, change)
        self.heard: set = set()
        self.asked: dict = {}  # socket: its state vector
        self.named: dict = {}  # public id of a person: who mentioned them

    @property
    def size(self):
        """Its bytes."""
        return sum(len(change) for _, change in self.changes)

    def add(self, socket, change):
        """Something that was accepted."""
        self.changes.append((socket, change))

    def by_author(self):
        """One update for each author: nobody can have built on what is not passed on yet, so their order is free."""
        found: dict = {}
        for socket, change in self.changes:
            found.setdefault(socket.person_id, []).append(change)
        return [(author, merge_updates(*changes)) for author, changes in found.items()]

    def merged(self):
        """All of it as one update."""
        return merge_updates(*(change for _, change in self.changes))

    def only_socket(self):
        """The socket that sent all of it, which need not hear it again; or None."""
        senders = {socket for socket, _ in self.changes}
        return senders.pop() if len(senders) == 1 else None
