"""For whom a deposit link is, and until when."""

from datetime import timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..deposits import USUAL_DAYS
from .helper import fields_alone


class DepositLinkForm(forms.Form):
    """A link by which somebody without an account hands files into one milestone."""

    consultancy = forms.CharField(
        label=_("Consultancy"), max_length=120, help_text=_("Whoever has the link can hand in files in this name.")
    )
    sent_to = forms.EmailField(
        label=_("Send it to (optional)"),
        required=False,
        help_text=_("The consultancy receives the link by e-mail; the address is forgotten when the link ends."),
    )
    expires_on = forms.DateField(
        label=_("Valid until"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, auto_id="link_%s", **kwargs)
        self.initial.setdefault("expires_on", timezone.localdate() + timedelta(days=USUAL_DAYS))
        self.helper = fields_alone()
