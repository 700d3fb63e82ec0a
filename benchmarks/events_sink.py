"""An SMTP server that takes every mail and keeps the last one; in a process of its own."""

import asyncio
import email
import multiprocessing
import time
from contextlib import contextmanager

from tests.servers.machine import free_port


class Sink:
    """What came in: `count` mails, the last one at `last_at` (as `time.time()`)."""

    def __init__(self, folder):
        self.port, self.folder = free_port(), folder
        spawning = multiprocessing.get_context("spawn")
        self._count, self._last_at = spawning.Value("q", 0), spawning.Value("d", 0.0)
        arguments = (self.port, str(folder), self._count, self._last_at)
        self.process = spawning.Process(target=serve, args=arguments, daemon=True)

    @property
    def count(self):
        return self._count.value

    @property
    def last_at(self):
        return self._last_at.value

    @property
    def last_mail(self):
        """The bytes of the last mail."""
        return (self.folder / "last.eml").read_bytes()

    def parts_of_last_mail(self):
        """What the last mail was made of, in words."""
        mail = email.message_from_bytes(self.last_mail)
        parts = [part for part in mail.walk() if not part.is_multipart()]
        sizes = [f"{part.get_content_type()} {len(part.get_payload(decode=True)) / 1024:.1f} KB" for part in parts]
        return f"{len(self.last_mail) / 1024:.0f} KB: {', '.join(sizes)}"

    async def wait_for(self, count, *, seconds):
        """Waits until `count` mails have come in all. Returns how many are missing after so many seconds."""
        deadline = time.monotonic() + seconds
        while self.count < count and time.monotonic() < deadline:
            await asyncio.sleep(0.02)
        return count - self.count


@contextmanager
def sink(folder):
    """A running `Sink`."""
    running = Sink(folder)
    running.process.start()
    try:
        yield running
    finally:
        running.process.terminate()
        running.process.join(10)


def serve(port, folder, count, last_at):
    """The process: counts what it is handed."""
    from pathlib import Path

    from aiosmtpd.smtp import SMTP

    class Handler:
        async def handle_DATA(self, server, session, envelope):
            count.value += 1
            last_at.value = time.time()
            if count.value % 50 == 1:
                Path(folder, "last.eml").write_bytes(envelope.content)
            return "250 taken"

    async def run():
        loop = asyncio.get_running_loop()
        server = await loop.create_server(lambda: SMTP(Handler(), hostname="sink", loop=loop), "127.0.0.1", port)
        await server.serve_forever()

    asyncio.run(run())
