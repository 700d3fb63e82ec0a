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

GROUP = "coediting"  # of the layer: every worker
PATIENCE = 5.0  # seconds for one call of the layer
PAUSE = 1.0  # seconds before the next attempt
RENEWAL = 3600.0  # seconds; the layer lets a membership lapse after a day
GOODBYE = 1.0  # seconds
MAX_WAITING = 1000
CARRIED = 16 * 1024  # bytes of a change that go along; a larger one is read from the table
TOGETHER = 64  # messages said in one: what came while the last was on its way


class Relay:
    """This worker's ear and voice: one channel for all its rooms.

    Every worker hears of every document, so that one call of the layer carries what all rooms have to say.
    """

    def __init__(self, layer, rooms):
        self.layer, self.rooms = layer, rooms
        self.name = uuid.uuid4().hex
        self.channel = None
        self.renew_at = 0.0
        self.is_down = self.is_stopping = False
        self.outbox: asyncio.Queue = asyncio.Queue(MAX_WAITING)
        self.tasks: list[asyncio.Task] = []

    def start(self):
        """Begins to listen and to speak, where there is a layer."""
        if self.layer is not None and not self.tasks:
            self.tasks = [asyncio.create_task(self.keep(self.listen)), asyncio.create_task(self.keep(self.speak))]

    @property
    def hears(self) -> bool:
        """Whether other workers are heard, as far as is known."""
        return self.layer is not None and not self.is_down

    async def stop(self):
        """Falls silent."""
        self.is_stopping = True
        for task in self.tasks:
            task.cancel()
        if self.tasks:  # a client of Redis may take a cancellation for a broken connection: not waited for for long
            await asyncio.wait(self.tasks, timeout=GOODBYE)
        self.tasks = []

    def publish(self, document_id, message: dict):
        """Tells the other workers; dropped where too much waits."""
        if self.layer is None:
            return
        if len(message.get("change", b"")) > CARRIED:
            message = message | {"change": b""}
        with suppress(asyncio.QueueFull):  # the table has it
            self.outbox.put_nowait(message | {"document": document_id.bytes})

    async def keep(self, work):
        """Does `work` for ever; says once that the layer is down, and once that it is back."""
        while not self.is_stopping:
            try:
                await work()
            except FAILURES as error:
                if self.is_stopping:
                    return
                if not self.is_down:
                    logger.warning("Workers do not hear each other (%s); they go on, and read the table.", error)
                self.is_down = True
                self.renew_at = 0.0  # a layer that comes back has forgotten its groups
                await asyncio.sleep(PAUSE)

    async def listen(self):
        """Hears the other workers until the layer fails."""
        channel = await self.own_channel()
        while True:
            heard = await self.layer.receive(channel)
            if heard["from"] != self.name:
                for message in heard["said"]:
                    self.hear(heard["from"], message)

    def hear(self, worker, message):
        """Hands a message of another worker to its room."""
        room = self.rooms.get(uuid.UUID(bytes=message["document"]))
        if room is None:
            return
        if "last" in message:
            room.hear_news(message["epoch"], message["first"], message["last"], message["change"])
        if "presence" in message:
            try:
                room.hear_from_afar(worker, message["presence"])
            except Malformed:
                logger.warning("A worker of another version speaks of presence in a way this one does not know.")
        if message.get("ask"):
            room.ask_presence(None)

    async def speak(self):
        """Tells the other workers what waits, until the layer fails."""
        while True:
            if monotonic() > self.renew_at:
                await self.enter()
            if said := await self.what_waits():
                message = {"type": "coediting", "from": self.name, "said": said}
                await within_patience(self.layer.group_send(GROUP, message))

    async def what_waits(self) -> list:
        """The first message there is, and those behind it; none where an hour brings none."""
        said = []
        with suppress(TimeoutError):
            async with asyncio.timeout(RENEWAL):
                said.append(await self.outbox.get())
        while len(said) < TOGETHER and not self.outbox.empty():
            said.append(self.outbox.get_nowait())
        return said

    async def enter(self):
        """Makes this worker one of those who hear."""
        await within_patience(self.layer.group_add(GROUP, await self.own_channel()))
        if self.is_down:
            logger.warning("Workers hear each other again.")
        self.is_down = False
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
