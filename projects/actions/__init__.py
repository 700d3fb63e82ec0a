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
from .deciding import accept_submission, reopen_milestone, return_submission
from .drafts import add_draft_file, forget_old_drafts, remove_draft_file
from .laying import FIRST, adapt_milestone, apply_template, remove_milestone
from .model_documents import save_model_document
from .reminding import send_reminder
from .sheets import save_sheet
from .submitting import submit_milestone
from .team import end_role, give_role
from .templates import PlannedTemplateMilestone, save_template

__all__ = [
    "FIRST",
    "PlannedTemplateMilestone",
    "accept_submission",
    "adapt_milestone",
    "add_application_note",
    "add_draft_file",
    "answer_application",
    "apply_template",
    "ask_for_more",
    "decline_application",
    "end_role",
    "forget_declined_applications",
    "forget_old_drafts",
    "give_role",
    "remind_of_questions",
    "remove_draft_file",
    "remove_milestone",
    "reopen_milestone",
    "return_submission",
    "save_model_document",
    "save_sheet",
    "save_template",
    "send_reminder",
    "submit_application",
    "submit_milestone",
    "take_in_application",
    "withdraw_application",
]
