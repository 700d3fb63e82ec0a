"""Asking an expert's opinion, and answering."""

from datetime import timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.people.actions import Stranger

from ..enums import Verdicts
from ..models import Deliverable
from ..people import expert_committee
from .helper import DateInput, fields_alone


class AskOpinionForm(forms.Form):
    """Whom, what, for when, and what they may read: nothing is shared unless it is ticked."""

    member = forms.ModelChoiceField(
        label=gettext_lazy("Somebody of the expert committee"),
        queryset=None,
        required=False,
        empty_label=gettext_lazy("Somebody else, by e-mail address"),
    )
    email = forms.EmailField(label=gettext_lazy("Or the e-mail address of somebody else"), required=False)
    first_name = forms.CharField(label=gettext_lazy("First name"), required=False, max_length=150)
    last_name = forms.CharField(
        label=gettext_lazy("Last name"),
        required=False,
        max_length=150,
        help_text=gettext_lazy("A person who is already known keeps the name they have."),
    )
    question = forms.CharField(
        label=gettext_lazy("Your question"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("The expert receives this text by mail, as you write it."),
    )
    due_on = forms.DateField(label=gettext_lazy("Expected by"), widget=DateInput())
    pieces = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Files the expert may read"),
        queryset=Deliverable.objects.none(),
        required=False,
        to_field_name="public_id",
        widget=forms.CheckboxSelectMultiple,
    )
    shares_text = forms.BooleanField(label=gettext_lazy("The message of the submission"), required=False)

    def __init__(self, *args, submission, **kwargs):
        kwargs.setdefault("initial", {"due_on": timezone.localdate() + timedelta(days=14)})
        super().__init__(*args, **kwargs)
        self.fields["member"].queryset = expert_committee()
        self.fields["pieces"].queryset = submission.deliverables.all()
        if not submission.deliverables.exists():
            del self.fields["pieces"]
        if not submission.text:
            del self.fields["shares_text"]
        self.helper = fields_alone()

    def clean_due_on(self):
        due_on = self.cleaned_data["due_on"]
        if due_on < timezone.localdate():
            raise forms.ValidationError(_("This date has passed: choose a later one."))
        return due_on

    def clean(self):
        given = super().clean()
        if not given.get("member") and not given.get("email") and "email" not in self.errors:
            self.add_error("email", _("Choose somebody, or write an e-mail address."))
        if given.get("member") and given.get("email"):
            self.add_error("email", _("Choose one person: somebody of the list, or an address."))
        return given

    def expert(self):
        """The person chosen, or the Stranger with this address: the action makes them known once it may ask them."""
        given = self.cleaned_data
        return given["member"] or Stranger(given["email"], given["first_name"], given["last_name"])


class GiveOpinionForm(forms.Form):
    """The expert's answer."""

    verdict = forms.ChoiceField(
        label=gettext_lazy("Your conclusion"), choices=Verdicts.choices, widget=forms.RadioSelect
    )
    text = forms.CharField(
        label=gettext_lazy("Your opinion"), max_length=50_000, widget=forms.Textarea(attrs={"rows": 8})
    )
    upload = forms.FileField(label=gettext_lazy("A file (optional)"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, auto_id="give_%s", **kwargs)
        self.helper = fields_alone()


class DeclineOpinionForm(forms.Form):
    """The expert will not answer."""

    text = forms.CharField(
        label=gettext_lazy("Why (optional)"), required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, auto_id="decline_%s", **kwargs)
        self.helper = fields_alone()
