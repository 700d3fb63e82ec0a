"""What people send into a room: each frame is examined, taken into the text by the rules of who sent it, or refused.

Nothing here commits or answers with text: what was accepted goes into the batch of the turn.
"""

from collections import deque

from . import kinds, messages
from .batch import Typing
from .encoding import Malformed
from .kinds import READ, WRITE
from .live import Broken, Overstepped
from .messages import Code, Sync
from .owners import Owners
from .replica import Replica
from .suggesting import Author
from .updates import examine, write_state


class Intake:
    """Of one room; `replica` is its text."""

    def __init__(self, worker, document_id, replica: Replica):
        self.worker, self.document_id, self.replica = worker, document_id, replica
        self.inbox: deque = deque()  # (socket, message), in the order they came
        self.owners: Owners | None = None  # once the text is loaded

    def begin(self):
        """The text is loaded."""
        self.owners = Owners(self.replica.text.doc.client_id)

    def receive(self, socket, message):
        """A sync message, for the next turn."""
        self.inbox.append((socket, message))

    async def take_in(self, batch):
        """Takes what has arrived into the text, typing as one step; what was accepted and asked goes into the batch."""
        typing = Typing()
        for _ in range(len(self.inbox)):
            socket, message = self.inbox.popleft()
            socket.done_with(message)
            if message.sync == Sync.STEP_1:
                batch.asked[socket] = message.body  # once a turn is enough for anybody
            elif not socket.was_cut and not typing.takes(socket, message, self.replica.text.clocks, self.owners):
                await self._integrate_typing(batch, typing)
                typing = Typing()
                await self._integrate(batch, socket, message)
        await self._integrate_typing(batch, typing)

    async def _integrate_typing(self, batch, typing):
        """Takes in frames that only add; one by one where something is wrong with any of them."""
        replica = self.replica
        if typing.frames and replica.has_room(batch.size + typing.size):
            try:
                replica.text.apply_together(typing.updates, typing.extents)
            except Broken as error:
                if len(typing.frames) == 1:  # then it is that one: applied again, it would cost the text twice
                    [(socket, _message)] = typing.frames
                    batch.heard.add(socket)
                    socket.refuse("schema", Code.MALFORMED, str(error))
                    typing.frames.clear()
                await self._rebuild(batch)
            else:
                for (socket, message), extent in zip(typing.frames, typing.extents, strict=True):
                    batch.add(socket, message.body)
                    self.owners.note(socket.person_id, extent, message.sync)
                    batch.heard.add(socket)
                    socket.taken += 1
                    socket.to_save = socket.taken
                batch.named.update({person: typing.who_wrote(person) for person in replica.text.take_named()})
                return
        for socket, message in typing.frames:
            if not socket.was_cut:
                await self._integrate(batch, socket, message)

    async def _integrate(self, batch, socket, message):
        """Takes one frame into the text; what it changed goes into the batch."""
        replica = self.replica
        batch.heard.add(socket)
        if socket.mode == READ:
            socket.refuse_reader()
            return
        socket.taken += 1
        try:
            extent = examine(message.body)
            if not replica.text.fits(extent):
                # Written on another worker, most likely, whose news have not come yet.
                await replica.catch_up()
            if not replica.text.fits(extent):
                self._ask_for_missing(socket)
                return
            await self._check_owners(socket, extent)
            # Who opens a full text answers with all that was ever deleted in it, and whoever deletes makes room.
            adds = not extent.is_in(replica.text.clocks)
            if adds and not replica.has_room(batch.size + len(message.body)):
                socket.refuse("full", Code.TOO_LARGE)
                return
            change = await self._apply(socket, message.body, extent)
        except Malformed as error:
            socket.refuse("malformed", Code.MALFORMED, str(error))
            return
        except Broken as error:
            reason = "suggestion" if isinstance(error, Overstepped) else "schema"
            socket.refuse(reason, Code.MALFORMED, str(error))
            await self._rebuild(batch)
            return
        if change is not None:
            batch.add(socket, change)
            self.owners.note(socket.person_id, extent, message.sync)
            batch.named.update(dict.fromkeys(replica.text.take_named(), socket.person_id))
        if message.sync == Sync.STEP_2:
            socket.is_behind = False  # it has sent all it has
        if not socket.is_behind:
            socket.to_save = socket.taken

    async def _rebuild(self, batch):
        """Makes the spoilt text anew; what the server writes in it then has another client id."""
        await self.replica.rebuild(batch)
        self.owners.people[self.replica.text.doc.client_id] = None

    async def _check_owners(self, socket, extent):
        """Raises Malformed for changes under somebody else's client id that are not in the table either."""
        try:
            self.owners.check(socket.person_id, extent, self.replica.text.clocks)
        except Malformed:
            await self.replica.catch_up()
            self.owners.check(socket.person_id, extent, self.replica.text.clocks)

    async def _apply(self, socket, update, extent):
        """Takes an update into the text by the rules of who sent it; returns what it changed. Raises Broken."""
        text = self.replica.text
        if socket.mode == WRITE:
            return text.apply(update, extent)
        author = Author(str(socket.person_id), socket.name)
        change, threads = text.apply_suggestion(update, extent, author)
        asked = (self.document_id, socket.person_id, threads)
        if threads and not await self.worker.in_thread(kinds.began_threads, *asked):
            raise Overstepped("a comment that is somebody else's")
        return change

    def _ask_for_missing(self, socket):
        """It builds on what we never got: its whole difference, which it sends next, brings this change again."""
        if not socket.is_behind:
            socket.is_behind = True
            socket.send(messages.step_1(write_state(self.replica.text.clocks)))
