"""What people do with groups and their documents."""

from ..refusals import GroupRefusal
from .adopting import begin_next_draft, follow, publish_erratum, unfollow
from .consulting import answer_comment, close_consultation, comment, open_consultation, withdraw_comment
from .indexing import index_text, index_texts
from .joining import accept_request, ask_to_join, decline_request, join_group, withdraw_request
from .people import add_to_group, change_group_role, end_group_role, leave_group
from .specifications import create_specification
from .versions import keep_automatic_versions, keep_version, restore_version, thin_versions
from .voting import cast_ballot, close_vote, open_vote, withdraw_vote

__all__ = [
    "GroupRefusal",
    "accept_request",
    "add_to_group",
    "answer_comment",
    "ask_to_join",
    "begin_next_draft",
    "cast_ballot",
    "change_group_role",
    "close_consultation",
    "close_vote",
    "comment",
    "create_specification",
    "decline_request",
    "end_group_role",
    "follow",
    "index_text",
    "index_texts",
    "join_group",
    "keep_automatic_versions",
    "keep_version",
    "leave_group",
    "open_consultation",
    "open_vote",
    "publish_erratum",
    "restore_version",
    "thin_versions",
    "unfollow",
    "withdraw_comment",
    "withdraw_request",
    "withdraw_vote",
]
