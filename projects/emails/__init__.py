"""The mails of projects; importing this package registers their kinds."""

from . import application, milestone

__all__ = ["application", "milestone"]
