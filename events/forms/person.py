"""All that is asked of one person: details, audience, workshops, questions."""

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ..actions import Applicant
from ..models import Registration
from ..permissions import may_register
from .details import DetailsForm
from .questions import QuestionFields
from .workshops import WorkshopFields

THEY_COME_AS = _("They come as")


class AudienceField(forms.Field):
    """One of the event's audiences, among those the visitor may choose."""

    widget = forms.TextInput
    default_error_messages = {"closed": _("Choose one of the groups that are open to you.")}

    def __init__(self, choices, *, is_for_other=False):
        self.choices = [choice for choice in choices.audiences if choice.is_shown]
        self.open = {str(choice.audience.pk): choice.audience for choice in choices.open_audiences}
        super().__init__(label=THEY_COME_AS if is_for_other else _("You come as"), required=True)

    def to_python(self, value):
        if value in self.empty_values:
            return None
        if str(value) not in self.open:
            raise forms.ValidationError(self.error_messages["closed"], code="closed")
        return self.open[str(value)]

    def get_bound_field(self, form, field_name):
        return AudienceBoundField(form, self, field_name)


class AudienceBoundField(BoundField):
    @property
    def rows(self):
        """(choice, whether it is chosen), for the template."""
        value = str(self.value() or "")
        return [(choice, str(choice.audience.pk) == value) for choice in self.field.choices]


class PersonForm(WorkshopFields, QuestionFields, DetailsForm):
    """One person on the registration page: the first one, or a colleague they register with themselves (`number`).

    `choices` are shared by everybody on the page. Once it is valid, `applicant` is what the action takes.
    """

    def __init__(self, *args, choices, user, invitation=None, number=None, **kwargs):
        instance = Registration(event=choices.event)
        prefix = f"colleague-{number}" if number is not None else None
        needs_address = number is None
        super().__init__(*args, instance=instance, prefix=prefix, needs_address=needs_address, **kwargs)
        self.choices, self.user, self.invitation, self.number = choices, user, invitation, number
        if choices.audiences:
            self.fields["audience"] = AudienceField(choices, is_for_other=self.is_for_other)
            self.fields["audience"].initial = _only_or_invited(choices, invitation)
        self.add_workshop_fields(choices)
        self.add_question_fields(choices.questions)
        if number is not None:
            self.fields["email"].help_text = _("Blank if they have none: their mails then come to you.")

    @property
    def is_colleague(self):
        return self.number is not None

    @property
    def title(self):
        """What the block of a colleague is called: their name once it is typed."""
        name = f"{self['first_name'].value() or ''} {self['last_name'].value() or ''}".strip()
        return name or gettext("Colleague %(number)s") % {"number": self.number}

    @property
    def audience_field(self):
        return self["audience"] if "audience" in self.fields else None

    def clean(self):
        cleaned = super().clean()
        audience = cleaned.get("audience")
        self.clean_answers(audience)
        if self.invitation is not None and self.invitation.email:
            if not self._may_come():
                self.add_error("email", _("The invitation was made for another address."))
            elif audience and not self._may_come(audience=audience):
                self.add_error("audience", _("The invitation that opens this group was made for another address."))
        return cleaned

    def _may_come(self, **audience):
        email = self.cleaned_data.get("email", "")
        return may_register(self.user, self.choices.event, invitation=self.invitation, email=email, **audience)

    @property
    def applicant(self):
        """This person, as the action takes them."""
        return Applicant(
            **self.details,
            audience=self.cleaned_data.get("audience"),
            workshops=tuple(self.chosen_workshops),
            waits=tuple(self.awaited_workshops),
            answers=tuple((question, value) for question, value in self.answers if value is not None),
        )


def _only_or_invited(choices, invitation):
    """The audience that is chosen to begin with: that of the invitation, or the only one there is to choose."""
    if invitation is not None and invitation.audience_id:
        return invitation.audience_id
    only = [choice.audience.pk for choice in choices.open_audiences]
    return only[0] if len(only) == 1 else None
