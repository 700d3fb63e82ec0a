"""The mails of projects; importing this package registers their kinds."""

from . import meeting, milestone, opinion

__all__ = ["meeting", "milestone", "opinion"]
