"""Whose are the client ids that changes are numbered by?

Somebody who writes under another's id takes the numbers that the other's next keystrokes will carry: those would be
taken for known, acknowledged, and be nowhere. So an id belongs to whoever was seen typing under it.
"""

from .encoding import Malformed
from .messages import Sync
from .updates import Extent


class Owners:
    """The ids that typed in one room, and the room's own."""

    def __init__(self, own: int):
        self.people: dict[int, object] = {own: None}

    def check(self, person, extent: Extent, known: dict[int, int]) -> None:
        """Raises Malformed where an update brings something new under the id of another person."""
        for client, end in extent.ends.items():
            if self.people.get(client, person) != person and end > known.get(client, 0):
                raise Malformed("somebody else's changes")

    def note(self, person, extent: Extent, sync: Sync) -> None:
        """Notes who typed. What comes at the opening (step 2) may hold others' changes: it makes nobody an owner."""
        if sync == Sync.UPDATE:
            for client in extent.ends:
                self.people.setdefault(client, person)
