"""This worker's copy of a document: the table, number by number, and what the batch under way adds to it.

Whatever another worker committed is passed on as it is taken in; a batch is passed on once it is committed.
"""

import asyncio
from contextlib import suppress

from . import messages, store
from .limits import MAX_STATE
from .live import LiveText
from .mentions import may_name
from .messages import Close, Code
from .updates import together
from .writer import Append

ON_ITS_WAY = 0.1  # seconds for what another worker said of its commit; the table takes more of both machines


class Replica:
    """`pass_on(change, but=socket)` gives a change to the people of the room."""

    def __init__(self, worker, document_id, pass_on):
        self.worker, self.document_id, self.pass_on = worker, document_id, pass_on
        self.text: LiveText | None = None  # None: not loaded yet
        self.epoch = self.seq = self.size = self.snapshot_seq = 0
        self.may_name = False  # whether the log after the last snapshot may name people
        self.highest = 0  # the last number anybody spoke of
        self.news: list[tuple[int, int, bytes]] = []  # first, last, change: committed by other workers
        self.news_came = asyncio.Event()

    def hear_news(self, epoch, first, last, change) -> bool:
        """Notes what another worker committed (the change may be left out); whether it is about this text."""
        if self.text is None or epoch != self.epoch:
            return False
        self.news.append((first, last, change))
        self.news_came.set()
        return True

    @property
    def hundredths(self) -> int:
        """How full the document is."""
        return 100 * self.size // MAX_STATE

    def has_room(self, more: int) -> bool:
        """Whether so many bytes more are within the limit."""
        return self.size + more <= MAX_STATE

    def how_full(self):
        """The message that says it."""
        return messages.size(self.size, MAX_STATE)

    async def load(self):
        """Reads the table."""
        stored = await self.worker.in_thread(store.read, self.document_id)
        self.text = LiveText(stored.doc())
        self.epoch, self.seq, self.size, self.snapshot_seq = stored.epoch, stored.seq, stored.size, stored.snapshot_seq
        self.highest = self.seq
        self.may_name = any(map(may_name, stored.updates))

    async def rebuild(self, batch):
        """Makes the spoilt text anew: what is stored, and what this batch had accepted so far."""
        self.text.drop()
        before, epoch = self.seq, self.epoch
        await self.load()
        if self.epoch != epoch:
            raise Close(Code.OTHER_EPOCH)
        if self.seq > before:
            _, _, missed = await self.worker.in_thread(store.updates_after, self.document_id, epoch, before, self.seq)
            self.pass_on(together(missed))
        if batch.changes:
            self.text.take([change for _, change in batch.changes])
            self.text.take_named()  # the batch knows whom it names, and by whom

    async def commit(self, batch):
        """Commits the batch, then passes it on."""
        await self._append(batch.by_author(), batch.merged(), batch.size, but=batch.only_socket())

    async def commit_own(self, change):
        """Commits a change of the server's own, then passes it on to everybody."""
        await self._append([(None, change)], change, len(change))

    async def _append(self, changes, merged, size, *, but=None):
        """What other workers committed meanwhile is passed on first; they are told at once, and do the same."""
        appended = await self.worker.writer.append(Append(self.document_id, self.epoch, changes))
        said = {"epoch": self.epoch, "first": appended.first, "last": appended.last, "change": merged}
        self.worker.relay.publish(self.document_id, said)
        await self.read_until(appended.first - 1)
        self.seq = appended.last
        self.highest = max(self.highest, self.seq)
        self.size += size
        self.pass_on(merged, but=but)

    def take(self, updates):
        """Takes in what other workers committed; returns it as one change."""
        self.text.take(updates, check=False)
        self.size += sum(map(len, updates))
        return together(updates)

    async def read_news(self):
        """Takes in what other workers announced; where a number is missing, the table has it."""
        self.take_news()
        if self.highest > self.seq:
            await self.catch_up()

    async def read_until(self, last):
        """Takes in what other workers committed, up to number `last`: as announced, or from the table."""
        if last > self.seq:
            self.take_news()
        if last > self.seq and self.worker.relay.hears:
            with suppress(TimeoutError):
                async with asyncio.timeout(ON_ITS_WAY):
                    await self.hear_until(last)
        if last > self.seq:
            asked = (self.document_id, self.epoch, self.seq, last)
            self.pass_on(self.take(await self.worker.in_thread(store.updates_between, *asked)))
            self.seq = last

    async def hear_until(self, last):
        """Waits for what was announced up to number `last`, for as long as nothing of it was left out."""
        while last > self.seq and not self.news:
            self.news_came.clear()
            await self.news_came.wait()
            self.take_news()

    def take_news(self):
        """Takes in what was announced and follows on what is here, and passes it on as one change."""
        news, self.news = self.news, []
        changes = []
        for first, last, change in sorted(news):
            if first == self.seq + 1 and change:
                changes.append(change)
                self.seq = last
            elif last > self.seq:  # what comes before it is on its way, or is our own
                self.news.append((first, last, change))
            self.highest = max(self.highest, last)
        if changes:
            self.pass_on(self.take(changes))

    async def catch_up(self):
        """Reads from the table what is not here yet, and passes it on."""
        epoch, last, updates = await self.worker.in_thread(store.updates_after, self.document_id, self.epoch, self.seq)
        if epoch != self.epoch:
            raise Close(Code.OTHER_EPOCH)
        if updates:
            self.pass_on(self.take(updates))
            self.seq = last
        self.highest = self.seq

    def drop(self):
        """Lets go of the text."""
        if self.text is not None:
            self.text.drop()
