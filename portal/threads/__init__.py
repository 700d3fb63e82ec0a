"""Discussions: one model of a thread, on whatever an app says one may talk about.

Other apps import this package and nothing inside it (`docs/architecture.md` shows the calls).
"""

from importlib import import_module

_HOMES = {
    "Place": "kinds",
    "ThreadKind": "kinds",
    "answer": "pages",
    "edit_post": "actions",
    "forget_files": "actions",
    "forget_person": "actions",
    "has_posts": "reading",
    "may_edit": "actions",
    "may_remove": "actions",
    "place": "kinds",
    "post": "actions",
    "post_of": "reading",
    "register_kind": "kinds",
    "remove_post": "actions",
    "said": "reading",
    "summaries": "reading",
}
__all__ = sorted(_HOMES)


def __getattr__(name):
    # Apps import this package before our models are loaded: each name is fetched when it is asked for.
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
