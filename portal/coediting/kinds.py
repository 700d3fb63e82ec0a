"""Who asks for the right: each kind of document names the function that answers for it."""

from collections.abc import Callable

WRITE = "write"
READ = "read"

_access: dict[str, Callable] = {}


def register_kind(kind: str, *, access: Callable) -> None:
    """Called once from an app's `ready()`; `access(person, document)` answers "write", "read" or None.

    It is asked when a socket opens and again every few seconds, on a thread, with a person fetched anew each time:
    it may query, and must not keep what it found.
    """
    _access[kind] = access


def access(person, document) -> str | None:
    """What `person` may do with `document` now: "write", "read" or None. A kind nobody registered gives nothing."""
    ask = _access.get(document.kind)
    return ask(person, document) if ask is not None else None
