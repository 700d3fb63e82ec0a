"""The mails of projects; importing this package registers their kinds."""

from . import application, closing, course, deposit, meeting, milestone, opinion, replacement, visa

__all__ = [
    "application",
    "closing",
    "course",
    "deposit",
    "meeting",
    "milestone",
    "opinion",
    "replacement",
    "visa",
]
