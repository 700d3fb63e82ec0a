"""What an attendee types, when registering and by their personal link."""

from .details import DetailsForm
from .person import PersonForm
from .questions import AnswersForm
from .registration import RegistrationForm
from .workshops import WorkshopsForm

__all__ = ["AnswersForm", "DetailsForm", "PersonForm", "RegistrationForm", "WorkshopsForm"]
