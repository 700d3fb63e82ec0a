"""Working groups, their people's roles, and the specifications they write together."""

from .group import GroupGroupObjectPermission, GroupRole, WorkingGroup
from .specification import Specification

__all__ = ["GroupGroupObjectPermission", "GroupRole", "Specification", "WorkingGroup"]
