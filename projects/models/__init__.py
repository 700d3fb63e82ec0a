"""The rows of projects; one module a subject."""

from .followup import CorrectionRequest, Transition
from .milestone import Milestone
from .project import Project, ProjectGroupObjectPermission, ProjectRole
from .reminding import Reminder, ReminderSettings, Snooze
from .stage import StageChange
from .submission import Deliverable, DraftFile, Submission

__all__ = [
    "CorrectionRequest",
    "Deliverable",
    "DraftFile",
    "Milestone",
    "Project",
    "ProjectGroupObjectPermission",
    "ProjectRole",
    "Reminder",
    "ReminderSettings",
    "Snooze",
    "StageChange",
    "Submission",
    "Transition",
]
