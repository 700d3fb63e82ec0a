"""What people do with projects; one module a subject."""

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
    "add_draft_file",
    "apply_template",
    "end_role",
    "forget_old_drafts",
    "give_role",
    "remove_draft_file",
    "remove_milestone",
    "reopen_milestone",
    "return_submission",
    "save_model_document",
    "save_sheet",
    "save_template",
    "send_reminder",
    "submit_milestone",
]
