"""The forms of a group's meeting."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.versions import version_of

from ..enums import MeetingAnswers, Presences
from ..models import Meeting
from .people import fields_alone


def _moment():
    return forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")


class MeetingForm(forms.ModelForm):
    """When, where and about what; `version` says what the form was opened on."""

    link = forms.URLField(
        label=gettext_lazy("Link to join from afar"), required=False, max_length=500, assume_scheme="https"
    )
    version = forms.CharField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Meeting
        fields = ["starts_at", "ends_at", "place", "link", "agenda"]
        widgets = {"starts_at": _moment(), "ends_at": _moment(), "agenda": forms.Textarea({"rows": 5})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["version"].initial = version_of(self.instance)
        self.order_fields(["starts_at", "ends_at", "place", "link", "agenda"])
        self.helper = fields_alone()

    def clean(self):
        given = super().clean()
        if given.get("starts_at") and given.get("ends_at") and given["ends_at"] <= given["starts_at"]:
            self.add_error("ends_at", _("A meeting ends after it begins."))
        return given

    def planned(self):
        """What the action takes."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


class AnswerForm(forms.Form):
    """Whether one comes."""

    answer = forms.ChoiceField(
        label=gettext_lazy("Will you come?"), choices=MeetingAnswers.choices, widget=forms.RadioSelect
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = fields_alone()


class AttendanceForm(forms.Form):
    """Who is there, a row of buttons each, and somebody who was not expected. Only what was ticked anew is told."""

    name = forms.CharField(label=gettext_lazy("Somebody else who is there"), required=False, max_length=200)

    def __init__(self, *args, expected, **kwargs):
        super().__init__(*args, **kwargs)
        self.expected = expected
        for one in expected:
            self.fields[one.key] = forms.ChoiceField(
                label=str(one.name),
                choices=Presences.choices,
                required=False,
                initial=one.presence,
                show_hidden_initial=True,
                widget=forms.RadioSelect,
            )

    def rows(self):
        """Each expected person with their field, and what says how it stood when the page was made."""
        return [(one, self[one.key], self[one.key].as_hidden(only_initial=True)) for one in self.expected]

    def ticked(self):
        """What the action takes: what differs from what the page showed, whoever else ticked meanwhile."""
        changed = {name: self.cleaned_data[name] for name in self.changed_data if name != "name"}
        found = {"people": {}, "guests": {}, "name": self.cleaned_data["name"]}
        for name, presence in changed.items():
            kind, key = name.split("-")
            found["people" if kind == "person" else "guests"][int(key)] = presence
        return found
