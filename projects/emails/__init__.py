"""The mails of projects; importing this package registers their kinds."""

from . import closing, milestone, replacement

__all__ = ["closing", "milestone", "replacement"]
