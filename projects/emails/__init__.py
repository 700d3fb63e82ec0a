"""The mails of projects; importing this package registers their kinds."""

from . import application, course, milestone

__all__ = ["application", "course", "milestone"]
