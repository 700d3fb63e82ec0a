"""The mails of projects; importing this package registers their kinds."""

from . import deposit, milestone

__all__ = ["deposit", "milestone"]
