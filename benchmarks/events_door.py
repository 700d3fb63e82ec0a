"""What a check-in costs the server: `python -m benchmarks.events_door` (5,000 registered, 400 check-ins).

On SQLite; `bin/with-servers python -m benchmarks.events_door` runs it on PostgreSQL and Redis. Every request goes
through the whole of Django in this process, nothing else at the same time. Beside each check-in a bare Django view
inserts one row, in turn, so that the machine's mood tells on both; the ratio is what to compare between machines.
"""

import argparse
import os
import statistics
import time
import uuid

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.test")

CUTS = {"p50": 49, "p99": 98}


def insert_one_row(request):
    """A view that does nothing but insert a row."""
    from django.db import connection  # after the arguments: `--help` needs nothing
    from django.http import HttpResponse

    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO benchmark_row (text) VALUES (%s)", [str(uuid.uuid4())])
    return HttpResponse("ok")


def bare_urls():
    """The addresses of the bare project: one."""
    from django.urls import path

    return (path("", insert_one_row),)


class Door:
    """Somebody at the door of an event at which `registered` people are expected."""

    def __init__(self, registered):
        from django.test import Client

        from tests.factories.door import crowd, standing_at
        from tests.factories.events import EventFactory, SlotFactory, WorkshopFactory

        self.event = EventFactory(begun=True, places=0)
        workshop = WorkshopFactory(slot=SlotFactory(event=self.event), places=0)
        crowd(self.event, registered, workshop=workshop)
        self.address = f"/evenements/{self.event.slug}/pointage/"
        self.client = Client()
        self.client.force_login(standing_at(self.event))
        self.people = self.event.registrations.order_by("?")

    def check_in(self, registration):
        """Sends one scan, as the page does."""
        from tests.factories.door import scan_of

        body = {"now": round(time.time() * 1000), "scans": [scan_of(registration)]}
        answer = self.client.post(f"{self.address}passages/", body, content_type="application/json")
        if answer.json()["results"][0]["answer"] != "in":
            raise SystemExit(f"not checked in: {answer.content}")

    def look(self, version):
        """Asks what is new, as every door does every three seconds."""
        answer = self.client.get(f"{self.address}liste.json", {"depuis": version})
        if answer.status_code != 200:
            raise SystemExit(f"no list: {answer.status_code}")

    def fetch_list(self):
        """The whole list: its bytes, plain and as they travel."""
        plain = self.client.get(f"{self.address}liste.json").content
        packed = self.client.get(f"{self.address}liste.json", headers={"Accept-Encoding": "gzip"}).content
        return len(plain), len(packed)


def bare():
    """One request to the bare project."""
    from django.test import Client, override_settings

    with override_settings(ROOT_URLCONF=bare_urls(), MIDDLEWARE=[]):
        client = Client()
        client.post("/")  # its own handler is made now, not in what is timed
        return timed(lambda: client.post("/"))


def timed(act):
    """Milliseconds it took, and those of them the processor worked."""
    began, worked = time.perf_counter(), time.process_time()
    act()
    return (time.perf_counter() - began) * 1000, (time.process_time() - worked) * 1000


def report(name, times, yardstick):
    """One line: the percentiles and the processor's time, and how many times those of the bare view."""
    found, bare_found = figures(times), figures(yardstick)
    said = [f"{label} {found[label]:.1f} ms ({found[label] / bare_found[label]:.1f} x)" for label in found]
    print(f"{name}: {', '.join(said)}")


def figures(times):
    """The percentiles of the time it took and the median of the processor's, by name."""
    took = statistics.quantiles([time_taken for time_taken, _ in times], n=100)
    return {label: took[at] for label, at in CUTS.items()} | {"processor": statistics.median(w for _, w in times)}


def measure(registered, check_ins):
    """Times check-ins, questions for what is new, and the bare view, in turn; prints them with the list's size."""
    from django.db import connection

    from events.door_list import now

    with connection.cursor() as cursor:
        key = "serial PRIMARY KEY" if connection.vendor == "postgresql" else "integer PRIMARY KEY"
        cursor.execute(f"CREATE TABLE benchmark_row (id {key}, text varchar(40))")
    door = Door(registered)
    people = list(door.people[: check_ins + 20])
    for registration in people[check_ins:]:  # what is loaded and cached once
        door.check_in(registration), door.look(now())
    times = {"check-in": [], "what is new": [], "a bare view inserting one row": []}
    for registration in people[:check_ins]:
        version = now()
        times["a bare view inserting one row"].append(bare())
        times["check-in"].append(timed(lambda person=registration: door.check_in(person)))
        times["what is new"].append(timed(lambda since=version: door.look(since)))
    plain, packed = door.fetch_list()
    print(f"{registered} registered, {check_ins} check-ins, {connection.vendor}")
    for name, measured in times.items():
        report(name, measured, times["a bare view inserting one row"])
    print(f"the list: {plain / 1e6:.2f} MB, {packed / 1e6:.2f} MB on the wire")
    print(f"fetching the list: {timed(door.fetch_list)[0] / 2:.0f} ms")


def main():
    """On a database of its own, dropped afterwards."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--registered", type=int, default=5_000)
    parser.add_argument("--check-ins", type=int, default=400)
    chosen = parser.parse_args()

    import django

    django.setup()
    from django.conf import settings
    from django.db import connections

    from tests import databases

    where = databases.databases(os.environ["DATABASE_URL"])
    url = where.url_named(f"bench-{os.getpid()}", settings.VAR)
    where.clone(databases.migrated(where), url)
    name = url.removeprefix("sqlite:///") if url.startswith("sqlite:") else databases.name_in(url)
    settings.DATABASES["default"]["NAME"] = connections["default"].settings_dict["NAME"] = name
    try:
        measure(chosen.registered, chosen.check_ins)
    finally:
        connections["default"].close()
        if connections["default"].vendor == "postgresql":
            connections["default"].close_pool()
        where.drop(url)


if __name__ == "__main__":
    main()
