"""What people do with projects; one module a subject."""

from .application_upkeep import forget_declined_applications, remind_of_questions
from .applications import (
    add_application_note,
    answer_application,
    ask_for_more,
    decline_application,
    submit_application,
    take_in_application,
    withdraw_application,
)
from .deciding import Asked, accept_submission, refuse_unworkable, reopen_milestone, return_submission
from .drafts import add_draft_file, forget_old_drafts, remove_draft_file, save_draft
from .laying import FIRST, adapt_milestone, apply_template, remove_milestone
from .linking import make_deposit_link, revoke_deposit_link, set_deposit_aside
from .model_documents import save_model_document
from .receiving import forget_abandoned_uploads
from .reminding import send_reminder
from .sheets import save_sheet
from .submitting import submit_milestone
from .team import end_role, give_role
from .templates import PlannedTemplateMilestone, save_template
from .withdrawing import begin_review, withdraw_submission

__all__ = [
    "FIRST",
    "Asked",
    "PlannedTemplateMilestone",
    "accept_submission",
    "adapt_milestone",
    "add_application_note",
    "add_draft_file",
    "answer_application",
    "apply_template",
    "ask_for_more",
    "begin_review",
    "decline_application",
    "end_role",
    "forget_abandoned_uploads",
    "forget_declined_applications",
    "forget_old_drafts",
    "give_role",
    "make_deposit_link",
    "refuse_unworkable",
    "remind_of_questions",
    "remove_draft_file",
    "remove_milestone",
    "reopen_milestone",
    "return_submission",
    "revoke_deposit_link",
    "save_draft",
    "save_model_document",
    "save_sheet",
    "save_template",
    "send_reminder",
    "set_deposit_aside",
    "submit_application",
    "submit_milestone",
    "take_in_application",
    "withdraw_application",
    "withdraw_submission",
]
