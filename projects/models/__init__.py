"""The rows of projects; one module a subject."""

from .application import Application, ApplicationNote, ApplicationStep
from .followup import CorrectionRequest, Reminder, Transition
from .milestone import Milestone
from .project import Project, ProjectGroupObjectPermission, ProjectRole
from .submission import Deliverable, DraftFile, Submission

__all__ = [
    "Application",
    "ApplicationNote",
    "ApplicationStep",
    "CorrectionRequest",
    "Deliverable",
    "DraftFile",
    "Milestone",
    "Project",
    "ProjectGroupObjectPermission",
    "ProjectRole",
    "Reminder",
    "Submission",
    "Transition",
]
