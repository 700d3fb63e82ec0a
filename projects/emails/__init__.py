"""The mails of projects; importing this package registers their kinds."""

from . import milestone

__all__ = ["milestone"]
