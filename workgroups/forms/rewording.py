"""The workbook that comes back."""

from django import forms
from django.utils.translation import gettext_lazy as _


class RewordingForm(forms.Form):
    """The requirements as somebody reworded them in a spreadsheet."""

    workbook = forms.FileField(
        label=_("Workbook"),
        help_text=_("The .xlsx file of this text's requirements, in which you changed the wording or the levels."),
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
    )
