"""Days to choose, for what lasts a while."""

from datetime import timedelta

from django import forms
from django.utils import timezone
from django.utils.text import capfirst

USUAL_DAYS = 21
LONGEST_DAYS = 366


def calendar(field, first, last, proposed=None):
    """Has a day between two, both included, picked in a calendar."""
    field.widget = forms.DateInput({"type": "date", "min": f"{first:%Y-%m-%d}", "max": f"{last:%Y-%m-%d}"})
    field.widget.format = "%Y-%m-%d"
    if proposed:
        field.initial = proposed


def in_days(days, after=None):
    """The day so many days after another one, or after today."""
    return (after or timezone.localdate()) + timedelta(days=days)


def capitals(choices):
    """The same choices, each beginning with a capital; the one of nothing is left out."""
    return [(value, capfirst(label)) for value, label in choices if value != ""]
