"""The mails of groups; importing this package registers their kinds."""

from . import adoption, joining, meeting, minutes, planning, todo, week
from .rules import register_scopes

__all__ = ["adoption", "joining", "meeting", "minutes", "planning", "register_scopes", "todo", "week"]
