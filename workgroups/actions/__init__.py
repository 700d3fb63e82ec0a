"""What people do with groups and their documents."""

from ..refusals import ChangedMeanwhile, GroupRefusal
from .joining import accept_request, ask_to_join, decline_request, join_group, withdraw_request
from .library import add_file, add_version, change_file, remove_file
from .meetings import answer_meeting, cancel_meeting, change_meeting, note_attendance, plan_meeting
from .minutes import adopt_minutes, begin_minutes, correct_minutes, remark_on_minutes, send_minutes
from .people import add_to_group, change_group_role, end_group_role, leave_group
from .presentation import change_presentation
from .specifications import create_specification
from .todo import change_action, note_action, remind_of_actions, settle_action
from .versions import keep_automatic_versions, keep_version, restore_version, thin_versions

__all__ = [
    "ChangedMeanwhile",
    "GroupRefusal",
    "accept_request",
    "add_file",
    "add_to_group",
    "add_version",
    "adopt_minutes",
    "answer_meeting",
    "ask_to_join",
    "begin_minutes",
    "cancel_meeting",
    "change_action",
    "change_file",
    "change_group_role",
    "change_meeting",
    "change_presentation",
    "correct_minutes",
    "create_specification",
    "decline_request",
    "end_group_role",
    "join_group",
    "keep_automatic_versions",
    "keep_version",
    "leave_group",
    "note_action",
    "note_attendance",
    "plan_meeting",
    "remark_on_minutes",
    "remind_of_actions",
    "remove_file",
    "restore_version",
    "send_minutes",
    "settle_action",
    "thin_versions",
    "withdraw_request",
]
