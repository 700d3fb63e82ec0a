"""The accompanier's forms: decide and reopen. One helper a form."""

from django import forms
from django.utils.translation import gettext_lazy as _

from .helper import fields_alone


class DecisionForm(forms.Form):
    """Carries the number of the submission the person has read: a decision is on that one."""

    number = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, *args, milestone, **kwargs):
        last = milestone.submissions.standing().order_by("-number").first()
        kwargs.setdefault("initial", {"number": last.number if last else None})
        super().__init__(*args, **kwargs)


class AcceptForm(DecisionForm):
    """The submission is what was asked."""

    remark = forms.CharField(
        label=_("A word to the lead (optional)"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, auto_id="accept_%s", **kwargs)
        self.helper = fields_alone()


class ReopenForm(forms.Form):
    """An accepted milestone is asked again."""

    reason = forms.CharField(
        label=_("Why is it reopened?"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The lead receives this text by mail, as you write it."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, auto_id="reopen_%s", **kwargs)
        self.helper = fields_alone()
