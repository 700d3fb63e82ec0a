"""Where workbooks with people in them wait: the private storage, under a name nobody guesses."""

import secrets

from django.core.files.storage import storages


def private_storage():
    """The storage whose files no address leads to."""
    return storages["private"]


def random_name(member_import, file_name: str) -> str:
    """Random, so that it tells nothing and collides with nothing."""
    return f"members/imports/{secrets.token_urlsafe(16)}.xlsx"
