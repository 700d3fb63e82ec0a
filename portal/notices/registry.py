"""Which function builds the mail of each kind, whom it may reach, and what a person may set about it."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

_builders: dict = {}
_rules: dict = {}
_scopes: dict = {}


class Category(StrEnum):
    """What a kind is to the person: codes and receipts come always; the rest by the person's preference."""

    ALWAYS = "always"
    WAITS_FOR_ME = "waits_for_me"
    EVERYTHING = "everything"
    DIGEST = "digest"  # the day's digest itself: never held, never skipped


@dataclass(frozen=True)
class Scope:
    """What a preference may be about beside everything: a project, say. `identifier` never changes."""

    kind: str
    identifier: str
    title: str


@dataclass(frozen=True)
class Rules:
    """What is asked about a notice before its mail is built; nothing of it where it goes to an address alone."""

    category: Category = Category.ALWAYS
    about: Callable | None = None
    may: Callable | None = None
    scope: Callable | None = None

    @property
    def is_adjustable(self):
        """Whether the person may set how they are told."""
        return self.category != Category.ALWAYS


def mail(kind, *, category=Category.ALWAYS, about=None, may=None, scope=None):
    """Registers the builder of a kind: `builder(notice) -> Mail`, or None when there is nothing left to say.

    It runs in the worker, after the transaction, with the notice's language active. For a notice to a person:
    `about(subject_id)` is the object it is on (None: nothing left to say), `may(person, object)` whether the person
    still may know of it (asked when it is sent: who lost the right gets nothing), `scope(object)` the Scope by which
    the person may set their own preference, if any.
    """

    def decorate(builder):
        _builders[kind] = builder
        _rules[kind] = Rules(Category(category), about, may, scope)
        return builder

    return decorate


def builder_of(kind):
    """The builder of a kind. Raises KeyError for a kind nobody registered."""
    return _builders[kind]


def rules_of(kind):
    """The rules of a kind; those of a mail that always comes where none were given."""
    return _rules.get(kind, Rules())


def register_scope(kind, *, find, offered_to):
    """Says what scopes of `kind` there are: `find(identifier) -> Scope or None`, `offered_to(person) -> [Scope]`."""
    _scopes[kind] = (find, offered_to)


def find_scope(kind, identifier):
    """The Scope with this identifier, or None where there is none any more."""
    find = _scopes[kind][0] if kind in _scopes else None
    return find(identifier) if find else None


def scopes_for(person):
    """Every scope the person takes part in, for their page of preferences."""
    return [scope for _find, offered_to in _scopes.values() for scope in offered_to(person)]
