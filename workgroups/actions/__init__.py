"""What people do with groups and their documents."""

from ..refusals import ChangedMeanwhile, GroupRefusal
from .joining import accept_request, ask_to_join, decline_request, join_group, withdraw_request
from .meetings import answer_meeting, cancel_meeting, change_meeting, note_attendance, plan_meeting
from .people import add_to_group, change_group_role, end_group_role, leave_group
from .specifications import create_specification
from .versions import keep_automatic_versions, keep_version, restore_version, thin_versions

__all__ = [
    "ChangedMeanwhile",
    "GroupRefusal",
    "accept_request",
    "add_to_group",
    "answer_meeting",
    "ask_to_join",
    "cancel_meeting",
    "change_group_role",
    "change_meeting",
    "create_specification",
    "decline_request",
    "end_group_role",
    "join_group",
    "keep_automatic_versions",
    "keep_version",
    "leave_group",
    "note_attendance",
    "plan_meeting",
    "restore_version",
    "thin_versions",
    "withdraw_request",
]
