"""The mails of groups; importing this package registers their kinds."""

from . import adoption, joining

__all__ = ["adoption", "joining"]
