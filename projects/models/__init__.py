"""The rows of projects; one module a subject."""

from .application import Application, ApplicationNote, ApplicationStep
from .asked import ChecklistAnswer, ChecklistItem, ExpectedDeliverable
from .course import CourseTemplate, ModelDocument, TemplateMilestone
from .followup import CorrectionRequest, Reminder, Transition
from .milestone import Milestone
from .project import Project, ProjectGroupObjectPermission, ProjectRole
from .submission import Deliverable, DraftFile, Submission

__all__ = [
    "Application",
    "ApplicationNote",
    "ApplicationStep",
    "ChecklistAnswer",
    "ChecklistItem",
    "CorrectionRequest",
    "CourseTemplate",
    "Deliverable",
    "DraftFile",
    "ExpectedDeliverable",
    "Milestone",
    "ModelDocument",
    "Project",
    "ProjectGroupObjectPermission",
    "ProjectRole",
    "Reminder",
    "Submission",
    "TemplateMilestone",
    "Transition",
]
