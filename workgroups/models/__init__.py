"""Working groups, their people's roles, who asks to join, and the specifications they write together."""

from .group import GroupGroupObjectPermission, GroupRole, WorkingGroup
from .joining import JoinRequest
from .specification import Specification
from .version import Version

__all__ = ["GroupGroupObjectPermission", "GroupRole", "JoinRequest", "Specification", "Version", "WorkingGroup"]
