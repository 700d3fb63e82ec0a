"""How the forms of projects are written on the page."""

from decimal import Decimal

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.formats import number_format


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


class DateTimeInput(forms.DateTimeInput):
    """The browser's own calendar and clock, to the minute."""

    input_type = "datetime-local"

    def __init__(self, **options):
        super().__init__(format="%Y-%m-%dT%H:%M", **options)


class AmountField(forms.DecimalField):
    """Euros as people write them: 12 500,50 or 12500.50, with or without the sign; shown with two decimals."""

    widget = forms.TextInput(attrs={"inputmode": "decimal"})

    def __init__(self, **options):
        super().__init__(**{"min_value": 0, "max_digits": 12, "decimal_places": 2, "required": False, **options})

    def to_python(self, value):
        if isinstance(value, str):
            value = "".join(value.replace("€", "").split()).replace(",", ".")
        return super().to_python(value)

    def prepare_value(self, value):
        return number_format(value, 2, force_grouping=True) if isinstance(value, Decimal) else value

    def widget_attrs(self, widget):
        return {}  # no step: it is a text


def amounts_in(names):
    """The form fields of these amounts of a model, for `field_classes`."""
    return dict.fromkeys(names, AmountField)
