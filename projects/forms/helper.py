"""How the forms of projects are written on the page."""

from crispy_forms.helper import FormHelper
from django import forms


def fields_alone():
    """Fields alone: the template writes the address, the token and the button."""
    helper = FormHelper()
    helper.form_tag = False
    helper.disable_csrf = True
    return helper


class DateInput(forms.DateInput):
    """The browser's own calendar."""

    input_type = "date"

    def __init__(self, **options):
        super().__init__(format="%Y-%m-%d", **options)
