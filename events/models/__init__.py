from .audience import Audience, Invitation
from .booking import WorkshopBooking
from .change import ProgrammeChange
from .check_in import CheckIn
from .event import Event, EventSeries
from .group_message import GroupMessage
from .importing import ImportRow, RegistrationImport
from .message import MessageText
from .places import Pool, Seat
from .programme import Slot, Workshop
from .question import Answer, Consent, ConsentGiven, FeedbackReply, Question, QuestionOption
from .registration import Registration
from .roles import EventGroupObjectPermission, EventRole
from .saved_list import SavedList
from .transition import EventTransition, RegistrationTransition

__all__ = [
    "Answer",
    "Audience",
    "CheckIn",
    "Consent",
    "ConsentGiven",
    "Event",
    "EventGroupObjectPermission",
    "EventRole",
    "EventSeries",
    "EventTransition",
    "FeedbackReply",
    "GroupMessage",
    "ImportRow",
    "Invitation",
    "MessageText",
    "Pool",
    "ProgrammeChange",
    "Question",
    "QuestionOption",
    "Registration",
    "RegistrationImport",
    "RegistrationTransition",
    "SavedList",
    "Seat",
    "Slot",
    "Workshop",
    "WorkshopBooking",
]
