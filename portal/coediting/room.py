"""A document open in this worker: its text, its sockets, and the batches between them.

The order is the promise: integrate, commit, then pass on and acknowledge. Everything happens in the room's one task,
turn by turn, so nothing that is not committed is ever answered to anybody.
"""

import asyncio
import logging
from collections import deque

from django.db import Error as DatabaseFailure  # also InterfaceError: a connection that is gone

from . import codes, kinds, mentions, messages, presence, store
from .batch import Batch, Typing
from .device import device_key
from .encoding import Malformed
from .kinds import COMMENT, READ, WRITE
from .limits import MAX_STATE, NEARLY_FULL
from .live import Broken, Overstepped
from .messages import Close, Code, Sync
from .models import Document
from .owners import Owners
from .replica import ON_ITS_WAY, Replica
from .schema import SCHEMA_VERSION
from .suggesting import Author
from .updates import examine, write_state

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
        self.inbox: deque = deque()  # (socket, message), in the order they came
        self.presence = presence.Presence()
        self.presence_asked: set = set()  # sockets, or None for another worker
        self.named: dict = {}  # mentions that are committed and not told yet: public id of a person, by whom
        self.talk: int | None = None  # how often its comments changed; None: not asked yet
        self.last_turn = 0.0
        self.told_full = 0  # hundredths of the limit that everybody was told of
        self.wake = asyncio.Event()
        self.closing: Close | None = None
        self.replica = Replica(worker, document_id, self.pass_on)
        self.owners: Owners | None = None  # once it is loaded
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
        self.inbox.append((socket, message))
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
            self.owners = Owners(self.replica.text.doc.client_id)
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
        await self.take_in(batch)
        if batch.changes:
            await self.replica.commit(batch)
            self.worker.compact(self.replica, at_rest=self.hundredths >= 100 * NEARLY_FULL)
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

    async def take_in(self, batch):
        """Takes what has arrived into the text, typing as one step."""
        typing = Typing()
        for _ in range(len(self.inbox)):
            socket, message = self.inbox.popleft()
            socket.done_with(message)
            if message.sync == Sync.STEP_1:
                batch.asked[socket] = message.body  # once a turn is enough for anybody
            elif not socket.was_cut and not typing.takes(socket, message, self.replica.text.clocks, self.owners):
                await self.integrate_typing(batch, typing)
                typing = Typing()
                await self.integrate(batch, socket, message)
        await self.integrate_typing(batch, typing)

    async def integrate_typing(self, batch, typing):
        """Takes in frames that only add; one by one where something is wrong with any of them."""
        replica = self.replica
        if replica.size + batch.size + typing.size <= MAX_STATE and typing.frames:
            try:
                replica.text.apply_together(typing.updates, typing.extents)
            except Broken as error:
                if len(typing.frames) == 1:  # then it is that one: applied again, it would cost the text twice
                    [(socket, _message)] = typing.frames
                    batch.heard.add(socket)
                    socket.refuse("schema", Code.MALFORMED, str(error))
                    typing.frames.clear()
                await self.rebuild(batch)
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
                await self.integrate(batch, socket, message)

    async def integrate(self, batch, socket, message):
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
                self.ask_for_missing(socket)
                return
            await self.check_owners(socket, extent)
            # Who opens a full text answers with all that was ever deleted in it, and whoever deletes makes room.
            adds = not extent.is_in(replica.text.clocks)
            if adds and replica.size + batch.size + len(message.body) > MAX_STATE:
                socket.refuse("full", Code.TOO_LARGE)
                return
            change = await self.apply(socket, message.body, extent)
        except Malformed as error:
            socket.refuse("malformed", Code.MALFORMED, str(error))
            return
        except Broken as error:
            reason = "suggestion" if isinstance(error, Overstepped) else "schema"
            socket.refuse(reason, Code.MALFORMED, str(error))
            await self.rebuild(batch)
            return
        if change is not None:
            batch.add(socket, change)
            self.owners.note(socket.person_id, extent, message.sync)
            batch.named.update(dict.fromkeys(replica.text.take_named(), socket.person_id))
        if message.sync == Sync.STEP_2:
            socket.is_behind = False  # it has sent all it has
        if not socket.is_behind:
            socket.to_save = socket.taken

    async def rebuild(self, batch):
        """Makes the spoilt text anew; what the server writes in it then has another client id."""
        await self.replica.rebuild(batch)
        self.owners.people[self.replica.text.doc.client_id] = None

    async def check_owners(self, socket, extent):
        """Raises Malformed for changes under somebody else's client id that are not in the table either."""
        try:
            self.owners.check(socket.person_id, extent, self.replica.text.clocks)
        except Malformed:
            await self.replica.catch_up()
            self.owners.check(socket.person_id, extent, self.replica.text.clocks)

    async def apply(self, socket, update, extent):
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

    def ask_for_missing(self, socket):
        """It builds on what we never got: its whole difference, which it sends next, brings this change again."""
        if not socket.is_behind:
            socket.is_behind = True
            socket.send(messages.step_1(write_state(self.replica.text.clocks)))

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
            if self.hundredths >= 100 * NEARLY_FULL:
                socket.tell(messages.size(self.replica.size, MAX_STATE))
            if self.talk is not None:
                socket.tell(messages.talk(self.talk))
            if socket.mode in (WRITE, COMMENT):
                socket.send(messages.step_1(write_state(self.replica.text.clocks)))
            self.presence_asked.add(socket)
            self.worker.relay.publish(self.document_id, {"ask": True})

    @property
    def hundredths(self):
        """How full the document is."""
        return 100 * self.replica.size // MAX_STATE

    def tell_how_full(self):
        """Warns before the limit is reached, once for each hundredth."""
        if self.hundredths >= 100 * NEARLY_FULL and self.hundredths > self.told_full:
            for socket in self.sockets:
                if socket.is_greeted:
                    socket.tell(messages.size(self.replica.size, MAX_STATE))
        self.told_full = self.hundredths

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
