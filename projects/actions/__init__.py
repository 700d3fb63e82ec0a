"""What people do with projects; one module a subject."""

from .closing import (
    close_project,
    reopen_project,
    return_closing,
    save_closing,
    share_lessons,
    submit_closing,
)
from .deciding import accept_submission, reopen_milestone, return_submission
from .drafts import add_draft_file, forget_old_drafts, remove_draft_file
from .library import save_reference
from .reminding import send_reminder
from .replacing import end_replacement, name_replacement
from .sheets import save_sheet
from .submitting import submit_milestone
from .team import end_role, give_role
from .visas import ask_visa, give_visa, hand_in, refuse_visa, withdraw_visa

__all__ = [
    "accept_submission",
    "add_draft_file",
    "ask_visa",
    "close_project",
    "end_replacement",
    "end_role",
    "forget_old_drafts",
    "give_role",
    "give_visa",
    "hand_in",
    "name_replacement",
    "refuse_visa",
    "remove_draft_file",
    "reopen_milestone",
    "reopen_project",
    "return_closing",
    "return_submission",
    "save_closing",
    "save_reference",
    "save_sheet",
    "send_reminder",
    "share_lessons",
    "submit_closing",
    "submit_milestone",
    "withdraw_visa",
]
