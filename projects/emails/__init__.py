"""The mails of projects; importing this package registers their kinds."""

from . import milestone, opinion

__all__ = ["milestone", "opinion"]
