"""The workbench's forms: note a reminder that was made otherwise, postpone the next ones."""

from datetime import timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..enums import ReminderKinds
from ..people import leads_of, reminded_of
from .helper import fields_alone

DAY = {"format": "%Y-%m-%d", "attrs": {"type": "date"}}


class LogReminderForm(forms.Form):
    """Who was reminded, how and when."""

    kind = forms.ChoiceField(
        label=_("How"),
        choices=[choice for choice in ReminderKinds.choices if choice[0] != ReminderKinds.PORTAL],
        widget=forms.RadioSelect,
        initial=ReminderKinds.PHONE,
    )
    person = forms.ModelChoiceField(label=_("Whom"), queryset=None, empty_label=None)
    on = forms.DateField(label=_("When"), widget=forms.DateInput(**DAY))
    note = forms.CharField(
        label=_("What was said (optional)"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Read by those who review the project, not by its leads."),
    )

    def __init__(self, *args, milestone, **kwargs):
        kwargs.setdefault("initial", {"on": timezone.localdate(), "person": reminded_of(milestone.project).first()})
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = leads_of(milestone.project)
        self.fields["on"].widget.attrs["max"] = timezone.localdate().isoformat()
        self.helper = fields_alone()


class SnoozeForm(forms.Form):
    """Until when nobody is reminded, and why."""

    until = forms.DateField(
        label=_("Until"),
        widget=forms.DateInput(**DAY),
        help_text=_("From this day on reminders leave again, by themselves and by hand."),
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Such as: the council meets on the 12th. Read by those who review the project."),
    )

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("initial", {"until": timezone.localdate() + timedelta(days=14)})
        super().__init__(*args, **kwargs)
        self.helper = fields_alone()
