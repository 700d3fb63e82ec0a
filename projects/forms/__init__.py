"""The forms of projects; one module a subject."""

from .answering import AnswersForm
from .deciding import AcceptForm, CorrectionForm, ReopenForm
from .submitting import SubmissionForm
from .team import GiveProjectRoleForm

__all__ = ["AcceptForm", "AnswersForm", "CorrectionForm", "GiveProjectRoleForm", "ReopenForm", "SubmissionForm"]
