"""The co-editing server against those that commit nothing before they pass it on: `python -m benchmarks.coedit`.

`bin/with-servers python -m benchmarks.coedit` runs the portal on PostgreSQL and Redis with two workers; otherwise it is
one process on SQLite. Parts, all unless some are named:

- `typing`: 20 writers, 10 keys a second each, in one document; every key is timed at every other writer.
- `crowd`: 200 people at one document, 20 of them writing; `documents`: 200 documents with two writers each.
- `opening`: a document of 300 pages and 100,000 updates is opened by a server that has just started.
- `year`: a million updates in one document; what is kept of them, and how fast it opens.

Ratios are against y-websocket with LevelDB and Hocuspocus with SQLite in the same run.
"""

import argparse
import os
import tempfile
import time
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.test")

from benchmarks import coedit_opening
from benchmarks.coedit_servers import Hocuspocus, Ours, YWebsocket, prepare_rivals
from benchmarks.coedit_typing import Typing

MB = 1024 * 1024
SETTLED = 10.0  # seconds after its start: what a server does once is not what typing costs


def typing(ours, rivals, seconds):
    """20 writers in one document."""
    figures = {}
    for server, document in [(ours, ours.documents(1)[0]), *((rival, "typing") for rival in rivals)]:
        server.start()
        time.sleep(SETTLED)
        figures[server.name] = Typing(server, [document], writers=20, seconds=seconds, rate=10).run()
        print(f"  {server.name}: {figures[server.name]}", flush=True)
        server.stop()
    mine = figures[ours.name]
    for rival in rivals:
        theirs = figures[rival.name]
        print(f"  processor: {mine.used / theirs.used:.2f} × {rival.name}, p95 {mine.p95 / theirs.p95:.1f} ×")


def crowd(ours, rivals, seconds):
    """200 people at one document."""
    print("  20 write, 180 look on, two processes where PostgreSQL and Redis run")
    _alone(ours, ours.documents(1), seconds, writers=20, readers=180)


def documents(ours, rivals, seconds):
    """200 documents."""
    print("  200 documents with two writers each")
    _alone(ours, ours.documents(200), seconds, writers=2)


def _alone(ours, documents, seconds, **people):
    ours.start()
    time.sleep(SETTLED)
    before = ours.memory()
    print(f"  {ours.name}: {Typing(ours, documents, seconds=seconds, rate=10, **people).run()}")
    print(f"  memory: {before / MB:.0f} MB before, {ours.memory() / MB:.0f} MB after", flush=True)
    ours.stop()


def opening(ours, rivals, seconds):
    """A document of 300 pages and 100,000 updates."""
    path = ours.portal.folder / "life"
    characters = coedit_opening.lived(100_000, path)
    document = ours.documents(1)[0]
    coedit_opening.fill(document, path)
    mine = coedit_opening.opening(ours, document, characters=characters)
    print(f"  {ours.name}: {characters} characters after {1000 * mine:.0f} ms", flush=True)
    for rival in rivals:
        rival.start()  # makes its tables
        rival.stop()
        rival.fill("opening", path)
        theirs = coedit_opening.opening(rival, "opening", characters=characters)
        print(f"  {rival.name}: {1000 * theirs:.0f} ms; the portal takes {mine / theirs:.2f} of it", flush=True)


def year(ours, rivals, seconds):
    """A million updates in one document, beside the same text without its history."""
    lived, pasted = ours.portal.folder / "life", ours.portal.folder / "pasted"
    characters = coedit_opening.lived(1_000_000, lived)
    coedit_opening.pasted(lived, pasted)
    times = []
    for name, path in (("a million updates", lived), ("the same text as one change", pasted)):
        document = ours.documents(1)[0]
        coedit_opening.fill(document, path)
        kept = coedit_opening.kept(document) / characters
        times.append(coedit_opening.opening(ours, document, characters=characters))
        print(
            f"  {name}, {characters} characters: {kept:.2f} × the text is kept, open after {1000 * times[-1]:.0f} ms",
            flush=True,
        )
    print(f"  a year opens in {times[0] / times[1]:.2f} × the time of a text without history")


PARTS = {"typing": typing, "crowd": crowd, "documents": documents, "opening": opening, "year": year}


def main():
    """Runs the parts that are named, or all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", choices=[[], *PARTS], help="all where none is named")
    parser.add_argument("--seconds", type=int, default=15, help="how long people type")
    chosen = parser.parse_args()
    prepare_rivals()
    with tempfile.TemporaryDirectory(prefix="portail-it77-bench-") as name:
        folder = Path(name)
        ours, rivals = Ours(folder), [YWebsocket(folder), Hocuspocus(folder)]
        try:
            for part in chosen.parts or PARTS:
                print(part, flush=True)
                PARTS[part](ours, rivals, chosen.seconds)
        finally:
            ours.drop()


if __name__ == "__main__":
    main()
