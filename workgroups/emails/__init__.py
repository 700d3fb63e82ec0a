"""The mails of groups; importing this package registers their kinds."""

from . import joining

__all__ = ["joining"]
