"""The mails of groups; importing this package registers their kinds."""

from . import joining, meeting, minutes, todo
from .rules import register_scopes

__all__ = ["joining", "meeting", "minutes", "register_scopes", "todo"]
