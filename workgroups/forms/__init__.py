"""The forms of groups, one module a subject."""

from .people import GroupMemberForm
from .specification import SpecificationForm

__all__ = ["GroupMemberForm", "SpecificationForm"]
