"""The mails of projects; importing this package registers their kinds."""

from . import closing, milestone

__all__ = ["closing", "milestone"]
