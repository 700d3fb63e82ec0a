"""From when until when a text is shown for comment, to whom, and what is asked."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.versions import version_of

from ..models import Consultation, ConsultationPlan
from .lasting import LONGEST_DAYS, USUAL_DAYS, calendar, capitals, in_days
from .people import fields_alone


class ConsultationForm(forms.ModelForm):
    """A consultation that opens today, at once, or by itself on a later day."""

    class Meta:
        model = ConsultationPlan
        fields = ["starts_on", "ends_on", "audience", "question"]
        widgets = {"audience": forms.RadioSelect(), "question": forms.Textarea({"rows": 3})}
        help_texts = {
            "starts_on": _("Today: it opens at once. A later day: it opens by itself, with the text as it is then."),
            "ends_on": _("This day included."),
        }

    first_after = 0  # days from today

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        first, last = in_days(self.first_after), in_days(LONGEST_DAYS)
        calendar(self.fields["starts_on"], first, last, first)
        self.fields["starts_on"].required = self.first_after > 0  # empty: today
        calendar(self.fields["ends_on"], in_days(1), in_days(2 * LONGEST_DAYS), in_days(USUAL_DAYS))
        self.fields["audience"].choices = capitals(self.fields["audience"].choices)
        self.helper = fields_alone()

    def clean_starts_on(self):
        starts_on = self.cleaned_data["starts_on"] or timezone.localdate()
        if not in_days(self.first_after) <= starts_on <= in_days(LONGEST_DAYS):
            raise forms.ValidationError(self.other_day())
        return starts_on

    def other_day(self):
        """What is said of a first day that cannot be."""
        return _("Choose a day between today and a year from now.")

    def clean(self):
        given = super().clean()
        starts_on, ends_on = given.get("starts_on"), given.get("ends_on")
        if not (starts_on and ends_on) or starts_on < ends_on <= in_days(LONGEST_DAYS, starts_on):
            return given
        if starts_on == timezone.localdate():
            self.add_error("ends_on", _("Choose a day between tomorrow and a year from now."))
        elif ends_on <= starts_on:
            self.add_error("ends_on", _("The last day comes after the first one."))
        else:
            self.add_error("ends_on", _("A consultation lasts a year at most."))
        return given

    @property
    def is_at_once(self):
        """Whether the first day is today; of a form that is valid."""
        return self.cleaned_data["starts_on"] == timezone.localdate()

    def given(self):
        """What the actions take."""
        names = [name for name in self.Meta.fields if name != "starts_on" or not self.is_at_once]
        return {name: self.cleaned_data[name] for name in names}


class PlanForm(ConsultationForm):
    """What was planned, put otherwise; `version` says what the form was opened on."""

    version = forms.CharField(widget=forms.HiddenInput, required=False)
    first_after = 1

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["version"].initial = version_of(self.instance)
        self.fields["starts_on"].help_text = _("It opens by itself on this day, with the text as it is then.")

    def other_day(self):
        return _("Choose a day between tomorrow and a year from now.")


class ExtensionForm(forms.ModelForm):
    """A later last day; `version` says what the form was opened on."""

    version = forms.CharField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Consultation
        fields = ["ends_on"]
        labels = {"ends_on": _("New last day")}
        help_texts = {"ends_on": _("This day included.")}

    def __init__(self, *args, instance, **kwargs):
        self.before = instance.ends_on
        proposed = {"ends_on": in_days(7, self.before)}
        super().__init__(*args, instance=instance, initial=kwargs.pop("initial", proposed), **kwargs)
        calendar(self.fields["ends_on"], in_days(1, self.before), in_days(LONGEST_DAYS))
        self.fields["version"].initial = version_of(self.instance)
        self.helper = fields_alone()

    def clean_ends_on(self):
        ends_on = self.cleaned_data["ends_on"]
        if ends_on <= self.before:
            raise forms.ValidationError(_("A consultation is only prolonged: choose a day after its present last day."))
        if ends_on > in_days(LONGEST_DAYS):
            raise forms.ValidationError(_("Choose a day within a year from now."))
        return ends_on
