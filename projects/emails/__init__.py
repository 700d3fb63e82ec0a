"""The mails of projects; importing this package registers their kinds."""

from . import course, milestone

__all__ = ["course", "milestone"]
