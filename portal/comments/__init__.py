"""Comments on passages of a co-edited text: who may, what is kept of each, and the panel beside the text.

What is said in a comment is a discussion of `portal.threads`; where it is anchored is a mark in the text.
Other apps import this package and nothing inside it: they register their kinds of text, and show the panel.
"""

from importlib import import_module

_HOMES = {
    "CommentKind": "kinds",
    "begin": "actions",
    "in_words": "reading",
    "panel_context": "panel",
    "register_kind": "kinds",
    "reopen": "actions",
    "reply": "actions",
    "resolve": "actions",
}
__all__ = sorted(_HOMES)


def __getattr__(name):
    # Apps import this package before our models are loaded: each name is fetched when it is asked for.
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
