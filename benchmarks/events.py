"""How fast people are registered: `python -m benchmarks.events` (all), or some of its parts.

Starts what it needs: PostgreSQL, Redis, the portal with two workers as in production, an SMTP server that takes every
mail. What is compared runs in turn in the same run. Rates depend on the machine: quote the processor beside them.
"""

import argparse
import asyncio
import os
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import uvloop

from benchmarks.events_servers import machinery

SECONDS_BEFORE_OPENING = 5
ROOT = Path(__file__).resolve().parents[1]
BEFORE = dict(os.environ)


def make_event(places, *, workshop_places=None, **fields):
    """An open event of two slots of three workshops each, which have room for everybody unless it is said."""
    from tests.factories.events import EventFactory, SlotFactory, WorkshopFactory

    event = EventFactory(places=places, title_fr="Étape mesurée", **fields)
    for hours in (1, 4):
        slot = SlotFactory(event=event, starts_at=event.starts_at + timedelta(hours=hours))
        for _ in range(3):
            WorkshopFactory(slot=slot, places=workshop_places or places)
    return event


def registrations(running, chosen):
    """Complete registrations beside the bare view."""
    from benchmarks import events_registrations

    running.bare.start()
    counts = {"clients": chosen.clients, "places": chosen.places, "rounds": chosen.rounds}
    uvloop.run(events_registrations.compare(running, outside_the_loop(make_event), **counts))
    running.bare.drop()


def rush(running, chosen):
    """Everybody at once."""
    from benchmarks import events_rush

    event, address = events_rush.prepare(make_event, 180, seconds=SECONDS_BEFORE_OPENING)

    async def run():
        await events_rush.rush(running, event, address, in_thread, people=chosen.people)

    uvloop.run(run())


def lists(running, chosen):
    """The organiser's screens at two sizes."""
    from benchmarks import events_lists

    events_lists.compare(make_event)


def door(running, chosen):
    """Check-in, and the list that a device keeps: in a process of its own, beside servers of its own."""
    subprocess.run(
        [ROOT / "bin" / "with-servers", sys.executable, "-m", "benchmarks.events_door"], env=BEFORE, check=True
    )


ORM = ThreadPoolExecutor(1)  # Django refuses its ORM in a thread in which an event loop runs


def outside_the_loop(make):
    """`make`, to be called while an event loop runs in this thread."""
    return lambda *args, **fields: ORM.submit(make, *args, **fields).result()


async def in_thread(read):
    """The list that `read` yields, read outside of the loop."""
    return await asyncio.get_running_loop().run_in_executor(ORM, lambda: list(read()))


# Others add theirs: a function of (what runs, what was chosen).
PARTS = {"registrations": registrations, "rush": rush, "lists": lists, "door": door}


def main():
    """Runs the parts that were asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="*", help=", ".join(PARTS))
    parser.add_argument("--clients", type=int, default=20)
    parser.add_argument("--places", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--people", type=int, default=2000, help="in the rush")
    chosen = parser.parse_args()
    if unknown := set(chosen.parts) - set(PARTS):
        parser.error(f"no such part: {', '.join(unknown)}")
    with tempfile.TemporaryDirectory(prefix="portail-it77-bench-") as folder, machinery(Path(folder)) as running:
        for name in chosen.parts or PARTS:
            PARTS[name](running, chosen)


if __name__ == "__main__":
    main()
