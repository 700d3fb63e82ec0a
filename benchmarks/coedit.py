"""How long a key takes from one writer to every other: `python -m benchmarks.coedit` (20 writers, 10 keys a second).

On SQLite and one process; `bin/with-servers python -m benchmarks.coedit` runs it on PostgreSQL, Redis and two workers.
Every key of every writer is timed at every other one. Prints the percentiles, and what it cost the server.
"""

import argparse
import asyncio
import os
import re
import statistics
import tempfile
import time
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.test")

import django

KEY = re.compile(rb"<(\d+)\.(\d+)>")


class Writer:
    """One connection that types keys no other can have typed, and notes when those of others come."""

    def __init__(self, number, bench):
        from pycrdt import Doc  # after the arguments: `--help` needs nothing

        self.number, self.bench, self.doc = number, bench, Doc()

    async def run(self, address, cookie):
        """Connects, types for as long as the benchmark runs, listens to its end."""
        from websockets.asyncio.client import connect

        from portal.coediting import messages
        from portal.coediting.content import fragment
        from tests.coediting.clients import add_paragraph

        async with connect(address, additional_headers={"Cookie": cookie}, compression=None) as socket:
            listening = asyncio.create_task(self.listen(socket))
            changes = []
            self.doc.observe(lambda event: changes.append(event.update))
            content = fragment(self.doc)
            with self.doc.transaction():
                add_paragraph(content, "…")
            await socket.send(messages.update(changes[-1]))
            line = content.children[0].children[0]
            await self.bench.begin.wait()
            await asyncio.sleep(self.number / self.bench.writers * self.bench.pause)
            for key in range(self.bench.keys):
                started = time.perf_counter()
                line.insert(len(line), f"<{self.number}.{key}>")
                self.bench.sent[self.number, key] = time.perf_counter()
                await socket.send(messages.update(changes[-1]))
                await asyncio.sleep(max(0, self.bench.pause - (time.perf_counter() - started)))
            await self.bench.end.wait()
            listening.cancel()

    async def listen(self, socket):
        """Notes the time at which each key of the others arrived."""
        async for frame in socket:
            now = time.perf_counter()
            for writer, key in KEY.findall(frame):
                if int(writer) != self.number:
                    self.bench.delays.setdefault((self.number, int(writer), int(key)), now)


class Bench:
    """One run against a server."""

    def __init__(self, writers, seconds, rate):
        self.writers, self.pause, self.keys = writers, 1 / rate, int(seconds * rate)
        self.sent: dict = {}
        self.delays: dict = {}

    async def run(self, address, cookies, cost):
        """Lets everybody type; prints what it took."""
        self.begin, self.end = asyncio.Event(), asyncio.Event()
        tasks = [
            asyncio.create_task(Writer(number, self).run(address, cookies[number % len(cookies)]))
            for number in range(self.writers)
        ]
        await asyncio.sleep(2)
        before, started = cost(), time.perf_counter()
        self.begin.set()
        expected = self.writers * self.keys * (self.writers - 1)
        deadline = started + self.keys * self.pause + 20
        while len(self.delays) < expected and time.perf_counter() < deadline:
            await asyncio.sleep(0.1)
        used, elapsed = cost() - before, time.perf_counter() - started
        self.end.set()
        await asyncio.gather(*tasks)
        milliseconds = [(at - self.sent[writer, key]) * 1000 for (_, writer, key), at in self.delays.items()]
        cuts = statistics.quantiles(milliseconds, n=100)
        print(f"{self.writers} writers, {self.keys} keys each; {expected - len(self.delays)} of {expected} missing")
        print(f"p50 {cuts[49]:.1f} ms, p95 {cuts[94]:.1f} ms, p99 {cuts[98]:.1f} ms")
        print(f"server: {100 * used / elapsed:.0f} % of a core")


def processor_time(process):
    """Seconds of processor the server has used, all its workers together."""
    import psutil

    parent = psutil.Process(process.pid)
    times = [one.cpu_times() for one in (parent, *parent.children(recursive=True))]
    return sum(used.user + used.system for used in times)


def main():
    """Serves the demonstration on a port of its own, and lets its editors type."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--writers", type=int, default=20)
    parser.add_argument("--seconds", type=int, default=15)
    parser.add_argument("--rate", type=int, default=10, help="keys a second")
    chosen = parser.parse_args()

    database = os.environ.get("TEST_DATABASE_URL", "sqlite:///")
    redis = os.environ.get("TEST_REDIS_URL", "")
    with tempfile.TemporaryDirectory(prefix="portail-it77-bench-") as folder:
        from tests.servers.portal import SECRET_KEY, Portal

        server = Portal(database, f"{redis}/15" if redis else "", Path(folder) / "site")
        server.lay()
        os.environ |= {"DATABASE_URL": server.database_url, "SECRET_KEY": SECRET_KEY, "DEMO": "on"}
        os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings.production"
        server.start()
        try:
            django.setup()
            from django.contrib.auth import get_user_model

            from tests.coediting.clients import log_in
            from workgroups.models import Specification

            people = get_user_model().objects.filter(email__in=["editor@it77.example", "editor2@it77.example"])
            cookies = [f"sessionid={log_in(person).session_key}" for person in people]
            document = Specification.objects.order_by("pk").first().document_id
            address = f"{server.url.replace('http', 'ws', 1)}/ws/documents/{document}"
            bench = Bench(chosen.writers, chosen.seconds, chosen.rate)
            asyncio.run(bench.run(address, cookies, lambda: processor_time(server.process)))
        finally:
            server.drop()


if __name__ == "__main__":
    main()
