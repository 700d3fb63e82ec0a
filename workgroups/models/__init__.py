"""Working groups, their people, who asks to join, their meetings and what comes of them, their texts and documents."""

from .action import GroupAction
from .group import GroupGroupObjectPermission, GroupRole, WorkingGroup
from .joining import JoinRequest
from .library import FileVersion, GroupFile
from .meeting import Attendance, Meeting, MeetingAnswer
from .minutes import Minutes, MinutesNote
from .specification import Specification
from .template import SpecificationTemplate
from .version import Version

__all__ = [
    "Attendance",
    "FileVersion",
    "GroupAction",
    "GroupFile",
    "GroupGroupObjectPermission",
    "GroupRole",
    "JoinRequest",
    "Meeting",
    "MeetingAnswer",
    "Minutes",
    "MinutesNote",
    "Specification",
    "SpecificationTemplate",
    "Version",
    "WorkingGroup",
]
