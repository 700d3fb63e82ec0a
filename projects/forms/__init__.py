"""The forms of projects; one module a subject."""

from .correction import CorrectionForm
from .deciding import AcceptForm, ReopenForm
from .submitting import SubmissionForm
from .team import GiveProjectRoleForm

__all__ = ["AcceptForm", "CorrectionForm", "GiveProjectRoleForm", "ReopenForm", "SubmissionForm"]
