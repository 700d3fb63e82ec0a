"""The mails of groups; importing this package registers their kinds."""

from . import joining, meeting

__all__ = ["joining", "meeting"]
