"""What differs between documents: each kind names who answers for the right, who gives codes, who reads it."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from django.db.models import prefetch_related_objects

WRITE = "write"
COMMENT = "comment"  # suggests and comments, in their own name
READ = "read"


class Place(NamedTuple):
    """Where a text is read: its title, the address of its page, and whose it is (the name of a group, or nothing)."""

    title: str
    path: str
    of: str = ""


_access: dict[str, Callable] = {}
_codes: dict[str, Callable] = {}
_readers: dict[str, Callable] = {}
_places: dict[str, Callable] = {}
_kept: dict[str, Callable] = {}
_owners: dict[str, str] = {}
_threads: list[Callable] = []
_commented: set[str] = set()


def register_kind(
    kind: str,
    *,
    access: Callable,
    codes: Callable | None = None,
    readers: Callable | None = None,
    place: Callable | None = None,
    kept: Callable | None = None,
    owner: str | None = None,
) -> None:
    """Called once from an app's `ready()`; `access(person, document)` answers "write", "comment", "read" or None.

    It is asked when a socket opens and again every few seconds, on a thread, with a person and a document fetched anew
    each time: it may query, and must not keep what it found. `owner` is the way from a document to the rows it looks
    at ("specification__group"): they are read for all open documents at once.

    `codes(document_id, borne)` gets the codes that the requirements of a text bear, those that were there first before
    new ones (None: no code yet), and answers in the same order those they are to bear. It runs on a thread, in a
    transaction of its own, and never gives the same code twice: what it gave may get lost, and is then left out.
    Without it requirements of this kind keep none.

    `readers(document)` is the queryset of people who may read it (it agrees with `access`): they can be mentioned in
    it, and nobody can without it. `place(document)` is its Place, for the mail to whom a mention names; None where it
    is gone. `kept(document)` yields the contents (the editor's JSON) that are kept beside the present text, whose
    images stay too; without it no image of such a document is ever swept.
    """
    _access[kind] = access
    more = ((_codes, codes), (_readers, readers), (_places, place), (_kept, kept))
    for registry, answer in more:
        if answer is not None:
            registry[kind] = answer
    if owner is not None:
        _owners[kind] = owner


def access(person, document) -> str | None:
    """What `person` may do with `document` now: "write", "comment", "read" or None.

    A kind nobody registered gives nothing.
    """
    ask = _access.get(document.kind)
    mode = ask(person, document) if ask is not None else None
    return READ if mode is not None and document.is_closed else mode


def read_owners(documents: Iterable) -> None:
    """Reads what `access` will look at, for many documents at once."""
    by_kind: dict[str, list] = {}
    for document in documents:
        by_kind.setdefault(document.kind, []).append(document)
    for kind, those in by_kind.items():
        if kind in _owners:
            prefetch_related_objects(those, _owners[kind])


def codes(kind: str, document_id, borne: list[str | None]) -> list[str | None]:
    """The codes that the requirements of a document are to bear, given those they bear."""
    give = _codes.get(kind)
    return list(give(document_id, borne)) if give is not None else [None] * len(borne)


def has_codes(kind: str) -> bool:
    """Whether texts of this kind hold requirements."""
    return kind in _codes


def readers(document):
    """The people who may read `document`, as a queryset; None where its kind does not say."""
    ask = _readers.get(document.kind)
    return ask(document) if ask is not None else None


def place(document) -> Place | None:
    """Where `document` is read; None where nobody knows."""
    ask = _places.get(document.kind)
    return ask(document) if ask is not None else None


def kept(document) -> Iterable[dict] | None:
    """The contents kept beside the present text; None where its kind does not say."""
    ask = _kept.get(document.kind)
    return ask(document) if ask is not None else None


def takes_comments(kind: str) -> bool:
    """Whether texts of this kind are commented on; set by `allow_comments`."""
    return kind in _commented


def allow_comments(kind: str) -> None:
    """Called by the app that keeps comments: pages of this kind show the tool."""
    _commented.add(kind)


def register_threads(all_of: Callable) -> None:
    """Called once by the app that keeps comments: `all_of(document_id, person_id, threads)`, on a thread, answers
    whether the person began all of these threads (public ids) on this document."""
    _threads[:] = [all_of]


def began_threads(document_id, person_id, threads: set[str]) -> bool:
    """Whether a person began all of these threads; nobody did where nobody keeps comments."""
    return all(began(document_id, person_id, threads) for began in _threads) and bool(_threads)
