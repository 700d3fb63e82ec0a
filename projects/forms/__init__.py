"""The forms of projects; one module a subject."""

from .deciding import AcceptForm, CorrectionForm, ReopenForm
from .submitting import SubmissionForm
from .team import GiveProjectRoleForm, ReferentForm

__all__ = ["AcceptForm", "CorrectionForm", "GiveProjectRoleForm", "ReferentForm", "ReopenForm", "SubmissionForm"]
