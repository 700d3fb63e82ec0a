"""Which events are compared."""

from django import forms
from django.utils.translation import gettext as _

FEWEST, MOST = 2, 6


class ComparisonForm(forms.Form):
    """Checkboxes, kept in the address. `events`: those this person may follow; others are as if they did not exist."""

    event = forms.ModelMultipleChoiceField(queryset=None, to_field_name="slug", widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args, events, **kwargs):
        super().__init__(*args, **kwargs)
        self.events = events
        self.fields["event"].queryset = events
        self.fields["event"].error_messages = {
            "required": _("Choose two to six events."),
            "invalid_choice": _("One of these events is not there, or not yours to follow."),
        }

    def clean_event(self):
        chosen = self.cleaned_data["event"]
        if not FEWEST <= len(chosen) <= MOST:
            raise forms.ValidationError(_("Choose two to six events."))
        return chosen

    @property
    def chosen(self):
        """The events in the order of their days, each with its places, once the form is valid."""
        return list(self.cleaned_data["event"].with_places().order_by("starts_at"))

    @property
    def ticked(self):
        """The names in addresses of the events that were asked for."""
        return set(self["event"].value() or ())
