"""The kinds of workbooks of all apps: who may have them, and how they are made."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from portal.spreadsheets import Sheet

EVERYTHING = "*"


@dataclass(frozen=True)
class Kind:
    """One kind of workbook."""

    scope_of: Callable[[object], set[str]]
    make: Callable[[object, dict], tuple[str, Sequence[Sheet] | bytes]]


_kinds: dict[str, Kind] = {}


def register(name: str, *, scope_of, make):
    """Declares a kind of workbook.

    `scope_of(person)` is what the person may have in it now: the identifiers of what it is about (texts), EVERYTHING
    among them for a right over all; empty where they have no right at all. A prepared workbook is handed out as long as
    its scope is still within the person's.
    `make(person, arguments)` is (file name, sheets); rows are read while they are written. `arguments` are JSON. A
    file of another kind is given as its bytes, and is asked for by `exports.later`.
    """
    _kinds[name] = Kind(scope_of, make)


def kind_named(name: str) -> Kind:
    """The kind of this name. Raises KeyError where its app did not register it."""
    return _kinds[name]


def covers(now: set[str], then: set[str]) -> bool:
    """Whether somebody whose scope is `now` may have what was made for the scope `then`."""
    return bool(now) and (EVERYTHING in now or then <= now)
