"""The jobs of all apps by name, what the worker does at each turn, and to whom it gives way."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True)
class Job:
    """A function to run about every `period`, by one worker only; running it twice must do no harm."""

    name: str
    run: Callable[[], object]
    period: timedelta


_jobs: dict[str, Job] = {}


def every(**period):
    """Registers the function as a job: `every(minutes=10)`, with the words of `timedelta`."""

    def decorate(function):
        name = f"{function.__module__}.{function.__name__}"
        _jobs[name] = Job(name, function, timedelta(**period))
        return function

    return decorate


def jobs():
    """Every registered job."""
    return list(_jobs.values())


_turns: list = []
_here = threading.local()
_busy: list = []


def each_turn(work):
    """Registers a piece of work that the worker does at each of its turns beside the tasks that are ready.

    `work()` does a little and returns how much: as long as that is not nothing the next turn follows at once.
    """
    _turns.append(work)
    return work


def turns():
    """Every registered piece of work."""
    return list(_turns)


def work_until(stopping):
    """Says to the work of this thread which event tells it to end."""
    _here.stopping = stopping


def is_stopping():
    """Whether the server is about to end: this thread finishes what it has in hand and begins no more."""
    stopping = getattr(_here, "stopping", None)
    return stopping is not None and stopping.is_set()


def give_way_to(is_busy):
    """Registers a question: as long as it is answered yes, the worker gives way for a moment each (`give_way`)."""
    _busy.append(is_busy)


def somebody_is_waiting():
    """Whether people wait for their pages in this process."""
    return any(is_busy() for is_busy in _busy)


# Work waits so long at most while people wait for their pages: a rush delays mails, a busy day does not stop them.
LONGEST_WAY, MOMENT = 0.5, 0.02


def give_way():
    """Lets those who sit before a screen go first, for half a second at most."""
    deadline = time.monotonic() + LONGEST_WAY
    while somebody_is_waiting() and not is_stopping() and time.monotonic() < deadline:
        time.sleep(MOMENT)
