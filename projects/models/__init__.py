"""The rows of projects; one module a subject."""

from .application import Application, ApplicationNote, ApplicationStep
from .asked import ChecklistAnswer, ChecklistItem, ExpectedDeliverable
from .closing import Closing, PlaceFacts
from .correction import CorrectionAnswer, CorrectionItem, CorrectionRequest
from .course import CourseTemplate, ModelDocument, TemplateMilestone
from .deposit import Deposit, DepositChunk, DepositLink, DepositUpload
from .draft import SubmissionDraft
from .followup import Transition
from .funding import FundingLine, FundingPlan
from .library import BenchmarkPlace, BenchmarkSource
from .meeting import Decision, MeetingGuest, SteeringMeeting
from .milestone import Milestone
from .opinion import OpinionFile, OpinionRequest
from .preview import Preview, PreviewPage
from .project import Project, ProjectGroupObjectPermission, ProjectRole
from .reminding import Reminder, ReminderSettings, Snooze
from .settings import ProjectSettings
from .stage import StageChange
from .study import BriefModel, BriefVersion, Consultancy, ProjectContact, StudyBrief
from .submission import Deliverable, DraftFile, Submission
from .visa import Visa

__all__ = [
    "Application",
    "ApplicationNote",
    "ApplicationStep",
    "BenchmarkPlace",
    "BenchmarkSource",
    "BriefModel",
    "BriefVersion",
    "ChecklistAnswer",
    "ChecklistItem",
    "Closing",
    "Consultancy",
    "CorrectionAnswer",
    "CorrectionItem",
    "CorrectionRequest",
    "CourseTemplate",
    "Decision",
    "Deliverable",
    "Deposit",
    "DepositChunk",
    "DepositLink",
    "DepositUpload",
    "DraftFile",
    "ExpectedDeliverable",
    "FundingLine",
    "FundingPlan",
    "MeetingGuest",
    "Milestone",
    "ModelDocument",
    "OpinionFile",
    "OpinionRequest",
    "PlaceFacts",
    "Preview",
    "PreviewPage",
    "Project",
    "ProjectContact",
    "ProjectGroupObjectPermission",
    "ProjectRole",
    "ProjectSettings",
    "Reminder",
    "ReminderSettings",
    "Snooze",
    "StageChange",
    "SteeringMeeting",
    "StudyBrief",
    "Submission",
    "SubmissionDraft",
    "TemplateMilestone",
    "Transition",
    "Visa",
]
