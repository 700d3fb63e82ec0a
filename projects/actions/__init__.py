"""What people do with projects; one module a subject."""

from .deciding import accept_submission, reopen_milestone, return_submission
from .drafts import add_draft_file, forget_old_drafts, remove_draft_file
from .opinions import ask_opinion, decline_opinion, give_opinion, remind_expert, revoke_opinion, share_opinion
from .reminding import send_reminder
from .sheets import save_sheet
from .submitting import submit_milestone
from .team import end_role, give_role

__all__ = [
    "accept_submission",
    "add_draft_file",
    "ask_opinion",
    "decline_opinion",
    "end_role",
    "forget_old_drafts",
    "give_opinion",
    "give_role",
    "remind_expert",
    "remove_draft_file",
    "reopen_milestone",
    "return_submission",
    "revoke_opinion",
    "save_sheet",
    "send_reminder",
    "share_opinion",
    "submit_milestone",
]
