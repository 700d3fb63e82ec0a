"""What people do with projects; one module a subject."""

from .deciding import accept_submission, reopen_milestone, return_submission
from .drafts import add_draft_file, forget_old_drafts, remove_draft_file
from .reminding import log_reminder, send_reminder, send_reminders
from .sheets import save_sheet
from .snoozing import end_snooze, snooze_reminders
from .stages import change_stage
from .submitting import submit_milestone
from .team import end_role, give_role, name_referent

__all__ = [
    "accept_submission",
    "add_draft_file",
    "change_stage",
    "end_role",
    "end_snooze",
    "forget_old_drafts",
    "give_role",
    "log_reminder",
    "name_referent",
    "remove_draft_file",
    "reopen_milestone",
    "return_submission",
    "save_sheet",
    "send_reminder",
    "send_reminders",
    "snooze_reminders",
    "submit_milestone",
]
