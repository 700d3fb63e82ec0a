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

from benchmarks.coedit_servers import Hocuspocus, Ours, YWebsocket, prepare_rivals
from benchmarks.coedit_typing import Typing

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


PARTS = {"typing": typing}


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
