"""The rows of projects; one module a subject."""

from .followup import CorrectionRequest, Reminder, Transition
from .funding import FundingLine, FundingPlan
from .meeting import Decision, MeetingGuest, SteeringMeeting
from .milestone import Milestone
from .opinion import OpinionFile, OpinionRequest
from .project import Project, ProjectGroupObjectPermission, ProjectRole
from .study import BriefModel, BriefVersion, Consultancy, ProjectContact, StudyBrief
from .submission import Deliverable, DraftFile, Submission

__all__ = [
    "BriefModel",
    "BriefVersion",
    "Consultancy",
    "CorrectionRequest",
    "Decision",
    "Deliverable",
    "DraftFile",
    "FundingLine",
    "FundingPlan",
    "MeetingGuest",
    "Milestone",
    "OpinionFile",
    "OpinionRequest",
    "Project",
    "ProjectContact",
    "ProjectGroupObjectPermission",
    "ProjectRole",
    "Reminder",
    "SteeringMeeting",
    "StudyBrief",
    "Submission",
    "Transition",
]
