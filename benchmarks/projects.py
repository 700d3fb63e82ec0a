"""The staff's screens at 20 and at 2,000 projects: `bin/with-servers python -m benchmarks.projects`.

2,000 projects of 25 milestones with 5 submissions each, 5,000 people with 30,000 role rows. Prints the queries of each
screen at both sizes and how much longer it takes, what the rights of a list cost, and what an export of 50,000 rows
costs beside openpyxl alone. Times depend on the machine, ratios hardly.
"""

import argparse
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from benchmarks.events_report import per, say

ROOT = Path(__file__).resolve().parents[1]
FEW, MANY = 20, 2000
PEOPLE, ROLES = 5000, 30_000
TIMES = 9
ROUNDS = 3
MB = 1024
# (who looks, what it is, its address); the aim is on the first.
SCREENS = [
    ("staff", "portfolio, first page", "/projets/tableau/"),
    ("staff", "portfolio, late", "/projets/tableau/?late=on"),
    ("staff", "portfolio, waits for leads", "/projets/tableau/?waits_for=leads"),
    ("staff", "portfolio, quiet 30 days, sorted", "/projets/tableau/?quiet=30&sort=activity"),
    ("accompanier", "portfolio of an accompanier", "/projets/tableau/"),
    ("staff", "calendar", "/projets/tableau/calendrier/"),
    ("staff", "reminders", "/projets/tableau/relances/"),
    ("staff", "figures of the year", "/projets/tableau/annee/{year}/"),
    ("staff", "back office list", "/gestion/projets/"),
    ("lead", "my space of a lead", "/espace/"),
    ("staff", "my space of the staff", "/espace/"),
]


def prepare():
    """An empty database of its own on the server of the tests, and Django set up on it."""
    import psycopg

    server = urlsplit(os.environ["TEST_DATABASE_URL"])
    name = "benchmark_projects"
    with psycopg.connect(urlunsplit(server._replace(scheme="postgresql")), autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name}")
        connection.execute(f"CREATE DATABASE {name}")
    os.environ["TEST_DATABASE_URL"] = urlunsplit(server._replace(path=f"/{name}"))
    os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings.test"
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("sync_roles", verbosity=0)


def screens():
    """Prints each screen at both sizes."""
    from django.utils import timezone

    from benchmarks.projects_filled import Filled

    filled, found = Filled(), {}
    year = timezone.localdate().year
    for number in (FEW, MANY):
        started = time.perf_counter()
        filled.up_to(number, people=PEOPLE * number // MANY, roles=ROLES * number // MANY)
        say(f"{number} projects: {filled.counted()}, made in {per(time.perf_counter() - started)}")
        for who, name, address in SCREENS:
            found[number, name] = measure(getattr(filled, who), address.format(year=year))
    for _who, name, _address in SCREENS:
        few, many = found[FEW, name], found[MANY, name]
        if few is None or many is None:
            say(f"  {name}: no such screen")
            continue
        verdict = "" if few[0] == many[0] else ", NOT THE SAME"
        say(
            f"  {name}: {few[0]} and {many[0]} queries{verdict}, {per(few[1])} and {per(many[1])} "
            f"({many[1] / few[1]:.2f} ×)"
        )
    return filled


def measure(person, address):
    """(queries, seconds: the median of some); None where there is no such screen."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(HTTP_HOST="localhost")
    client.force_login(person)
    if client.get(address).status_code == 404:
        return None
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    queries, seconds = len(captured), []
    for _ in range(TIMES):
        started = time.perf_counter()
        answer = client.get(address)
        seconds.append(time.perf_counter() - started)
        if answer.status_code != 200:
            raise RuntimeError(f"{address} was answered {answer.status_code}")
    return queries, statistics.median(seconds)


def rights(person):
    """Prints what it costs to ask the rights of a person on a list of projects."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from portal import roles
    from projects import permissions
    from projects.models import Project

    projects = list(Project.objects.all()[:50])
    roles.forget_rights(person)
    with CaptureQueriesContext(connection) as captured:
        roles.prefetch_rights(person, projects)
        allowed = sum(permissions.can_follow(person, one) and permissions.can_manage(person, one) for one in projects)
    say(f"Rights of a list of {len(projects)}: {len(captured)} queries ({allowed} allowed)")


def export(person):
    """Prints time and memory of everything as .xlsx, beside openpyxl alone; each in a process of its own, in turn."""
    found = {"portal": [], "openpyxl": []}
    for _ in range(ROUNDS):
        for name in found:
            command = [sys.executable, "-m", "benchmarks.projects_export", name, str(person.pk)]
            done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
            found[name].append([float(word) for word in done.stdout.split()])
    for name, rounds in found.items():
        seconds = statistics.median(one[0] for one in rounds)
        grown, whole = max(one[1] for one in rounds) / MB, max(one[2] for one in rounds) / MB
        say(
            f"Export, {name}: {int(rounds[0][3])} rows, {int(rounds[0][4])} queries, {per(seconds)}, "
            f"{grown:.0f} MB more memory ({whole:.0f} MB in all)"
        )
    ratio = statistics.median(one[0] for one in found["portal"]) / statistics.median(
        one[0] for one in found["openpyxl"]
    )
    say(f"Export: {ratio:.2f} × openpyxl alone")


def main():
    """Runs the whole, or the parts that were asked for after the screens."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    if "TEST_DATABASE_URL" not in os.environ:
        sys.exit("Run it as: bin/with-servers python -m benchmarks.projects")
    prepare()
    filled = screens()
    rights(filled.accompanier)
    export(filled.staff)


if __name__ == "__main__":
    main()
