"""What people do with groups and their documents."""

from ..refusals import GroupRefusal
from .people import add_to_group, end_group_role
from .specifications import create_specification

__all__ = ["GroupRefusal", "add_to_group", "create_specification", "end_group_role"]
