"""Signed links: each opens one object for one purpose, until a date."""

from datetime import timedelta

from django.core import signing


class BadToken(Exception):
    """The token is damaged, expired, or was made for another purpose."""


def sign(purpose: str, identifier: str, *, days: int) -> str:
    """A text for an address: opens `identifier` for `purpose` during `days` days."""
    return signing.dumps([identifier, days], salt=f"portal.tokens.{purpose}")


def read(purpose: str, token: str) -> str:
    """The identifier in `token`. Raises BadToken when it is not one of ours, of this purpose, still valid."""
    salt = f"portal.tokens.{purpose}"
    try:
        identifier, days = signing.loads(token, salt=salt)
        signing.loads(token, salt=salt, max_age=timedelta(days=days))
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise BadToken(purpose) from error
    return identifier
