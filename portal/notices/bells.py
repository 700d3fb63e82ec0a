"""Ringing: whoever has a page open hears at once that their bell changed, whichever worker serves that page.

Nothing depends on it but speed. What is lost (no Redis, Redis down) shows at the next look, a minute later, or when
the page is loaded again.
"""

import asyncio
import logging
import uuid
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress

from django.conf import settings
from django.db import close_old_connections

from portal.layer import EAR, FAILURES, shared_layer

logger = logging.getLogger(__name__)

GROUP = "notices.bells"
PAUSE = 1.0  # seconds before the layer is tried again
RENEWAL = 3600.0  # seconds; the layer lets a membership lapse after a day
PATIENCE = 5.0  # seconds for one call of the layer
GOODBYE = 1.0  # seconds
MAX_WAITING = 1000
WINDOWS_PER_PERSON = 30


class Bells:
    """One process's open windows, by person. Its parts live on one event loop; `ring` may come from any thread."""

    def __init__(self, layer=None):
        self.layer = layer
        self.name = uuid.uuid4().hex
        self.loop = None
        self.windows: dict = defaultdict(set)
        self.is_stopping = False
        self.tasks: list[asyncio.Task] = []
        self.threads = None
        self.outbox: asyncio.Queue = asyncio.Queue(MAX_WAITING)

    async def start(self):
        """Begins to hear; with a layer, the other workers too. Called once, by the server or by the first window."""
        self.loop, self.is_stopping = asyncio.get_running_loop(), False
        self.threads = ThreadPoolExecutor(max_workers=2, thread_name_prefix="bells")
        self.outbox = asyncio.Queue(MAX_WAITING)
        if self.layer is not None:
            self.tasks = [asyncio.create_task(self._keep(self._listen)), asyncio.create_task(self._keep(self._speak))]

    async def stop(self):
        """Wakes every window, which says goodbye, and falls silent."""
        self.is_stopping = True
        for wake in [wake for windows in self.windows.values() for wake in windows]:
            wake.set()
        for task in self.tasks:
            task.cancel()
        if self.tasks:  # a client of Redis may take a cancellation for a broken connection: not waited for for long
            await asyncio.wait(self.tasks, timeout=GOODBYE)
        if self.threads is not None:
            self.threads.shutdown(wait=False)
        self.loop, self.threads, self.tasks = None, None, []

    @contextmanager
    def window(self, person_id):
        """The event that is set when this person's bell changes."""
        wake = asyncio.Event()
        self.windows[person_id].add(wake)
        try:
            yield wake
        finally:
            self.windows[person_id].discard(wake)
            if not self.windows[person_id]:
                del self.windows[person_id]

    def has_room_for(self, person_id):
        """Whether the person may open one more window."""
        return not settings.ABUSE_GUARDS or len(self.windows.get(person_id, ())) < WINDOWS_PER_PERSON

    async def in_thread(self, function, *args):
        """Runs what asks the database on a thread, which gives its connection back."""
        return await asyncio.get_running_loop().run_in_executor(self.threads, _with_connection, function, *args)

    def ring(self, people):
        """Wakes the windows of these people, here and in the other workers. From any thread, after the commit."""
        loop = self.loop
        if loop is not None:
            with suppress(RuntimeError):  # the loop was closed meanwhile: the server is going
                loop.call_soon_threadsafe(self._rung, [str(person) for person in people])

    def _rung(self, people):
        self._wake(people)
        if self.layer is not None:
            with suppress(asyncio.QueueFull):  # the next look has it
                self.outbox.put_nowait(people)

    def _wake(self, people):
        for person in people:
            for wake in self.windows.get(person, ()):
                wake.set()

    # --- The other workers ------------------------------------------------------------------------

    async def _keep(self, work):
        """Does `work` for ever, and again after a pause where the layer failed."""
        while not self.is_stopping:
            try:
                await work()
            except FAILURES as error:
                if not self.is_stopping:
                    logger.warning("The bells of other workers are not heard (%s); pages look by themselves.", error)
                    await asyncio.sleep(PAUSE)

    async def _listen(self):
        channel = await self.layer.new_channel(EAR)
        renew_at = 0.0
        while True:
            now = asyncio.get_running_loop().time()
            if now >= renew_at:
                await asyncio.wait_for(self.layer.group_add(GROUP, channel), PATIENCE)
                renew_at = now + RENEWAL
            with suppress(TimeoutError):
                async with asyncio.timeout(RENEWAL):
                    message = await self.layer.receive(channel)
                    if message["from"] != self.name:
                        self._wake(message["people"])

    async def _speak(self):
        while True:
            people = await self.outbox.get()
            message = {"type": "bells", "from": self.name, "people": people}
            await asyncio.wait_for(self.layer.group_send(GROUP, message), PATIENCE)


def _with_connection(function, *args):
    close_old_connections()
    try:
        return function(*args)
    finally:
        close_old_connections()


bells = Bells(shared_layer())


def ring(people):
    """Tells the open pages of these people (their keys) that their bell changed. After the commit."""
    bells.ring(people)
