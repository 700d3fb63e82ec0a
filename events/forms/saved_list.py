"""Saving the list one looks at under a name."""

from django import forms
from django.utils.translation import gettext_lazy as _

MINE, TEAM, EVERY_EVENT = "mine", "team", "every_event"


class SavedListForm(forms.Form):
    """Its name, and for whom it is; `query` is the list's address."""

    name = forms.CharField(label=_("Name of the list"), max_length=80)
    reach = forms.ChoiceField(
        label=_("For whom"),
        choices=[
            (MINE, _("for me, at this event")),
            (TEAM, _("for everybody who follows this event")),
            (EVERY_EVENT, _("for me, at every event")),
        ],
        initial=MINE,
    )
    query = forms.CharField(widget=forms.HiddenInput, required=False, max_length=4000)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, auto_id="id_saved_%s", **kwargs)
        self.fields["name"].widget.attrs["class"] = "form-control"
        self.fields["reach"].widget.attrs["class"] = "form-select"
