"""What one can do to a registration, one function a verb; mails are enqueued in the transaction of what they tell."""

from .capacity import set_audience_capacity, set_capacity, set_places, set_workshop_capacity
from .changing import cancel_registration, change_answers, change_workshops, correct_details, join_line
from .door import Passage, Scan, check_in, let_in, undo_check_in, walk_in
from .feedback import add_standard_questions, feedback_questions, give_feedback, may_give_feedback, refuse_feedback
from .promoting import accept_offer, give_freed_places, lapse_offers
from .registering import Applicant, Outcome, register, register_people, send_link_again
from .wording import reset_words, save_words, send_preview

__all__ = [
    "Applicant",
    "Outcome",
    "Passage",
    "Scan",
    "accept_offer",
    "add_standard_questions",
    "cancel_registration",
    "change_answers",
    "change_workshops",
    "check_in",
    "correct_details",
    "feedback_questions",
    "give_feedback",
    "give_freed_places",
    "join_line",
    "lapse_offers",
    "let_in",
    "may_give_feedback",
    "refuse_feedback",
    "register",
    "register_people",
    "reset_words",
    "save_words",
    "send_link_again",
    "send_preview",
    "set_audience_capacity",
    "set_capacity",
    "set_places",
    "set_workshop_capacity",
    "undo_check_in",
    "walk_in",
]
