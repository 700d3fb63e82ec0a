"""Notifications and mails: enqueued in the caller's transaction, rendered and sent after it.

Other apps import this package and nothing inside it (`docs/architecture.md` shows the calls).
"""

from importlib import import_module

_HOMES = {
    "Attachment": "messages",
    "Category": "registry",
    "Mail": "messages",
    "absolute": "messages",
    "drop": "actions",
    "forget": "forgetting",
    "forget_person": "forgetting",
    "letter": "letters",
    "mail": "registry",
    "mark_opened": "actions",
    "mark_read": "actions",
    "preferences_path": "preferences",
    "register_scope": "registry",
    "send": "actions",
    "send_many": "actions",
    "send_rendered": "actions",
    "Notice": "models",
    "Scope": "registry",
}
__all__ = sorted(_HOMES)


def __getattr__(name):
    # `emails.py` of other apps may import this package before our models are loaded.
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
