"""The forms of projects; one module a subject."""

from .answering import AnswersForm
from .correction import CorrectionForm
from .deciding import AcceptForm, ReopenForm
from .linking import DepositLinkForm
from .opinions import AskOpinionForm, DeclineOpinionForm, GiveOpinionForm
from .submitting import SubmissionForm
from .team import GiveProjectRoleForm, ReferentForm

__all__ = [
    "AcceptForm",
    "AnswersForm",
    "AskOpinionForm",
    "CorrectionForm",
    "DeclineOpinionForm",
    "DepositLinkForm",
    "GiveOpinionForm",
    "GiveProjectRoleForm",
    "ReferentForm",
    "ReopenForm",
    "SubmissionForm",
]
