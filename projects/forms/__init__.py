"""The forms of projects; one module a subject."""

from .deciding import AcceptForm, CorrectionForm, ReopenForm
from .opinions import AskOpinionForm, DeclineOpinionForm, GiveOpinionForm
from .submitting import SubmissionForm
from .team import GiveProjectRoleForm

__all__ = [
    "AcceptForm",
    "AskOpinionForm",
    "CorrectionForm",
    "DeclineOpinionForm",
    "GiveOpinionForm",
    "GiveProjectRoleForm",
    "ReopenForm",
    "SubmissionForm",
]
