"""The rows of projects; one module a subject."""

from .application import Application, ApplicationNote, ApplicationStep
from .asked import ChecklistAnswer, ChecklistItem, ExpectedDeliverable
from .correction import CorrectionAnswer, CorrectionItem, CorrectionRequest
from .course import CourseTemplate, ModelDocument, TemplateMilestone
from .deposit import Deposit, DepositChunk, DepositLink, DepositUpload
from .draft import SubmissionDraft
from .followup import Reminder, Transition
from .milestone import Milestone
from .preview import Preview, PreviewPage
from .project import Project, ProjectGroupObjectPermission, ProjectRole
from .settings import ProjectSettings
from .submission import Deliverable, DraftFile, Submission

__all__ = [
    "Application",
    "ApplicationNote",
    "ApplicationStep",
    "ChecklistAnswer",
    "ChecklistItem",
    "CorrectionAnswer",
    "CorrectionItem",
    "CorrectionRequest",
    "CourseTemplate",
    "Deliverable",
    "Deposit",
    "DepositChunk",
    "DepositLink",
    "DepositUpload",
    "DraftFile",
    "ExpectedDeliverable",
    "Milestone",
    "ModelDocument",
    "Preview",
    "PreviewPage",
    "Project",
    "ProjectGroupObjectPermission",
    "ProjectRole",
    "ProjectSettings",
    "Reminder",
    "Submission",
    "SubmissionDraft",
    "TemplateMilestone",
    "Transition",
]
