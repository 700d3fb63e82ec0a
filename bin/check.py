"""`make check`: linters, types, catalogue and the fast tests in under a minute; says what failed, and how long."""

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from setup import PYTHON, ROOT, CannotGoOn, environment, front_end, node_environment, say

sys.path.insert(0, str(ROOT))

from tests.servers import machine

SLOW = ["tests/journeys", "tests/faults", "tests/races", "tests/migrations"]
# The slowest folders: sockets and workbooks, LibreOffice, what loads the whole demonstration, the two large apps.
LEFT_TO_MAKE_TEST = [
    *SLOW,
    *(f"tests/{name}" for name in ("coediting", "demo", "events", "members", "paper", "projects", "spreadsheets")),
]
BIN = PYTHON.parent


@dataclass
class Step:
    """One command, by the name under which it is reported."""

    name: str
    command: list
    code: int = 0
    seconds: float = 0.0
    output: str = ""

    def run(self):
        started = time.monotonic()
        settings = node_environment() | {"DJANGO_SETTINGS_MODULE": "portal.settings.development"}
        command = [str(part) for part in self.command]
        ran = subprocess.run(
            command, cwd=ROOT, env=settings, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
        )
        self.code, self.output = ran.returncode, ran.stdout + ran.stderr
        self.seconds = time.monotonic() - started
        say(f"{'ok    ' if not self.code else 'FAILED'} {self.name} ({self.seconds:.0f} s)")
        return self


def linters():
    """What looks at the code without running it."""
    return [
        Step("the French catalogue is complete (bin/messages)", ["bin/messages", "--check"]),
        Step("TypeScript (tsc, eslint)", ["npm", "run", "--silent", "check"]),
        Step("templates (djlint)", [BIN / "djlint", "templates", "--lint", "--quiet"]),
        Step("every model has its migration", [PYTHON, "manage.py", "makemigrations", "--check", "--dry-run"]),
        Step("Python style (ruff)", [BIN / "ruff", "check", "--quiet", "."]),
        Step("Python format (ruff)", [BIN / "ruff", "format", "--quiet", "--check", "."]),
    ]


def prepare():
    """What the checks need on the machine and in the tree."""
    environment(dev=True)
    front_end(dev=True)
    machine.need("xgettext")


def failures(steps):
    """Runs the steps, two at a time; the failed ones, with what they printed."""
    with ThreadPoolExecutor(max_workers=2) as pool:
        return [step for step in pool.map(Step.run, steps) if step.code]


def show(steps):
    """What the failed steps printed."""
    for step in steps:
        say(f"\n--- {step.name} ---\n{step.output[-6000:]}")


def main() -> int:
    started = time.monotonic()
    prepare()
    failed = failures(linters())
    show(failed)
    ignored = [f"--ignore={folder}" for folder in LEFT_TO_MAKE_TEST]
    settings = {name: value for name, value in os.environ.items() if not name.startswith("TEST_")}
    tests = machine.attend([BIN / "pytest", "-q", "-n2", *ignored], cwd=ROOT, env=settings)
    say(f"\nmake check took {time.monotonic() - started:.0f} s: {'failed' if failed or tests else 'all is well'}.")
    return 1 if failed or tests else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (CannotGoOn, machine.NotOnThisMachine) as reason:
        sys.exit(str(reason))
    except KeyboardInterrupt:
        sys.exit(130)
