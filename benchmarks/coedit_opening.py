"""How long a document takes to open in a server that has just started, and what a year leaves of it."""

import asyncio
import statistics
import time
from pathlib import Path
from uuid import UUID

from pycrdt import Doc
from websockets.asyncio.client import connect

from benchmarks.coedit_life import life, read, write
from portal.coediting import messages
from portal.coediting.content import fragment
from portal.coediting.encoding import Reader
from portal.coediting.messages import Kind, Sync
from tests.coediting.texts import add_paragraph

PAGES = 300
TIMES = 3
TOGETHER = 2000  # updates between two snapshots, as a room compacts


def lived(updates: int, path: Path) -> int:
    """Writes a life of so many updates to `path`; returns the bytes of the text it ends with."""
    write(life(updates, PAGES), path)
    doc = Doc()
    with doc.transaction():
        for update in read(path):
            doc.apply_update(update)
    return sum(len(str(line.children[0]).encode()) for line in fragment(doc).children)


def pasted(updates: Path, path: Path) -> None:
    """Writes to `path` the text that a life ends with as one change: the same text without its history."""
    lived_through, doc, changes = Doc(), Doc(), []
    with lived_through.transaction():
        for update in read(updates):
            lived_through.apply_update(update)
    watch = doc.observe(lambda event: changes.append(event.update))
    with doc.transaction():
        for line in fragment(lived_through).children:
            add_paragraph(fragment(doc), str(line.children[0]))
    doc.unobserve(watch)
    write(iter(changes), path)


def fill(document, updates: Path) -> None:
    """Stores the life in the portal as rooms do: committed rows, and a snapshot every 2,000 of them."""
    from portal.coediting import compaction
    from portal.coediting.writer import Append, commit

    for group in grouped(read(updates), TOGETHER):
        [answer] = commit([Append(UUID(document), 0, [(None, update) for update in group])])
        if isinstance(answer, Exception):
            raise answer
        compaction.compact(document)


def kept(document) -> int:
    """Bytes that a document takes once everybody has left, after what was compacted last is forgotten."""
    from portal.coediting.models import Snapshot

    return len(Snapshot.objects.filter(document=document).last().state)


def grouped(updates, size):
    """Lists of at most `size`."""
    group = []
    for update in updates:
        group.append(update)
        if len(group) == size:
            yield group
            group = []
    if group:
        yield group


def opening(server, document, *, characters: int) -> float:
    """Median seconds from the connection until the whole text is there, each time by a fresh server."""
    found = []
    for _ in range(TIMES):
        server.start()
        time.sleep(3)
        found.append(asyncio.run(_open(server, document, characters)))
        server.stop()
    return statistics.median(found)


async def _open(server, document, characters):
    started = time.perf_counter()
    doc = Doc()
    options = {"compression": None, "max_size": None, "open_timeout": 60}
    async with (
        asyncio.timeout(60),
        connect(server.address(document), additional_headers=server.headers[0], **options) as socket,
    ):
        for greeting in server.greetings(document):
            await socket.send(greeting)
        await socket.send(server.wrap(document, messages.step_1(doc.get_state())))
        async for frame in socket:
            reader = Reader(server.unwrap(frame))
            # Hocuspocus answers a step 1 by a kind of its own (4) with the same content.
            if reader.var_uint() not in (Kind.SYNC, 4) or reader.var_uint() not in (Sync.STEP_2, Sync.UPDATE):
                continue
            doc.apply_update(reader.var_bytes())
            if sum(len(str(line.children[0]).encode()) for line in fragment(doc).children) == characters:
                return time.perf_counter() - started
    raise RuntimeError(f"{server.name} never sent the whole text")
