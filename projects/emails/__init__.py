"""The mails of projects; importing this package registers their kinds."""

from . import closing, milestone, replacement, visa

__all__ = ["closing", "milestone", "replacement", "visa"]
