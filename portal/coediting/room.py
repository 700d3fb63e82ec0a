"""A document open in this worker: its text, its sockets, and the batches between them.

The order is the promise: integrate, commit, then pass on and acknowledge. Everything happens in the room's one task,
turn by turn, so nothing that is not committed is ever answered to anybody.
"""

import asyncio
import logging

from django.db import Error as DatabaseFailure  # also InterfaceError: a connection that is gone

from . import codes, mentions, messages, presence, store
from .batch import Batch
from .device import device_key
from .intake import Intake
from .kinds import COMMENT, WRITE
from .limits import NEARLY_FULL
from .live import Broken
from .messages import Close, Code
from .models import Document
from .replica import ON_ITS_WAY, Replica
from .schema import SCHEMA_VERSION
from .updates import write_state

logger = logging.getLogger(__name__)

BATCH = 0.03  # seconds: what several people type meanwhile is one commit, and one frame for each peer
MOMENT = 0.005  # seconds: the messages of one key press come together
IDLE = 30.0  # seconds an empty room is kept, for those who reload the page


class Room:
    """One per document and worker. `worker` offers writer, in_thread, relay, compact and forget."""

    def __init__(self, worker, document_id):
        self.worker, self.document_id = worker, document_id
        self.sockets: set = set()
        self.arrivals: list = []
        self.presence = presence.Presence()
        self.presence_asked: set = set()  # sockets, or None for another worker
        self.named: dict = {}  # mentions that are committed and not told yet: public id of a person, by whom
        self.talk: int | None = None  # how often its comments changed; None: not asked yet
        self.last_turn = 0.0
        self.told_full = 0  # hundredths of the limit that everybody was told of
        self.wake = asyncio.Event()
        self.closing: Close | None = None
        self.replica = Replica(worker, document_id, self.pass_on)
        self.intake = Intake(worker, document_id, self.replica)
        self.task = asyncio.create_task(self.run())

    # --- What others call: each only notes something, and wakes the room --------------------------

    def join(self, socket):
        """A socket that may read; it is greeted at the next turn."""
        self.sockets.add(socket)
        self.arrivals.append(socket)
        self.wake.set()

    def leave(self, socket):
        """A socket that is gone; what it sent is still committed."""
        self.sockets.discard(socket)
        self.presence_asked.discard(socket)
        self.presence.leave(socket)
        self.wake.set()

    def receive(self, socket, message):
        """A sync message."""
        self.intake.receive(socket, message)
        self.wake.set()

    def hear(self, socket, body):
        """Presence. Raises Malformed."""
        self.presence.hear(socket, socket.name, body)
        self.wake.set()

    def ask_presence(self, asker):
        """Somebody (None: another worker) wants to know who is here."""
        self.presence_asked.add(asker)
        self.wake.set()

    def greet_again(self, socket):
        """Its mode changed."""
        self.arrivals.append(socket)
        self.wake.set()

    def hear_news(self, epoch, first, last, change):
        """What another worker committed; the change may be left out."""
        if self.replica.hear_news(epoch, first, last, change):
            self.wake.set()

    def hear_from_afar(self, worker, body):
        """Presence in another worker. Raises Malformed."""
        self.presence.hear_from_afar(worker, body)
        self.wake.set()

    def hear_of(self, epoch, last, size, talk):
        """What the table says of the document, every second: epoch, last number, bytes, and changes of its comments."""
        self.pass_talk_on(talk)
        if self.presence.forget_silent():
            self.wake.set()
        if self.replica.text is None:
            return
        if epoch != self.replica.epoch:
            self.close(Close(Code.OTHER_EPOCH, "the text was replaced"))
            return
        self.replica.size = size  # smaller after a compaction, here or in another worker
        self.tell_how_full()
        if last > self.replica.highest:
            wait = ON_ITS_WAY if self.worker.relay.hears else 0
            asyncio.get_running_loop().call_later(wait, self.read_up_to, last)
        elif self.replica.text.wants_codes or self.named:  # the database did not answer when it was asked
            self.wake.set()

    def read_up_to(self, last):
        """The table has this number; it is read there unless it was heard meanwhile."""
        if last > self.replica.highest:
            self.replica.highest = last
            self.wake.set()

    def pass_talk_on(self, talk):
        """Tells every page that comments changed."""
        if talk != self.talk:
            self.talk = talk
            for socket in self.sockets:
                if socket.is_greeted:
                    socket.tell(messages.talk(talk))

    def close(self, close: Close):
        """Ends the room after what is in it is committed; every socket is closed with `close`."""
        self.closing = self.closing or close
        self.wake.set()

    # --- The room's life --------------------------------------------------------------------------

    async def run(self):
        """Loads once, then turn after turn until it was told to close, or nobody came for a while."""
        end = Close(Code.TRY_LATER, "the document could not be kept open")
        try:
            await self.replica.load()
            self.intake.begin()
            await self.find_untold()
            while not self.closing and await self.something_to_do():
                await self.turn()
            if self.closing:
                end = self.closing
                if end.code == Code.RESTART:
                    await self.turn()
        except Close as close:
            end = close
        except Document.DoesNotExist:
            end = Close(Code.NO_DOCUMENT)
        except (DatabaseFailure, store.Gap, Broken):
            logger.exception("Document %s was closed: nobody was told that something is saved which is not.", self)
        finally:
            # From here on a newcomer gets a new room, which reads the table.
            self.worker.forget(self)
            for socket in list(self.sockets):
                socket.close(end.code, end.reason)
            self.replica.drop()

    def __str__(self):
        return str(self.document_id)

    async def something_to_do(self) -> bool:
        """Waits for something; False when the room was empty for a while (decided and forgotten in one step)."""
        while not self.wake.is_set():
            try:
                async with asyncio.timeout(IDLE):
                    await self.wake.wait()
            except TimeoutError:
                if not self.sockets and not self.wake.is_set():
                    self.worker.compact(self.replica, at_rest=True)
                    return False
        return True

    async def turn(self):
        """One batch: gather, integrate, commit; then pass on, acknowledge, greet, answer."""
        if not self.closing:
            await self.gather()
        self.wake.clear()
        await self.replica.read_news()
        batch = Batch()
        await self.intake.take_in(batch)
        if batch.changes:
            await self.replica.commit(batch)
            self.worker.compact(self.replica, at_rest=self.replica.hundredths >= 100 * NEARLY_FULL)
        self.tell_how_full()
        for socket in batch.heard:
            socket.acknowledge()
        self.greet()
        for socket, vector in batch.asked.items():
            socket.send(messages.step_2(self.replica.text.doc.get_update(vector)))
        self.pass_presence_on()
        if self.replica.text.wants_codes:
            await self.give_codes()
        self.named.update(batch.named)
        if self.named:
            await self.tell_named()

    async def gather(self):
        """Lets a batch come together: a moment after a silence, longer where the turns follow each other."""
        loop = asyncio.get_running_loop()
        await asyncio.sleep(max(MOMENT, self.last_turn + BATCH - loop.time()))
        self.last_turn = loop.time()

    # --- Text -------------------------------------------------------------------------------------

    async def give_codes(self):
        """Gives codes to what this turn brought, as a change of the server's own; asked again where that failed."""
        text = self.replica.text
        elements, borne = text.borne_codes()
        try:
            given = await self.worker.in_thread(codes.ask, self.document_id, borne)
        except DatabaseFailure as error:
            logger.warning("No codes could be given in document %s: %s", self, error)
            return
        change = text.write_codes(elements, given)
        if change is not None:
            await self.replica.commit_own(change)

    async def find_untold(self):
        """Looks for people who are named and whom nobody told: a server may have stopped between commit and notice."""
        replica, in_thread = self.replica, self.worker.in_thread
        if replica.may_name:
            named = await in_thread(mentions.named_since, self.document_id, replica.epoch, replica.snapshot_seq)
            counts = dict(mentions.Named(replica.text.doc).counts)
            self.named |= await in_thread(mentions.untold, self.document_id, named, counts)

    async def tell_named(self):
        """Tells people that they are named, by their real name; who may not read the text becomes plain words."""
        text = self.replica.text
        found = mentions.Named(text.doc)
        named = {person: author for person, author in self.named.items() if person in found.counts}
        try:
            names = await self.worker.in_thread(
                mentions.settle, self.document_id, named, dict(found.counts), found.words()
            )
        except DatabaseFailure as error:
            logger.warning("Who is named in document %s could not be told: %s", self, error)
            return
        self.named.clear()
        change = text.change(lambda: found.write(names))
        if change is not None:
            await self.replica.commit_own(change)

    def pass_on(self, change, *, but=None):
        """One frame for each peer."""
        frame = messages.update(change)
        for socket in self.sockets:
            if socket is not but and socket.is_greeted:
                socket.send(frame)

    def greet(self):
        """Tells newcomers what they may do and asks for what they bring."""
        arrivals, self.arrivals = self.arrivals, []
        for socket in arrivals:
            if socket.epoch != self.replica.epoch:
                socket.close(Code.OTHER_EPOCH)
                continue
            socket.is_greeted = True
            person = device_key(socket.person_id)
            socket.tell(messages.opened(socket.mode, self.replica.epoch, SCHEMA_VERSION, person=person))
            if self.replica.hundredths >= 100 * NEARLY_FULL:
                socket.tell(self.replica.how_full())
            if self.talk is not None:
                socket.tell(messages.talk(self.talk))
            if socket.mode in (WRITE, COMMENT):
                socket.send(messages.step_1(write_state(self.replica.text.clocks)))
            self.presence_asked.add(socket)
            self.worker.relay.publish(self.document_id, {"ask": True})

    def tell_how_full(self):
        """Warns before the limit is reached, once for each hundredth."""
        if self.replica.hundredths >= 100 * NEARLY_FULL and self.replica.hundredths > self.told_full:
            for socket in self.sockets:
                if socket.is_greeted:
                    socket.tell(self.replica.how_full())
        self.told_full = self.replica.hundredths

    # --- Presence ---------------------------------------------------------------------------------

    def pass_presence_on(self):
        """After the text: who came, moved or left since the last turn, each once; then those who asked."""
        news = self.presence.take_news()
        if news:
            for socket in self.sockets:
                socket.send_presence([state[:3] for state in news if state[3] is not socket])
            ours = [state[:3] for state in news if not isinstance(state[3], str)]
            if ours:
                self.worker.relay.publish(self.document_id, {"presence": presence.write(ours)})
        asked, self.presence_asked = self.presence_asked, set()
        for asker in asked:
            if asker is not None:
                asker.send_presence(self.presence.everybody(but=asker))
            else:
                ours = self.presence.everybody_here()
                self.worker.relay.publish(self.document_id, {"presence": presence.write(ours)})
