"""The forms of minutes: sent for remarks, remarked on, adopted, corrected."""

from datetime import timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..models import Meeting, MinutesNote
from .people import fields_alone

DAYS_FOR_REMARKS = 8


class SendMinutesForm(forms.Form):
    """Until when those who were there may remark."""

    remarks_until = forms.DateField(
        label=gettext_lazy("Remarks until"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, auto_id="send_%s", **kwargs)
        self.fields["remarks_until"].initial = timezone.localdate() + timedelta(days=DAYS_FOR_REMARKS)
        self.helper = fields_alone()

    def clean_remarks_until(self):
        day = self.cleaned_data["remarks_until"]
        if day < timezone.localdate():
            raise forms.ValidationError(_("This day has passed."))
        return day


class NoteForm(forms.ModelForm):
    """A remark, or a correction."""

    class Meta:
        model = MinutesNote
        fields = ["text"]
        widgets = {"text": forms.Textarea({"rows": 3})}

    def __init__(self, *args, label, **kwargs):
        super().__init__(*args, auto_id="note_%s", **kwargs)
        self.fields["text"].label = label
        self.helper = fields_alone()


class AdoptForm(forms.Form):
    """In which later meeting the minutes are adopted; none: the time for remarks is over."""

    adopted_in = forms.ModelChoiceField(
        label=gettext_lazy("Adopted in"),
        queryset=Meeting.objects.none(),
        to_field_name="public_id",
        required=False,
        empty_label=gettext_lazy("No meeting: the time for remarks is over"),
    )

    def __init__(self, *args, minutes, **kwargs):
        super().__init__(*args, auto_id="adopt_%s", **kwargs)
        meeting, field = minutes.meeting, self.fields["adopted_in"]
        field.queryset = meeting.group.meetings.held().filter(starts_at__gt=meeting.starts_at)
        if minutes.is_out:
            field.required, field.empty_label = True, None
        if not field.queryset.exists():
            field.widget = forms.HiddenInput()
        self.helper = fields_alone()

    @property
    def is_possible(self):
        """Whether anything can be chosen now."""
        field = self.fields["adopted_in"]
        return not field.required or field.queryset.exists()
