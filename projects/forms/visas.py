"""The director's no."""

from django import forms
from django.utils.translation import gettext_lazy as _

from .helper import fields_alone


class RefuseVisaForm(forms.Form):
    """What has to change before the visa is given."""

    word = forms.CharField(
        label=_("What has to change"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Who prepared it receives this text by mail, as you write it."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = fields_alone()
