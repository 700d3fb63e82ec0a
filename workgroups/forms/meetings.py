"""The forms of a group's meeting."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..enums import Answers
from ..models import Meeting
from .people import fields_alone


def _moment():
    return forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")


class MeetingForm(forms.ModelForm):
    """When, where and about what."""

    link = forms.URLField(
        label=gettext_lazy("Link to join from afar"), required=False, max_length=500, assume_scheme="https"
    )

    class Meta:
        model = Meeting
        fields = ["starts_at", "ends_at", "place", "link", "agenda"]
        widgets = {"starts_at": _moment(), "ends_at": _moment(), "agenda": forms.Textarea({"rows": 5})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = fields_alone()

    def clean(self):
        given = super().clean()
        if given.get("starts_at") and given.get("ends_at") and given["ends_at"] <= given["starts_at"]:
            self.add_error("ends_at", _("A meeting ends after it begins."))
        return given


class AnswerForm(forms.Form):
    """Whether one comes."""

    answer = forms.ChoiceField(label=gettext_lazy("Will you come?"), choices=Answers.choices, widget=forms.RadioSelect)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = fields_alone()
