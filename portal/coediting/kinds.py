"""What differs between documents: each kind names who answers for the right, and who gives codes."""

from collections.abc import Callable

WRITE = "write"
READ = "read"

_access: dict[str, Callable] = {}
_codes: dict[str, Callable] = {}


def register_kind(kind: str, *, access: Callable, codes: Callable | None = None) -> None:
    """Called once from an app's `ready()`; `access(person, document)` answers "write", "read" or None.

    It is asked when a socket opens and again every few seconds, on a thread, with a person fetched anew each time:
    it may query, and must not keep what it found.

    `codes(document_id, borne)` gets the codes that the requirements of a text bear, those that were there first before
    new ones (None: no code yet), and answers in the same order those they are to bear. It runs on a thread, in a
    transaction of its own, and never gives the same code twice: what it gave may get lost, and is then left out.
    Without it requirements of this kind keep none.
    """
    _access[kind] = access
    if codes is not None:
        _codes[kind] = codes


def access(person, document) -> str | None:
    """What `person` may do with `document` now: "write", "read" or None. A kind nobody registered gives nothing."""
    ask = _access.get(document.kind)
    mode = ask(person, document) if ask is not None else None
    return READ if mode == WRITE and document.is_closed else mode


def codes(kind: str, document_id, borne: list[str | None]) -> list[str | None]:
    """The codes that the requirements of a document are to bear, given those they bear."""
    give = _codes.get(kind)
    return list(give(document_id, borne)) if give is not None else [None] * len(borne)


def has_codes(kind: str) -> bool:
    """Whether texts of this kind hold requirements."""
    return kind in _codes
