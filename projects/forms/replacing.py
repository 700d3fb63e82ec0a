"""Who replaces a lead, and until when."""

from datetime import timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..actions.replacing import LONGEST
from .helper import fields_alone


class ReplacementForm(forms.Form):
    """Somebody, by e-mail address, replaces the lead until the end of a day."""

    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        help_text=_("A person who is already known keeps the name they have."),
    )
    first_name = forms.CharField(label=_("First name"), max_length=150, required=False)
    last_name = forms.CharField(label=_("Last name"), max_length=150, required=False)
    until = forms.DateField(
        label=_("Until, that day included"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        self.fields["until"].initial = today + timedelta(days=14)
        self.fields["until"].widget.attrs |= {"min": today.isoformat(), "max": (today + LONGEST).isoformat()}
        self.helper = fields_alone()
