"""Who somebody is: names, address, organisation, postcode."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from ..models import Registration

CONTROL = {"class": "form-control"}


class DetailsForm(forms.ModelForm):
    """Name, organisation and address of somebody who registers or corrects them.

    `instance.event` says whether the postcode is asked; `needs_address` is False for a colleague, whose mails may go
    to whoever registers them; `is_for_other`: somebody else fills it in for them.
    """

    class Meta:
        model = Registration
        fields = ["email", "first_name", "last_name", "organisation", "postcode"]
        widgets = {
            "email": forms.EmailInput(attrs=CONTROL | {"autocomplete": "email", "inputmode": "email"}),
            "first_name": forms.TextInput(attrs=CONTROL | {"autocomplete": "given-name"}),
            "last_name": forms.TextInput(attrs=CONTROL | {"autocomplete": "family-name"}),
            "organisation": forms.TextInput(attrs=CONTROL | {"autocomplete": "organization"}),
            "postcode": forms.TextInput(attrs=CONTROL | {"autocomplete": "postal-code", "inputmode": "numeric"}),
        }
        help_texts = {"email": _("Your confirmation and your personal link are sent there.")}

    def __init__(self, *args, needs_address=True, is_for_other=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["email"].required = needs_address
        if is_for_other:
            self.fields["email"].help_text = _("Their confirmation and their personal link are sent there.")
        if not self.instance.event.asks_postcode:
            del self.fields["postcode"]
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout(*self.details_layout())

    def details_layout(self):
        names = Div(
            Div("first_name", css_class="col-sm-6"), Div("last_name", css_class="col-sm-6"), css_class="row field-row"
        )
        return ["email", names, *[name for name in ("organisation", "postcode") if name in self.fields]]

    def validate_constraints(self):
        """The action answers for the address, under its lock."""

    @property
    def details(self):
        """What was typed, as the actions take it."""
        return {name: self.cleaned_data.get(name, "") for name in DetailsForm.Meta.fields}
