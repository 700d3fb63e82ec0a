"""The mails of groups; importing this package registers their kinds."""

from . import adoption, joining, meeting, minutes, todo, week
from .rules import register_scopes

__all__ = ["adoption", "joining", "meeting", "minutes", "register_scopes", "todo", "week"]
