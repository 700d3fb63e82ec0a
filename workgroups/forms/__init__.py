"""The forms of groups, one module a subject."""

from .people import AcceptRequestForm, ChangeRoleForm, DeclineRequestForm, GroupMemberForm, JoinRequestForm
from .specification import RenamingForm, SpecificationForm

__all__ = [
    "AcceptRequestForm",
    "ChangeRoleForm",
    "DeclineRequestForm",
    "GroupMemberForm",
    "JoinRequestForm",
    "RenamingForm",
    "SpecificationForm",
]
