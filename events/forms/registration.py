"""The one page on which somebody registers, alone or with colleagues."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from ..permissions import may_register
from .agreement import AgreementForm
from .person import PersonForm

COLLEAGUE = "colleague"  # repeated: the numbers of the colleagues on the page
LONGEST_NUMBER = 4
NEW = "NUMBER"  # stands for the number in the block that a script copies


@dataclass(frozen=True)
class FormError:
    """One line of the summary above the form; `field` and `person` say where it is, where it is anywhere."""

    text: str
    field: object = None
    person: object = None

    @property
    def label(self):
        return str(self.field.label).rstrip(".")  # what one agrees to is a sentence


class RegistrationForm:
    """The people on the page, the first one first, and what they agree to.

    Colleagues are told apart by a number in the names of their fields; hidden fields list the numbers, so that any of
    them can be taken away. What was typed is in `data` and stays there, whatever becomes of the form.
    """

    def __init__(self, data=None, files=None, *, choices, user, invitation=None, initial=None):
        self.choices, self.refusals = choices, []
        self.data, self.files, self.initial = data, files, initial or {}
        self._person = {"choices": choices, "user": user, "invitation": invitation}
        self.most_colleagues = _most_colleagues(choices.event, user, invitation)
        self._build()

    def _build(self):
        self.numbers = _numbers(self.data)[: self.most_colleagues]
        self.people = [self._block(initial=self.initial), *[self._block(number=number) for number in self.numbers]]
        self.agreement = AgreementForm(self.data, choices=self.choices, initial=self.initial)

    def _block(self, **options):
        return PersonForm(self.data, self.files, **self._person, **options)

    @property
    def _forms(self):
        return [*self.people, self.agreement]

    @property
    def colleagues(self):
        return self.people[1:]

    @property
    def blank_colleague(self):
        """The block that a script copies, or None where nobody may be added."""
        return PersonForm(number=NEW, **self._person) if self.most_colleagues else None

    @property
    def can_add(self):
        return len(self.numbers) < self.most_colleagues

    def is_valid(self):
        valid = [form.is_valid() for form in self._forms]
        return self._every_address_is_one_persons() and all(valid)

    def _every_address_is_one_persons(self):
        seen = set()
        for person in self.people:
            email = person.cleaned_data.get("email", "").lower()
            if email and email in seen:
                person.add_error("email", _("Somebody else on this form has this address: each needs their own."))
                return False
            seen.add(email)
        return True

    @property
    def applicants(self):
        """The people, as the action takes them, once the form is valid."""
        return [person.applicant for person in self.people]

    @property
    def email(self):
        """The first one's address, once the form is valid."""
        return self.people[0].cleaned_data["email"]

    def add_refusal(self, refusal):
        self.refusals.append(FormError(str(refusal)))

    @property
    def errors(self):
        """What to correct, for the summary above the form."""
        found = list(self.refusals)
        for form in self._forms if self.data is not None else []:
            person = form if form in self.colleagues else None
            found += [FormError(text, person=person) for text in form.non_field_errors()]
            found += [FormError(text, field, person) for field in form for text in field.errors]
        return found

    def add_colleague(self):
        """One block more, its organisation that of the first person; nothing is judged yet."""
        number = max(self.numbers, default=0) + 1
        self.data = self.data.copy()
        self.data.appendlist(COLLEAGUE, str(number))
        self.data[f"colleague-{number}-organisation"] = self.data.get("organisation", "")
        self._show_unjudged()

    def remove_colleague(self, number):
        """Takes the block with this number away; nothing is judged yet."""
        self.data = self.data.copy()
        self.data.setlist(COLLEAGUE, [str(kept) for kept in self.numbers if str(kept) != number])
        self._show_unjudged()

    def _show_unjudged(self):
        self._build()
        for form in self._forms:
            form._errors, form.cleaned_data = {}, {}

    def show_again(self, *, form_key, keeps_files):
        """Prepares the next showing: all that was typed stays, accepted files too; the traps are laid anew."""
        self.data = self.data.copy()
        self.data["form_key"], self.data["website"] = form_key, ""
        for person in self.people if keeps_files else []:
            self.data.update(person.keep_files())
        for form in self._forms:
            form.data, form.files = self.data, {}
            for name in form.errors:
                _mark(form.fields.get(name))


def _mark(field):
    if field is not None:
        field.widget.attrs["class"] = f"{field.widget.attrs.get('class', '')} is-invalid"


def _numbers(data):
    """The numbers of the colleagues on the page, as they were sent."""
    sent = data.getlist(COLLEAGUE) if data else []
    plain = [number for number in sent if number.isascii() and number.isdigit() and len(number) <= LONGEST_NUMBER]
    return list(dict.fromkeys(map(int, plain)))


def _most_colleagues(event, user, invitation):
    """An invitation made for one address brings nobody else where nobody else may come."""
    if invitation is not None and not may_register(user, event, invitation=invitation):
        return 0
    return event.most_people - 1
