"""What people do with projects; one module a subject."""

from .application_upkeep import forget_applications, forget_declined_applications, remind_of_questions
from .applications import (
    add_application_note,
    answer_application,
    ask_for_more,
    decline_application,
    submit_application,
    take_in_application,
    withdraw_application,
)
from .briefs import begin_brief, begin_model, keep_version
from .closing import close_project, reopen_project, return_closing, save_closing, share_lessons, submit_closing
from .deciding import Asked, accept_submission, refuse_unworkable, reopen_milestone, return_submission
from .drafts import add_draft_file, forget_old_drafts, remove_draft_file, save_draft
from .funding import save_funding
from .laying import FIRST, adapt_milestone, adapted_version, apply_template, remove_milestone
from .library import save_reference
from .linking import forget_addresses_of_links, make_deposit_link, revoke_deposit_link, set_deposit_aside
from .meetings import (
    begin_minutes,
    cancel_meeting,
    change_meeting,
    note_attendance,
    note_decision,
    plan_meeting,
    settle_decision,
)
from .model_documents import save_model_document
from .opinions import ask_opinion, decline_opinion, give_opinion, remind_expert, revoke_opinion, share_opinion
from .receiving import forget_abandoned_uploads
from .records import remove_record, save_record
from .reminding import log_reminder, send_reminder, send_reminders
from .replacing import end_replacement, end_with_lead, name_replacement
from .sheets import save_sheet, sheet_version
from .snoozing import end_snooze, snooze_reminders
from .stages import change_stage
from .submitting import submit_milestone
from .team import end_role, give_role, name_referent
from .templates import PlannedTemplateMilestone, save_template, template_version
from .visas import ask_visa, give_visa, hand_in, refuse_visa, withdraw_visa
from .withdrawing import begin_review, withdraw_submission

__all__ = [
    "FIRST",
    "Asked",
    "PlannedTemplateMilestone",
    "accept_submission",
    "adapt_milestone",
    "adapted_version",
    "add_application_note",
    "add_draft_file",
    "answer_application",
    "apply_template",
    "ask_for_more",
    "ask_opinion",
    "ask_visa",
    "begin_brief",
    "begin_minutes",
    "begin_model",
    "begin_review",
    "cancel_meeting",
    "change_meeting",
    "change_stage",
    "close_project",
    "decline_application",
    "decline_opinion",
    "end_replacement",
    "end_role",
    "end_snooze",
    "end_with_lead",
    "forget_abandoned_uploads",
    "forget_addresses_of_links",
    "forget_applications",
    "forget_declined_applications",
    "forget_old_drafts",
    "give_opinion",
    "give_role",
    "give_visa",
    "hand_in",
    "keep_version",
    "log_reminder",
    "make_deposit_link",
    "name_referent",
    "name_replacement",
    "note_attendance",
    "note_decision",
    "plan_meeting",
    "refuse_unworkable",
    "refuse_visa",
    "remind_expert",
    "remind_of_questions",
    "remove_draft_file",
    "remove_milestone",
    "remove_record",
    "reopen_milestone",
    "reopen_project",
    "return_closing",
    "return_submission",
    "revoke_deposit_link",
    "revoke_opinion",
    "save_closing",
    "save_draft",
    "save_funding",
    "save_model_document",
    "save_record",
    "save_reference",
    "save_sheet",
    "save_template",
    "send_reminder",
    "send_reminders",
    "set_deposit_aside",
    "settle_decision",
    "share_lessons",
    "share_opinion",
    "sheet_version",
    "snooze_reminders",
    "submit_application",
    "submit_closing",
    "submit_milestone",
    "take_in_application",
    "template_version",
    "withdraw_application",
    "withdraw_submission",
    "withdraw_visa",
]
