"""The rows of projects; one module a subject."""

from .followup import CorrectionRequest, Reminder, Transition
from .milestone import Milestone
from .opinion import OpinionFile, OpinionRequest
from .project import Project, ProjectGroupObjectPermission, ProjectRole
from .submission import Deliverable, DraftFile, Submission

__all__ = [
    "CorrectionRequest",
    "Deliverable",
    "DraftFile",
    "Milestone",
    "OpinionFile",
    "OpinionRequest",
    "Project",
    "ProjectGroupObjectPermission",
    "ProjectRole",
    "Reminder",
    "Submission",
    "Transition",
]
