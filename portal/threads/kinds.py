"""What one may talk about: each app registers its kinds, and answers for their rights and their people."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from portal.notices import Scope


@dataclass(frozen=True)
class ThreadKind:
    """What an app says of one kind of thing; every function takes the thing (`find` its identifier, a text).

    `people` are those who may write there now, and so may be called upon; `followers` those of them who are told of
    every post; `accompaniers` those whom an answer by mail has to reach. All three are querysets of people.
    `posted` is called in the transaction of every post; `hold` before anything is written: it locks what the thread
    hangs on, and raises the app's Refusal where nothing more is said there, which `has_closed` tells beforehand.
    `version_of` is the number of the thing's version, which a post keeps, where the thing has versions that share
    their discussion. `quote_of` are the words of a text it is about, which its mails quote.
    """

    find: Callable[[str], Any]
    can_read: Callable[[Any, Any], bool]
    can_write: Callable[[Any, Any], bool]
    can_moderate: Callable[[Any, Any], bool]
    people: Callable[[Any], Any]
    followers: Callable[[Any], Any]
    accompaniers: Callable[[Any], Any]
    title_of: Callable[[Any], str]
    path_of: Callable[[Any], str]
    scope_of: Callable[[Any], Scope]
    posted: Callable[[Any], None] = lambda thing: None
    version_of: Callable[[Any], int | None] = lambda thing: None
    hold: Callable[[Any], None] = lambda thing: None
    has_closed: Callable[[Any], bool] = lambda thing: False
    quote_of: Callable[[Any], str] = lambda thing: ""


_kinds: dict[str, ThreadKind] = {}


def register_kind(name: str, kind: ThreadKind) -> None:
    """Called once from an app's `ready()`."""
    _kinds[name] = kind


@dataclass(frozen=True)
class Place:
    """One thing people talk about: its kind, its identifier (which never changes), and the thing itself."""

    kind: str
    identifier: str
    thing: Any

    def __getattr__(self, name):
        """The questions and sets of the kind, asked of this thing: `place.can_read(person)`, `place.people()`."""
        if name not in ThreadKind.__dataclass_fields__:
            raise AttributeError(name)
        ask = getattr(_kinds[self.kind], name)
        return lambda *person: ask(*person, self.thing)


def place(kind: str, identifier: str) -> Place | None:
    """The place with this identifier as it is now; None where the thing, or its kind, is no more."""
    thing = _kinds[kind].find(identifier) if kind in _kinds else None
    return Place(kind, identifier, thing) if thing is not None else None
