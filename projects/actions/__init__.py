"""What people do with projects; one module a subject."""

from .briefs import begin_brief, begin_model, keep_version
from .deciding import accept_submission, reopen_milestone, return_submission
from .drafts import add_draft_file, forget_old_drafts, remove_draft_file
from .funding import save_funding
from .meetings import (
    begin_minutes,
    cancel_meeting,
    change_meeting,
    note_attendance,
    note_decision,
    plan_meeting,
    settle_decision,
)
from .opinions import ask_opinion, decline_opinion, give_opinion, remind_expert, revoke_opinion, share_opinion
from .records import remove_record, save_record
from .reminding import send_reminder
from .sheets import save_sheet
from .submitting import submit_milestone
from .team import end_role, give_role

__all__ = [
    "accept_submission",
    "add_draft_file",
    "ask_opinion",
    "begin_brief",
    "begin_minutes",
    "begin_model",
    "cancel_meeting",
    "change_meeting",
    "decline_opinion",
    "end_role",
    "forget_old_drafts",
    "give_opinion",
    "give_role",
    "keep_version",
    "note_attendance",
    "note_decision",
    "plan_meeting",
    "remind_expert",
    "remove_draft_file",
    "remove_record",
    "reopen_milestone",
    "return_submission",
    "revoke_opinion",
    "save_funding",
    "save_record",
    "save_sheet",
    "send_reminder",
    "settle_decision",
    "share_opinion",
    "submit_milestone",
]
