"""Between workers: what is committed, and who is here, over the channel layer. It may lose anything, at any time.

Nothing depends on it but speed: every room also asks the table once a second (`worker.py`). So a layer that is down
costs a second, no socket, and one line in the log.
"""

import asyncio
import logging
import uuid
from contextlib import suppress
from time import monotonic

from portal.layer import EAR, FAILURES

from .encoding import Malformed

logger = logging.getLogger(__name__)

PATIENCE = 5.0  # seconds for one call of the layer
PAUSE = 1.0  # seconds before the next attempt
RENEWAL = 3600.0  # seconds
GOODBYE = 1.0  # seconds
MAX_WAITING = 1000
CARRIED = 16 * 1024  # bytes of a change that go along; a larger one is read from the table


def group_name(document_id) -> str:
    """The layer's group of a document."""
    return f"coediting.{document_id}"


class Relay:
    """This worker's ear and voice: one channel for all its rooms."""

    def __init__(self, layer, rooms):
        self.layer, self.rooms = layer, rooms
        self.name = uuid.uuid4().hex
        self.channel = None
        self.wanted: set = set()  # documents to listen for
        self.known: set = set()  # those the layer was told of
        self.renew_at = 0.0
        self.is_stopping = False
        self.outbox: asyncio.Queue = asyncio.Queue(MAX_WAITING)
        self.tasks: list[asyncio.Task] = []

    def start(self):
        """Begins to listen and to speak, where there is a layer."""
        if self.layer is not None and not self.tasks:
            self.tasks = [asyncio.create_task(self.keep(self.listen)), asyncio.create_task(self.keep(self.speak))]

    async def stop(self):
        """Falls silent."""
        self.is_stopping = True
        for task in self.tasks:
            task.cancel()
        if self.tasks:  # a client of Redis may take a cancellation for a broken connection: not waited for for long
            await asyncio.wait(self.tasks, timeout=GOODBYE)
        self.tasks = []

    def join(self, document_id):
        """Listens for a document."""
        self.wanted.add(document_id)
        self.put(None)

    def leave(self, document_id):
        """Listens no more."""
        self.wanted.discard(document_id)
        self.put(None)

    def publish(self, document_id, message: dict):
        """Tells the other workers; dropped where too much waits."""
        if len(message.get("change", b"")) > CARRIED:
            message = message | {"change": b""}
        about = {"type": "coediting", "from": self.name, "document": str(document_id)}
        self.put((group_name(document_id), message | about))

    def put(self, message):
        """Notes what is to be said (None: the documents changed)."""
        if self.layer is not None:
            with suppress(asyncio.QueueFull):  # the table has it
                self.outbox.put_nowait(message)

    async def keep(self, work):
        """Does `work` for ever; says once that the layer is down, and once that it is back."""
        while not self.is_stopping:
            try:
                await work()
            except FAILURES as error:
                if self.is_stopping:
                    return
                if self.renew_at >= 0:
                    logger.warning("Workers do not hear each other (%s); they go on, and read the table.", error)
                self.renew_at = -1.0  # a layer that comes back has forgotten its groups
                self.put(None)
                await asyncio.sleep(PAUSE)

    async def listen(self):
        """Hears the other workers until the layer fails."""
        channel = await self.own_channel()
        while True:
            message = await self.layer.receive(channel)
            if message["from"] != self.name:
                self.hear(message)

    def hear(self, message):
        """Hands a message to its room."""
        room = self.rooms.get(uuid.UUID(message["document"]))
        if room is None:
            return
        if "last" in message:
            room.hear_news(message["epoch"], message["first"], message["last"], message["change"])
        if "presence" in message:
            try:
                room.hear_from_afar(message["from"], message["presence"])
            except Malformed:
                logger.warning("A worker of another version speaks of presence in a way this one does not know.")
        if message.get("ask"):
            room.ask_presence(None)

    async def speak(self):
        """Tells the other workers what waits, until the layer fails."""
        while True:
            await self.enter_groups()
            said = await self.outbox.get()
            if said is not None:
                await self.enter_groups()
                await within_patience(self.layer.group_send(*said))

    async def enter_groups(self):
        """Makes the layer's groups those that are wanted; every hour anew, since it lets them lapse after a day."""
        if monotonic() > self.renew_at:
            self.known.clear()
        channel = await self.own_channel()
        for document_id in self.wanted - self.known:
            await within_patience(self.layer.group_add(group_name(document_id), channel))
            self.known.add(document_id)
        for document_id in self.known - self.wanted:
            await within_patience(self.layer.group_discard(group_name(document_id), channel))
            self.known.discard(document_id)
        if monotonic() > self.renew_at:
            if self.renew_at < 0:
                logger.warning("Workers hear each other again.")
            self.renew_at = monotonic() + RENEWAL

    async def own_channel(self):
        """The name others send to."""
        if self.channel is None:
            self.channel = await self.layer.new_channel(EAR)
        return self.channel


async def within_patience(answer):
    """Waits for the layer, but not for long. Raises TimeoutError."""
    async with asyncio.timeout(PATIENCE):
        return await answer
