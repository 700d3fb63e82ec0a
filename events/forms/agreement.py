"""What is agreed to once for everybody on the page, and the traps for machines."""

from django import forms
from django.utils.translation import gettext_lazy as _

CONSENT = "consent_"


class CheckBox(forms.CheckboxInput):
    def __init__(self):
        super().__init__(attrs={"class": "form-check-input"})


class AgreementForm(forms.Form):
    """The keeping of details, the event's own consents, the form's key and a field that people do not see."""

    consent = forms.BooleanField(
        widget=CheckBox,
        label=_("I agree that the association keeps these details to organise this event."),
        error_messages={"required": _("Without your agreement nothing can be kept, so nobody can be registered.")},
    )
    form_key = forms.CharField(widget=forms.HiddenInput, required=False)
    website = forms.CharField(
        label=_("Leave this field empty"),
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )

    def __init__(self, *args, choices, **kwargs):
        super().__init__(*args, **kwargs)
        self.choices = choices
        for consent in choices.consents:
            field = forms.BooleanField(label=consent.text, required=consent.is_required, widget=CheckBox)
            self.fields[f"{CONSENT}{consent.pk}"] = field

    @property
    def boxes(self):
        """The bound fields of what one agrees to, the keeping of details last."""
        return [*[self[f"{CONSENT}{consent.pk}"] for consent in self.choices.consents], self["consent"]]

    @property
    def consents(self):
        """Those of the event's consents that were given, once the form is valid."""
        return [consent for consent in self.choices.consents if self.cleaned_data[f"{CONSENT}{consent.pk}"]]
