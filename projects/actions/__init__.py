"""What people do with projects; one module a subject."""

from .deciding import Asked, accept_submission, refuse_unworkable, reopen_milestone, return_submission
from .drafts import add_draft_file, forget_old_drafts, remove_draft_file, save_draft
from .linking import make_deposit_link, revoke_deposit_link, set_deposit_aside
from .receiving import forget_abandoned_uploads
from .reminding import send_reminder
from .sheets import save_sheet
from .submitting import submit_milestone
from .team import end_role, give_role
from .withdrawing import begin_review, withdraw_submission

__all__ = [
    "Asked",
    "accept_submission",
    "add_draft_file",
    "begin_review",
    "end_role",
    "forget_abandoned_uploads",
    "forget_old_drafts",
    "give_role",
    "make_deposit_link",
    "refuse_unworkable",
    "remove_draft_file",
    "reopen_milestone",
    "return_submission",
    "revoke_deposit_link",
    "save_draft",
    "save_sheet",
    "send_reminder",
    "set_deposit_aside",
    "submit_milestone",
    "withdraw_submission",
]
