"""The forms of the personal page: one of them is sent at a time, each has a button of its own."""

from .. import actions
from ..choices import Choices
from ..models import Registration
from .details import DetailsForm
from .questions import AnswersForm
from .workshops import WorkshopsForm


class PersonalForms:
    """Workshops, answers and details of a registration; `sent` is the one that came back with the request, if any.

    `is_for_other`: an organiser fills them in, who need not know the address.
    """

    def __init__(self, request, registration, *, is_for_other=False):
        self.registration, self.seen = registration, _number(request.POST.get("seen"))
        self.sent = None
        choices = Choices.for_holder(registration)
        other = {"is_for_other": is_for_other}
        self.workshops = self._form(
            request, "workshops", WorkshopsForm, registration=registration, choices=choices, **other
        )
        self.answers = self._form(
            request, "answers", AnswersForm, registration=registration, questions=choices.questions
        )
        needs_address = not is_for_other and registration.registered_by is None
        # What is typed goes to a stand-in: above the form the registration is shown as it stands.
        instance = Registration(event=registration.event) if "save-details" in request.POST else registration
        self.details = self._form(
            request, "details", DetailsForm, instance=instance, needs_address=needs_address, **other
        )

    def _form(self, request, name, kind, **given):
        """A form is filled from the request where its own button was pressed."""
        if request.method != "POST" or f"save-{name}" not in request.POST:
            return kind(prefix=name, **given)
        self.sent = kind(request.POST, request.FILES, prefix=name, **given)
        return self.sent

    def is_valid(self):
        return self.sent is not None and self.sent.is_valid()

    def save(self, *, by=None):
        """Does what was asked; returns the registration as it is now. Raises RegistrationRefused."""
        if self.sent is self.workshops:
            wanted = {"workshops": self.sent.chosen_workshops, "waits": self.sent.awaited_workshops}
            return actions.change_workshops(self.registration, **wanted, seen=self.seen, by=by)
        if self.sent is self.answers:
            return actions.change_answers(self.registration, answers=self.sent.answers, by=by)
        details = {name: self.sent.cleaned_data[name] for name in self.sent.fields}
        return actions.correct_details(self.registration, **details, by=by)


def _number(text):
    return int(text) if text and text.isascii() and text.isdigit() else None
