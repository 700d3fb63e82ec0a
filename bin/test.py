"""`make test`: everything, on real servers; what cannot be had makes it fail, and nothing is skipped.

Linters; the whole suite on PostgreSQL and Redis; races, search, migrations, journeys and faults on SQLite as well, save
those that only look at screens.
"""

import os
import re
import signal
import subprocess
import sys
import time
import xml.etree.ElementTree as ElementTree
from contextlib import suppress
from pathlib import Path

from check import BIN, SLOW, failures, linters, prepare, show
from setup import PYTHON, ROOT, CannotGoOn, say

from tests.servers import machine

REPORTS = ROOT / "var" / "reports"
PROGRAMS = ["postgres", "redis-server", "soffice"]


def lanes():
    """What runs beside what: lanes of phases, each (name, arguments of pytest, beside PostgreSQL and Redis or not).

    The first lane begins alone, with the suite on both processors; the others follow its first phase.
    """
    suite = ["-n2", *(f"--ignore={folder}" for folder in SLOW)]
    browsers = ["tests/journeys", "tests/faults"]
    races = ["tests/races", "tests/migrations"]
    searching = (path.relative_to(ROOT) for path in (ROOT / "tests").rglob("test_*search*.py"))
    search = sorted(str(path) for path in searching if path.parent != Path("tests/journeys"))
    return [
        [
            ("the suite, on PostgreSQL and Redis", suite, True),
            ("journeys and faults, on PostgreSQL and Redis with two workers", browsers, True),
        ],
        [
            ("races and migrations, on PostgreSQL and Redis", races, True),
            ("races, search and migrations, on SQLite", [*races, "tests/test_migrations.py", *search], False),
            ("journeys and faults, on SQLite in one process", [*browsers, "-m", "not looks"], False),
        ],
    ]


def main() -> int:
    """The second time it is started, beside the servers, it runs the phases."""
    started = time.monotonic()
    prepare()
    with suppress(machine.NotOnThisMachine):  # then the other Chromium does
        machine.need("chromium-headless-shell")
    say_versions([*map(machine.need, PROGRAMS), machine.browser()])
    bad = failures(linters())
    show(bad)
    command = [str(PYTHON), "-m", "tests.servers", str(PYTHON), __file__, "--beside-servers"]
    code = machine.attend(command, cwd=ROOT)
    passed, failed = totals()
    say(f"\n{len(bad)} of {len(linters())} linters failed; the servers are stopped.")
    result = f"{failed + len(bad)} failed, {passed} passed" if failed or bad else f"{passed} passed"
    say(f"====== {result} in {time.monotonic() - started:.2f}s ======")
    return 1 if code or bad or failed or not passed else 0


def run_lanes() -> int:
    """Runs every phase, whatever the others gave; the number of those that failed."""
    REPORTS.mkdir(parents=True, exist_ok=True)
    (first, *rest), *others = lanes()
    failed = run_phase(*first)
    beside = [start_lane(number) for number, _ in enumerate(others, 1)]
    try:
        failed += sum(run_phase(*phase) for phase in rest)
    except KeyboardInterrupt:
        for process, _ in beside:
            process.send_signal(signal.SIGINT)
        raise
    finally:
        for process, printed in beside:
            failed += process.wait()
            say(printed.read_text())
    return failed


def start_lane(number):
    """Starts a lane in a process of its own; what it prints is kept for later. Returns both."""
    printed = REPORTS / f"lane-{number}.txt"
    with printed.open("w") as output:
        command = [str(PYTHON), __file__, f"--lane={number}"]
        return subprocess.Popen(command, cwd=ROOT, stdout=output, stderr=subprocess.STDOUT), printed


def run_phase(name, arguments, servers) -> bool:
    """Runs one phase; whether it failed."""
    say(f"\n=== {name} ===")
    settings = {key: value for key, value in os.environ.items() if servers or not key.startswith("TEST_")}
    report = f"--junitxml={REPORTS / re.sub('[^a-z]+', '-', name.lower())}.xml"
    started = time.monotonic()
    command = [BIN / "pytest", "-q", "-p", "no:cacheprovider", report, *arguments]
    failed = machine.attend(command, cwd=ROOT, env=settings) != 0
    say(f"({time.monotonic() - started:.0f} s)")
    return failed


def totals() -> "tuple[int, int]":
    """How many tests passed and failed in all phases."""
    suites = [suite for report in REPORTS.glob("*.xml") for suite in ElementTree.parse(report).iter("testsuite")]
    number = {name: sum(int(suite.get(name, 0)) for suite in suites) for name in ("tests", "failures", "errors")}
    failed = number["failures"] + number["errors"]
    return number["tests"] - failed, failed


def say_versions(programs):
    """Which programs the run stands on."""
    for path in programs:
        asked = subprocess.run([path, "--version"], capture_output=True, text=True, check=False)
        say(f"{path.name}: {asked.stdout.strip().splitlines()[0]} ({path})")
    for name in ("TEST_DATABASE_URL", "TEST_REDIS_URL"):
        if os.environ.get(name):
            say(f"{name} is set: that server is used instead.")


if __name__ == "__main__":
    try:
        if "--beside-servers" in sys.argv:
            sys.exit(1 if run_lanes() else 0)
        if sys.argv[-1].startswith("--lane="):
            phases = lanes()[int(sys.argv[-1].removeprefix("--lane="))]
            sys.exit(sum(run_phase(*phase) for phase in phases))
        for report in REPORTS.glob("*.xml"):
            report.unlink()
        sys.exit(main())
    except (CannotGoOn, machine.NotOnThisMachine) as reason:
        sys.exit(str(reason))
    except KeyboardInterrupt:
        sys.exit(130)
