"""The rows of projects; one module a subject."""

from .closing import Closing, PlaceFacts
from .followup import CorrectionRequest, Reminder, Transition
from .library import BenchmarkPlace, BenchmarkSource
from .milestone import Milestone
from .project import Project, ProjectGroupObjectPermission, ProjectRole
from .submission import Deliverable, DraftFile, Submission
from .visa import Visa

__all__ = [
    "BenchmarkPlace",
    "BenchmarkSource",
    "Closing",
    "CorrectionRequest",
    "Deliverable",
    "DraftFile",
    "Milestone",
    "PlaceFacts",
    "Project",
    "ProjectGroupObjectPermission",
    "ProjectRole",
    "Reminder",
    "Submission",
    "Transition",
    "Visa",
]
