"""Values from the environment, parsed once and refused early when malformed.

Every name is listed, with an example, in `.env.example`.
"""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

ROOT = Path(__file__).resolve().parents[2]

env = environ.Env()
if (ROOT / ".env").is_file():
    env.read_env(ROOT / ".env")

SWITCH_WORDS = {"on": True, "true": True, "1": True, "off": False, "false": False, "0": False}


def switch(name: str, *, default: bool) -> bool:
    """`NAME=on` or `off` (also true/false, 1/0). Raises ImproperlyConfigured on any other word."""
    text = env.str(name, "on" if default else "off").strip().lower()
    if text not in SWITCH_WORDS:
        raise ImproperlyConfigured(f"{name}={text!r}: write on or off.")
    return SWITCH_WORDS[text]


def whole_number(name: str, *, default: int, least: int = 0) -> int:
    """A whole number of at least `least`. Raises ImproperlyConfigured otherwise."""
    text = env.str(name, str(default)).strip()
    if not text.isascii() or not text.isdigit() or int(text) < least:
        raise ImproperlyConfigured(f"{name}={text!r}: write a whole number, at least {least}.")
    return int(text)


def base_url(name: str, *, default: str) -> str:
    """An http(s) address without path or trailing slash, such as `https://www.it77.example`."""
    text = env.str(name, default).strip().rstrip("/")
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path:
        raise ImproperlyConfigured(f"{name}={text!r}: write an address such as https://www.it77.example.")
    return text


def mail_settings(name: str, *, default: str) -> dict[str, object]:
    """Django's EMAIL_… settings from one address.

    Forms: `folder:///path` (mails kept as files), `smtp://user:password@host:25`,
    `smtp+tls://…` (STARTTLS), `smtps://…` (TLS from the first byte), `console:`.
    """
    text = env.str(name, default).strip()
    parts = urlsplit(text)
    if parts.scheme == "folder" and parts.path:
        return {"EMAIL_BACKEND": "portal.notices.folder_backend.EmailBackend", "EMAIL_FOLDER": Path(parts.path)}
    if parts.scheme == "console":
        return {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}
    if parts.scheme in ("smtp", "smtp+tls", "smtps") and parts.hostname:
        return {
            "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "EMAIL_HOST": parts.hostname,
            "EMAIL_PORT": parts.port or {"smtp": 25, "smtp+tls": 587, "smtps": 465}[parts.scheme],
            "EMAIL_HOST_USER": unquote(parts.username or ""),
            "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
            "EMAIL_USE_TLS": parts.scheme == "smtp+tls",
            "EMAIL_USE_SSL": parts.scheme == "smtps",
            "EMAIL_TIMEOUT": 20,
        }
    raise ImproperlyConfigured(f"{name}={text!r}: write folder:///path, smtp://…, smtp+tls://…, smtps://… or console:.")


# How long a request waits for its turn in the database. SQLite lets writers in one by one and in no order: 250 people
# registering at once on a busy machine had three of them wait longer than thirty seconds. A late answer beats an error.
SECONDS_FOR_A_TURN = 90


def database_settings(name: str, *, default: str) -> dict[str, object]:
    """Django's DATABASES entry from `sqlite:///path` or `postgres://user:password@host/name`."""
    try:
        database = env.db_url(name, default)
    except (ValueError, KeyError) as error:
        raise ImproperlyConfigured(f"{name}: {error}") from error
    engine = database.get("ENGINE", "")
    if engine.endswith("sqlite3"):
        database["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": SECONDS_FOR_A_TURN,
            "init_command": (
                "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;"
                "PRAGMA temp_store = MEMORY; PRAGMA cache_size = -16000;"
            ),
        }
        return database
    if engine.endswith("postgresql"):
        # Persistent connections under ASGI, one a thread, would exhaust the server: a bounded pool instead. It has one
        # for each thread of `portal.turns`, the task worker and the scheduler, and two for co-editing.
        database["CONN_MAX_AGE"] = 0
        database.setdefault("OPTIONS", {})["pool"] = {"min_size": 1, "max_size": 12, "timeout": SECONDS_FOR_A_TURN}
        return database
    raise ImproperlyConfigured(f"{name}: only sqlite and postgres are supported.")
