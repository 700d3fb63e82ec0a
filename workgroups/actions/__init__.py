"""What people do with groups and their documents."""

from ..refusals import ChangedMeanwhile, GroupRefusal
from .adopting import begin_next_draft, follow, publish_erratum, unfollow
from .bringing_in import send_file
from .consulting import answer_comment, close_consultation, comment, open_consultation, withdraw_comment
from .importing import create_from_file, replace_by_file
from .indexing import index_text, index_texts
from .joining import accept_request, ask_to_join, decline_request, join_group, withdraw_request
from .library import add_file, add_version, change_file, remove_file
from .meetings import answer_meeting, cancel_meeting, change_meeting, note_attendance, plan_meeting
from .minutes import adopt_minutes, begin_minutes, correct_minutes, remark_on_minutes, send_minutes
from .naming import rename_specification
from .people import add_to_group, change_group_role, end_group_role, leave_group
from .planning import call_off_plan, change_plan, extend_consultation, open_planned, plan_consultation
from .presentation import change_presentation
from .rewording import suggest_rewording
from .shelving import put_aside, take_up
from .specifications import create_specification
from .templates import drop_template, keep_template
from .todo import change_action, note_action, remind_of_actions, settle_action
from .versions import keep_automatic_versions, keep_version, restore_version, thin_versions
from .voting import cast_ballot, close_vote, open_vote, withdraw_vote
from .week import send_weeks

__all__ = [
    "ChangedMeanwhile",
    "GroupRefusal",
    "accept_request",
    "add_file",
    "add_to_group",
    "add_version",
    "adopt_minutes",
    "answer_comment",
    "answer_meeting",
    "ask_to_join",
    "begin_minutes",
    "begin_next_draft",
    "call_off_plan",
    "cancel_meeting",
    "cast_ballot",
    "change_action",
    "change_file",
    "change_group_role",
    "change_meeting",
    "change_plan",
    "change_presentation",
    "close_consultation",
    "close_vote",
    "comment",
    "correct_minutes",
    "create_from_file",
    "create_specification",
    "decline_request",
    "drop_template",
    "end_group_role",
    "extend_consultation",
    "follow",
    "index_text",
    "index_texts",
    "join_group",
    "keep_automatic_versions",
    "keep_template",
    "keep_version",
    "leave_group",
    "note_action",
    "note_attendance",
    "open_consultation",
    "open_planned",
    "open_vote",
    "plan_consultation",
    "plan_meeting",
    "publish_erratum",
    "put_aside",
    "remark_on_minutes",
    "remind_of_actions",
    "remove_file",
    "rename_specification",
    "replace_by_file",
    "restore_version",
    "send_file",
    "send_minutes",
    "send_weeks",
    "settle_action",
    "suggest_rewording",
    "take_up",
    "thin_versions",
    "unfollow",
    "withdraw_comment",
    "withdraw_request",
    "withdraw_vote",
]
