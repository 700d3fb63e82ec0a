"""People who type: every key is one that nobody else can have typed, and is timed at everybody else."""

import asyncio
import re
import statistics
import time
from dataclasses import dataclass

from pycrdt import Doc, XmlText
from websockets.asyncio.client import connect

from portal.coediting import messages
from portal.coediting.content import fragment
from tests.coediting.texts import add_paragraph

KEY = re.compile(rb"<(\d+)\.(\d+)>")
NOTHING = Doc().get_update()
PATIENCE = 20.0  # seconds for the last keys to arrive


@dataclass(frozen=True)
class Figures:
    """What a run showed. Delays in milliseconds; `used` is seconds of processor in each second of the run, `per_key`
    the milliseconds of processor that a key took in the server."""

    missing: int
    expected: int
    p50: float
    p95: float
    p99: float
    used: float
    services: float
    per_key: float

    def __str__(self):
        services = f" (+ {100 * self.services:.0f} % in PostgreSQL and Redis)" if self.services else ""
        return (
            f"p50 {self.p50:.1f} ms, p95 {self.p95:.1f} ms, p99 {self.p99:.1f} ms, {self.missing} of {self.expected} "
            f"missing, server {100 * self.used:.0f} % of a core{services}, {self.per_key:.2f} ms a key"
        )


class Typing:
    """`documents` each with `writers` who type `rate` keys a second for `seconds`, and `readers` who only look."""

    def __init__(self, server, documents, *, writers, seconds, rate, readers=0):
        self.server, self.documents = server, documents
        self.writers, self.readers, self.pause, self.keys = writers, readers, 1 / rate, int(seconds * rate)
        self.sent: dict[tuple[int, int], float] = {}
        self.seen: list[tuple[int, int, float]] = []  # writer, key, when: at each peer
        self.ready = 0

    def run(self) -> Figures:
        """Lets everybody type."""
        return asyncio.run(self._run())

    async def _run(self):
        self.begin, self.end = asyncio.Event(), asyncio.Event()
        people = self.writers + self.readers
        tasks = [
            asyncio.create_task(self.take_part(place * people + number, document, number < self.writers))
            for place, document in enumerate(self.documents)
            for number in range(people)
        ]
        while self.ready < len(tasks):
            await asyncio.sleep(0.05)
            for task in tasks:
                if task.done():
                    task.result()
        await asyncio.sleep(2)
        before, started = self._used(), time.perf_counter()
        self.begin.set()
        expected = len(self.documents) * self.writers * self.keys * (people - 1)
        deadline = started + self.keys * self.pause + PATIENCE
        while len(self.seen) < expected and time.perf_counter() < deadline:
            await asyncio.sleep(0.1)
        elapsed = time.perf_counter() - started
        used = [(now - then) / elapsed for now, then in zip(self._used(), before, strict=True)]
        self.end.set()
        await asyncio.gather(*tasks)
        delays = [(at - self.sent[writer, key]) * 1000 for writer, key, at in self.seen]
        cuts = statistics.quantiles(delays, n=100)
        per_key = 1000 * used[0] * elapsed / (len(self.documents) * self.writers * self.keys)
        return Figures(expected - len(delays), expected, cuts[49], cuts[94], cuts[98], *used, per_key)

    def _used(self):
        services = self.server.used_by_services() if hasattr(self.server, "used_by_services") else 0.0
        return self.server.used(), services

    async def take_part(self, number, document, writes):
        """One connection."""
        headers = self.server.headers[number % len(self.server.headers)]
        address = self.server.address(document)
        options = {"compression": None, "max_size": None, "open_timeout": 60}
        async with connect(address, additional_headers=headers, **options) as socket:
            for greeting in self.server.greetings(document):
                await socket.send(greeting)
            welcome = asyncio.Event()
            listening = asyncio.create_task(self.listen(socket, number, welcome))
            if writes:
                await self.type(socket, number, document, welcome)
            else:
                await socket.send(self.server.wrap(document, messages.step_1(Doc().get_state())))
                await self.is_welcome(welcome)
            await self.end.wait()
            listening.cancel()

    async def is_welcome(self, welcome):
        """The server has answered: from now on everything reaches this one."""
        await welcome.wait()
        self.ready += 1

    async def type(self, socket, number, document, welcome):
        """Types for as long as the benchmark runs, each writer in a paragraph of their own."""
        await socket.send(self.server.wrap(document, messages.step_2(NOTHING)))  # as a client that brings no text
        doc, changes = Doc(), []
        observed = doc.observe(lambda event: changes.append(event.update))
        content = fragment(doc)
        with doc.transaction():
            add_paragraph(content, "…")
        await socket.send(self.server.wrap(document, messages.update(changes[-1])))
        line: XmlText = content.children[0].children[0]
        await self.is_welcome(welcome)
        await self.begin.wait()
        everybody = len(self.documents) * (self.writers + self.readers)
        await asyncio.sleep(number / everybody * self.pause)
        for key in range(self.keys):
            started = time.perf_counter()
            line.insert(len(line), f"<{number}.{key}>")
            self.sent[number, key] = time.perf_counter()
            await socket.send(self.server.wrap(document, messages.update(changes[-1])))
            await asyncio.sleep(max(0, self.pause - (time.perf_counter() - started)))
        doc.unobserve(observed)

    async def listen(self, socket, number, welcome):
        """Notes when each key of the others arrived, once."""
        known = set()
        async for frame in socket:
            now = time.perf_counter()
            welcome.set()
            for found in KEY.findall(frame):
                writer, key = int(found[0]), int(found[1])
                if writer != number and (writer, key) not in known:
                    known.add((writer, key))
                    self.seen.append((writer, key, now))
