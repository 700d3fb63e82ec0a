"""One thing that happened."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class Seen:
    """What the reader may know beyond the course: what was handed in, what is prepared for a visa."""

    person: Any
    submissions: bool
    preparations: bool


@dataclass(frozen=True)
class Change:
    """One field that became something else."""

    label: str
    old: str
    new: str


@dataclass(frozen=True)
class Entry:
    """What happened, when, by whom; `detail` is their own words, `changes` what became of which field."""

    at: datetime
    kind: str
    title: str
    by: Any = None
    for_person: Any = None
    detail: str = ""
    url: str = ""
    changes: tuple[Change, ...] = ()
