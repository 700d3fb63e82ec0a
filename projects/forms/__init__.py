"""The forms of projects; one module a subject."""

from .answering import AnswersForm
from .correction import CorrectionForm
from .deciding import AcceptForm, ReopenForm
from .linking import DepositLinkForm
from .submitting import SubmissionForm
from .team import GiveProjectRoleForm

__all__ = [
    "AcceptForm",
    "AnswersForm",
    "CorrectionForm",
    "DepositLinkForm",
    "GiveProjectRoleForm",
    "ReopenForm",
    "SubmissionForm",
]
