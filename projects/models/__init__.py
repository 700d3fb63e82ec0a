"""The rows of projects; one module a subject."""

from .correction import CorrectionAnswer, CorrectionItem, CorrectionRequest
from .deposit import Deposit, DepositChunk, DepositLink, DepositUpload
from .draft import SubmissionDraft
from .followup import Reminder, Transition
from .milestone import Milestone
from .preview import Preview, PreviewPage
from .project import Project, ProjectGroupObjectPermission, ProjectRole
from .settings import ProjectSettings
from .submission import Deliverable, DraftFile, Submission

__all__ = [
    "CorrectionAnswer",
    "CorrectionItem",
    "CorrectionRequest",
    "Deliverable",
    "Deposit",
    "DepositChunk",
    "DepositLink",
    "DepositUpload",
    "DraftFile",
    "Milestone",
    "Preview",
    "PreviewPage",
    "Project",
    "ProjectGroupObjectPermission",
    "ProjectRole",
    "ProjectSettings",
    "Reminder",
    "Submission",
    "SubmissionDraft",
    "Transition",
]
