"""What sign-up asks of a person, and their own sheet."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.utils.translation import gettext_lazy as _

from portal.people.models import Person


class SignupNames(forms.Form):
    """What sign-up asks beside the address (ACCOUNT_SIGNUP_FORM_CLASS)."""

    first_name = forms.CharField(label=_("First name"), max_length=150)
    last_name = forms.CharField(label=_("Last name"), max_length=150)

    def signup(self, request, user):
        user.language = request.LANGUAGE_CODE
        user.save(update_fields=["language"])


class PersonForm(forms.ModelForm):
    """What somebody says about themselves; the address has its own screen, which asks for a code."""

    class Meta:
        model = Person
        fields = ["first_name", "last_name", "phone", "language"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, hint in {"first_name": "given-name", "last_name": "family-name", "phone": "tel"}.items():
            self.fields[name].widget.attrs["autocomplete"] = hint
        self.fields["first_name"].required = self.fields["last_name"].required = True
        self.helper = FormHelper()
        self.helper.add_input(Submit("save", _("Save")))
