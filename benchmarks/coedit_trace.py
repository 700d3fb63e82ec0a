"""Replays editing traces through the socket, one key a message: `python -m benchmarks.coedit_trace [FILE…]`.

Files are those of the public collection `josephg/editing-traces` (`sequential_traces/*.json.gz`); without any, a trace
is made up and named so. The committed text, and the one another reader got, must be exactly the trace's final text.
`bin/with-servers python -m benchmarks.coedit_trace` runs it on PostgreSQL and Redis with two workers.
"""

import argparse
import asyncio
import os
import tempfile
import time
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.test")

from benchmarks.coedit_servers import Ours


async def replay(trace, address, headers):
    """Types the trace at one connection; returns the text that another one got, and the seconds until all was saved."""
    from pycrdt import Doc
    from websockets.asyncio.client import connect

    from portal.coediting import messages
    from portal.coediting.content import fragment
    from portal.coediting.encoding import Reader
    from portal.coediting.messages import Kind, Sync
    from tests.coediting.texts import add_paragraph
    from tests.coediting.traces import Writer

    doc, reader, changes, saved = Doc(), Doc(), [], asyncio.Queue()
    doc.observe(lambda event: changes.append(event.update))

    async def listen(socket, copy):
        async for frame in socket:
            parts = Reader(frame)
            kind = parts.var_uint()
            if kind == Kind.SAVED:
                saved.put_nowait(parts.var_uint())
            elif kind == Kind.SYNC and parts.var_uint() != Sync.STEP_1 and copy is not None:
                copy.apply_update(parts.var_bytes())

    async with (
        connect(f"{address}?ext=1", additional_headers=headers, compression=None, max_size=None) as typing,
        connect(address, additional_headers=headers, compression=None, max_size=None) as reading,
    ):
        tasks = [asyncio.create_task(listen(typing, None)), asyncio.create_task(listen(reading, reader))]
        await reading.send(messages.step_1(Doc().get_state()))
        await typing.send(messages.step_2(doc.get_update()))
        started, sent = time.perf_counter(), 1
        with doc.transaction():
            add_paragraph(fragment(doc), "")
        writer = Writer(fragment(doc).children[0].children[0])
        for step in [None, *trace.steps()]:
            if step is not None:
                with doc.transaction():
                    writer.press(*step)
            await typing.send(messages.update(changes.pop()))
            sent += 1
        while await saved.get() < sent:
            pass
        elapsed = time.perf_counter() - started
        deadline = time.perf_counter() + 30
        while text_in(reader) != trace.end and time.perf_counter() < deadline:
            await asyncio.sleep(0.1)
        for task in tasks:
            task.cancel()
    return text_in(reader), sent, elapsed


def text_in(doc):
    """The text of its only paragraph."""
    from portal.coediting.content import fragment

    blocks = list(fragment(doc).children)
    return str(blocks[0].children[0]) if blocks else ""


def main():
    """Replays every file, or a made-up trace."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--keys", type=int, default=50_000, help="of the made-up trace")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="portail-it77-bench-") as folder:
        ours = Ours(Path(folder))
        from portal.coediting import as_json
        from portal.coediting.models import Document
        from tests.coediting.traces import generated, read_trace

        ours.start()
        try:
            traces = [read_trace(path) for path in chosen.files] or [generated(chosen.keys)]
            for trace, document in zip(traces, ours.documents(len(traces)), strict=True):
                seen, sent, elapsed = asyncio.run(replay(trace, ours.address(document), ours.headers[0]))
                blocks = as_json(Document.objects.get(pk=document))["content"]
                stored = "".join(piece["text"] for block in blocks for piece in block.get("content", []))
                exact = seen == stored == trace.end
                print(
                    f"{trace.name}: {sent - 2} keys in {elapsed:.1f} s, {len(trace.end)} characters at the end",
                    end="; ",
                )
                print("exactly the final text" if exact else "NOT the final text")
                if not exact:
                    raise SystemExit(1)
        finally:
            ours.drop()


if __name__ == "__main__":
    main()
