"""The mails of projects; importing this package registers their kinds."""

from . import application, course, deposit, milestone

__all__ = ["application", "course", "deposit", "milestone"]
