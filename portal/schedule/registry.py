"""The jobs of all apps, by name."""

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
