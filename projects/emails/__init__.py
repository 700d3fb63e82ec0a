"""The mails of projects; importing this package registers their kinds."""

from . import application, course, deposit, meeting, milestone, opinion

__all__ = ["application", "course", "deposit", "meeting", "milestone", "opinion"]
