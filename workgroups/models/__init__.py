"""Working groups, their people, who asks to join, their meetings, and the specifications they write together."""

from .group import GroupGroupObjectPermission, GroupRole, WorkingGroup
from .joining import JoinRequest
from .meeting import Meeting, MeetingAnswer
from .specification import Specification
from .version import Version

__all__ = [
    "GroupGroupObjectPermission",
    "GroupRole",
    "JoinRequest",
    "Meeting",
    "MeetingAnswer",
    "Specification",
    "Version",
    "WorkingGroup",
]
