"""The forms of projects; one module a subject."""

from .correction import CorrectionForm
from .deciding import AcceptForm, ReopenForm
from .linking import DepositLinkForm
from .submitting import SubmissionForm
from .team import GiveProjectRoleForm

__all__ = ["AcceptForm", "CorrectionForm", "DepositLinkForm", "GiveProjectRoleForm", "ReopenForm", "SubmissionForm"]
